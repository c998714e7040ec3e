/**
 * Control calls of a node: small requests with JSON bodies, dispatched by method and path, run off the data plane's
 * threads.
 */
@NullMarked
package io.etlbed.cluster.control;

import org.jspecify.annotations.NullMarked;
