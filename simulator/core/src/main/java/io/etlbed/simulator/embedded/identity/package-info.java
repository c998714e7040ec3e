/** Who asks the API server: its own user, and service accounts with the tokens that pods carry. */
@NullMarked
package io.etlbed.simulator.embedded.identity;

import org.jspecify.annotations.NullMarked;
