/** Generators of specifications and names: right ones, and ones that break known rules by construction. */
@NullMarked
package io.etlbed.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
