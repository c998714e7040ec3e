package io.etlbed.simulator.embedded.identity;

/**
 * An object that a token dies with.
 *
 * @param kind {@code Pod} or {@code Secret}
 */
public record Bond(String kind, String name, String uid) {}
