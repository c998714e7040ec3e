package io.etlbed.cluster.etl;

import java.util.Optional;

/**
 * The ways between a target and its pods.
 *
 * @param reach by which address the target reaches them
 * @param check tries one in that way
 * @param inlet by which they reach the target; empty where its public address does
 */
public record PodAccess(PodReach reach, ConnectCheck check, Optional<PodInlet> inlet) {}
