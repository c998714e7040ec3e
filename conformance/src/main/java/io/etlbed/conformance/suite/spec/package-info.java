/** Checks of the Pod specification given to <em>init spec</em>. */
@NullMarked
package io.etlbed.conformance.suite.spec;

import org.jspecify.annotations.NullMarked;
