/** A storage node: objects on disk, their checksums, versions and lists, and the target's half of ETL. */
@NullMarked
package io.etlbed.cluster.target;

import org.jspecify.annotations.NullMarked;
