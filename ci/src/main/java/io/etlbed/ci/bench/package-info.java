/**
 * Benchmarks that anyone can repeat: start-up times, and what a request costs a node beside nginx serving the same file
 * in the same run. Numbers of different machines cannot be compared; the ratios of one run can.
 */
@NullMarked
package io.etlbed.ci.bench;

import org.jspecify.annotations.NullMarked;
