/** What README.md shows, as it is compiled and run. */
@NullMarked
package io.etlbed.ci.readme;

import org.jspecify.annotations.NullMarked;
