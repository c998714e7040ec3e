/**
 * Faults for tests, from outside: relays stand before every node of a cluster, between targets and their pods, and between
 * nodes and Kubernetes, and do to the requests that pass what a test asks for. No node knows of them. See
 * {@link io.etlbed.junit.EtlCluster#faults()}.
 */
@NullMarked
package io.etlbed.junit.faults;

import org.jspecify.annotations.NullMarked;
