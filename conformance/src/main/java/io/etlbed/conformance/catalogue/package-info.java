/** The requirement catalogue as data, read from the text that people read too. */
@NullMarked
package io.etlbed.conformance.catalogue;

import org.jspecify.annotations.NullMarked;
