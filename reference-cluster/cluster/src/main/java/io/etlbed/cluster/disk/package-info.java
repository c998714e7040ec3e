/** What nodes have on their disks beside objects: small files that are replaced as a whole, locks, and what disks refuse. */
@NullMarked
package io.etlbed.cluster.disk;

import org.jspecify.annotations.NullMarked;
