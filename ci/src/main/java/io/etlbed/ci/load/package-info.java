/**
 * A load generator for any AIStore-compatible endpoint, with the calls of AIStore's own: it makes the objects it needs, looks at
 * every byte it gets, and tells latencies, throughput and errors.
 */
@NullMarked
package io.etlbed.ci.load;

import org.jspecify.annotations.NullMarked;
