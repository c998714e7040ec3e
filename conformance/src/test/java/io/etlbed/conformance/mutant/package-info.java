/**
 * Faults that act from outside, between a check and the cluster: each check must find the faults that are made for it.
 */
@NullMarked
package io.etlbed.conformance.mutant;

import org.jspecify.annotations.NullMarked;
