/** Runs of fuzzing: what they are on, what they remember, and what they leave of what they found. */
@NullMarked
package io.etlbed.conformance.campaign;

import org.jspecify.annotations.NullMarked;
