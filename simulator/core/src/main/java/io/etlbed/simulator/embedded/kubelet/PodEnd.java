package io.etlbed.simulator.embedded.kubelet;

/**
 * Why a kubelet ends a pod by itself, as the pod's status says it.
 *
 * @param reason one word
 * @param message the whole of it
 */
record PodEnd(String reason, String message) {}
