@NullMarked
package io.etlbed.simulator.embedded.schema;

import org.jspecify.annotations.NullMarked;
