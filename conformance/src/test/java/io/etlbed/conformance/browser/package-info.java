/** A real browser for tests. */
@NullMarked
package io.etlbed.conformance.browser;

import org.jspecify.annotations.NullMarked;
