/** The launcher script, driven as a user does. */
@NullMarked
package io.etlbed.ci.launcher;

import org.jspecify.annotations.NullMarked;
