/** A gateway: redirects, the cluster map, bucket metadata, and calls that concern several nodes. */
@NullMarked
package io.etlbed.cluster.proxy;

import org.jspecify.annotations.NullMarked;
