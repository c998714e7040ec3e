/** The suite as JUnit tests; the one package that needs JUnit Jupiter, 5.14 or 6, from whoever uses it. */
@NullMarked
package io.etlbed.conformance.junit;

import org.jspecify.annotations.NullMarked;
