/**
 * What a Kubernetes cluster knows: objects of the fabric8 model under one growing version, with watches. API server,
 * scheduler and kubelets of the embedded cluster share one {@link io.etlbed.simulator.embedded.store.ObjectStore}; there
 * is no HTTP between them.
 */
@NullMarked
package io.etlbed.simulator.embedded.store;

import org.jspecify.annotations.NullMarked;
