/**
 * Ephemeral Kubernetes clusters for tests. A {@link io.etlbed.simulator.KubernetesCluster} is started by a provider that
 * is found by its name; what it is made of stays behind this package. Nothing here knows of AIStore.
 */
@NullMarked
package io.etlbed.simulator;

import org.jspecify.annotations.NullMarked;
