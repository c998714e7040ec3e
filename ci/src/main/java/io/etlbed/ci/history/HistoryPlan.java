package io.etlbed.ci.history;

import java.time.Duration;

/**
 * What a history is to be.
 *
 * @param length of all rounds together; start and end of the cluster come on top
 * @param round how long clients and harm last before all is looked at
 * @param seed of all that is chosen at random
 * @param clients that work at the same time
 */
public record HistoryPlan(
        Duration length, Duration round, long seed, int proxies, int targets, int clients, boolean durable) {}
