/**
 * The Java client of a cluster: {@link io.etlbed.cluster.client.AisClient}. It speaks plain HTTP to any gateway, streams
 * objects both ways, and knows nothing of the server's classes but its errors.
 */
@NullMarked
package io.etlbed.cluster.client;

import org.jspecify.annotations.NullMarked;
