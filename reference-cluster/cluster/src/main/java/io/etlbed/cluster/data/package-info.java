/**
 * The data plane, on Netty: object bytes in and out with ranges and sendfile, streaming to and from pods with
 * back-pressure, redirects. No Netty type leaves this package.
 */
@NullMarked
package io.etlbed.cluster.data;

import org.jspecify.annotations.NullMarked;
