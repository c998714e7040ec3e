/** Checks of ETL_IDs. */
@NullMarked
package io.etlbed.conformance.suite.name;

import org.jspecify.annotations.NullMarked;
