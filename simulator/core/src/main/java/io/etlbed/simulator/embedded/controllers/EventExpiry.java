package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Removes events an hour after they were last written, as Kubernetes does. */
final class EventExpiry implements AutoCloseable {

    static final Duration LIFE = Duration.ofHours(1);
    private static final long PERIOD_SECONDS = 60;

    private final Shelf<Event> events;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "etlbed-event-expiry");
        thread.setDaemon(true);
        return thread;
    });

    EventExpiry(ObjectStore store, Clock clock) {
        this.events = store.of(Event.class);
        this.clock = clock;
    }

    void start() {
        Future<?> unused = timer.scheduleWithFixedDelay(this::sweep, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Removes those whose time is over. */
    void sweep() {
        Instant limit = clock.instant().minus(LIFE);
        for (Event event :
                events.list(null, each -> written(each).isBefore(limit)).items()) {
            try {
                events.delete(
                        event.getMetadata().getNamespace(), event.getMetadata().getName(), Deletion.now());
            } catch (ApiStatusException e) {
                // Somebody else was quicker, or the store closes.
                if (e.code() != 404 && e.code() != 503) {
                    throw e;
                }
            }
        }
    }

    /** When it was last written; of one that a client wrote with another time, when it came. */
    private static Instant written(Event event) {
        String created = event.getMetadata().getCreationTimestamp();
        try {
            return Instant.parse(event.getLastTimestamp() == null ? created : event.getLastTimestamp());
        } catch (DateTimeParseException otherForm) {
            return Instant.parse(created);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
