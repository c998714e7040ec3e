package io.etlbed.junit;

import io.etlbed.cluster.client.ExchangeListener;
import io.etlbed.cluster.client.HttpExchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest exchanges of a test with the cluster. */
final class Exchanges implements ExchangeListener {

    private static final int KEPT = 200;

    private final Deque<HttpExchange> latest = new ArrayDeque<>();
    private long count;

    @Override
    public synchronized void exchanged(HttpExchange exchange) {
        count++;
        latest.addLast(exchange);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    /** In the order in which they were answered; the older ones of more than 200 are forgotten. */
    synchronized List<HttpExchange> latest() {
        return List.copyOf(latest);
    }

    /** How many there were before the latest. */
    synchronized long forgotten() {
        return count - latest.size();
    }
}
