/** What a conformance run has found, and its forms: a table for people, JUnit XML and JSON for programs. */
@NullMarked
package io.etlbed.conformance.report;

import org.jspecify.annotations.NullMarked;
