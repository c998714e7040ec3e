package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The control loops of one store: they react to changes, on the store's threads, until closed. */
public final class Controllers implements AutoCloseable {

    private final List<Subscription> watches;

    private Controllers(List<Subscription> watches) {
        this.watches = watches;
    }

    /**
     * Starts with what the store holds already.
     *
     * @param authorityPem the certificate by which pods know the API server; nothing waits for it
     */
    public static Controllers start(ObjectStore store, CompletableFuture<String> authorityPem) {
        return new Controllers(Stream.concat(
                        new NamespaceController(store, authorityPem).watches().stream(),
                        new EndpointsController(store).watches().stream())
                .toList());
    }

    @Override
    public void close() {
        watches.forEach(Subscription::close);
    }
}
