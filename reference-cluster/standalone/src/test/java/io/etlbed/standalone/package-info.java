/** The standalone jar, in projects of users. */
@NullMarked
package io.etlbed.standalone;

import org.jspecify.annotations.NullMarked;
