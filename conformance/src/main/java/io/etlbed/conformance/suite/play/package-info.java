/** Checks that play whole playbooks over HTTP. */
@NullMarked
package io.etlbed.conformance.suite.play;

import org.jspecify.annotations.NullMarked;
