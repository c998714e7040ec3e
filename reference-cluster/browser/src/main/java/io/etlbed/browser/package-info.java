/** A real browser for tests. */
@NullMarked
package io.etlbed.browser;

import org.jspecify.annotations.NullMarked;
