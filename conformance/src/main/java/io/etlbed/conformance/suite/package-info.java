/** The checks themselves, one package per group of the catalogue. */
@NullMarked
package io.etlbed.conformance.suite;

import org.jspecify.annotations.NullMarked;
