/** What was seen around a failure, as text for reports. */
@NullMarked
package io.etlbed.conformance.evidence;

import org.jspecify.annotations.NullMarked;
