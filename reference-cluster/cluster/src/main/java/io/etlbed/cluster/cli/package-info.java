/** {@code ais}: the command line of the documents, over {@link io.etlbed.cluster.client.AisClient}. */
@NullMarked
package io.etlbed.cluster.cli;

import org.jspecify.annotations.NullMarked;
