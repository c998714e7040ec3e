/**
 * The provider {@code embedded}: a Kubernetes cluster in this JVM, whose pods are real processes. Its parts are the
 * store, the API server, the scheduler, one kubelet for each node, and the forwarder of node ports.
 */
@NullMarked
package io.etlbed.simulator.embedded;

import org.jspecify.annotations.NullMarked;
