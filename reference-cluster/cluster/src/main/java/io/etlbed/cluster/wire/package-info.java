/** The AIStore protocol as data: records for its JSON messages, names of headers and query parameters, errors. */
@NullMarked
package io.etlbed.cluster.wire;

import org.jspecify.annotations.NullMarked;
