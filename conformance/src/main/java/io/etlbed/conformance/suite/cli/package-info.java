/** The checks of the group CLI: the documents' command lines, as users type them. */
@NullMarked
package io.etlbed.conformance.suite.cli;

import org.jspecify.annotations.NullMarked;
