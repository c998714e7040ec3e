/**
 * The kubelets of the embedded cluster: they take the pods that are bound to their node through their life, from the
 * image to the last status, on a {@link io.etlbed.simulator.embedded.runtime.PodRuntime}.
 */
@NullMarked
package io.etlbed.simulator.embedded.kubelet;

import org.jspecify.annotations.NullMarked;
