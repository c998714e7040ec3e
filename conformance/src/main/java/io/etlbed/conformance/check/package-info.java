/**
 * What a conformance check is, and what it works with. Checks know HTTP and, where they may see it, Kubernetes; they know
 * nothing of the cluster that they judge.
 */
@NullMarked
package io.etlbed.conformance.check;

import org.jspecify.annotations.NullMarked;
