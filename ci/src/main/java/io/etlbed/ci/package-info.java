/** The {@code etlbed} command. */
@NullMarked
package io.etlbed.ci;

import org.jspecify.annotations.NullMarked;
