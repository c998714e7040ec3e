package io.etlbed.cluster.client;

/** Hears of every exchange of a client with a node, such as to tell of them when a test has failed. */
@FunctionalInterface
public interface ExchangeListener {

    /** Hears of nothing. */
    ExchangeListener NONE = exchange -> {};

    /** Called by the thread that has sent the request, before the call returns. Quick, and safe for any thread. */
    void exchanged(HttpExchange exchange);
}
