/** The load generator. */
@NullMarked
package io.etlbed.ci.load;

import org.jspecify.annotations.NullMarked;
