package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Subscription;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The control loops of one store, until closed: they react to changes, on the store's threads, and to time. */
public final class Controllers implements AutoCloseable {

    private final List<Subscription> watches;
    private final EventExpiry expiry;

    private Controllers(List<Subscription> watches, EventExpiry expiry) {
        this.watches = watches;
        this.expiry = expiry;
    }

    /**
     * Starts with what the store holds already.
     *
     * @param authorityPem the certificate by which pods know the API server; nothing waits for it
     */
    public static Controllers start(ObjectStore store, Clock clock, CompletableFuture<String> authorityPem) {
        EventExpiry expiry = new EventExpiry(store, clock);
        expiry.start();
        List<Subscription> watches = Stream.concat(
                        new NamespaceController(store, authorityPem).watches().stream(),
                        new EndpointsController(store).watches().stream())
                .toList();
        return new Controllers(watches, expiry);
    }

    @Override
    public void close() {
        expiry.close();
        watches.forEach(Subscription::close);
    }
}
