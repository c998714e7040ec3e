/**
 * The conformance suite for AIS-ETL endpoints. {@link io.etlbed.conformance.run.ConformanceRun} runs it,
 * {@link io.etlbed.conformance.report.ConformanceReport} is what comes out.
 */
@NullMarked
package io.etlbed.conformance;

import org.jspecify.annotations.NullMarked;
