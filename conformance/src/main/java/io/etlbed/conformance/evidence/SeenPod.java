package io.etlbed.conformance.evidence;

/**
 * A pod as Kubernetes showed it.
 *
 * @param state its phase, its node, its conditions and what its containers do, in a line
 * @param log the end of what its containers printed; empty where they printed nothing
 */
public record SeenPod(String name, String state, String log) {}
