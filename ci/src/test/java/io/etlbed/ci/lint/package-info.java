/** Of {@code etlbed lint}, from within. */
@NullMarked
package io.etlbed.ci.lint;

import org.jspecify.annotations.NullMarked;
