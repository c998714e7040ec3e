package io.etlbed.simulator.embedded.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventExpiryTest {

    private final Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final ObjectStore store = new ObjectStore(Clock.fixed(now, ZoneOffset.UTC));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_event_goes_an_hour_after_it_was_last_written() {
        write("old", now);
        write("repeated", now.plus(Duration.ofMinutes(30)));
        write("odd", null);
        sweepAfter(Duration.ofMinutes(59));
        assertThat(names()).containsExactly("odd", "old", "repeated");

        sweepAfter(Duration.ofMinutes(61));
        assertThat(names()).containsExactly("repeated");

        sweepAfter(Duration.ofMinutes(91));
        assertThat(names()).isEmpty();
    }

    private void sweepAfter(Duration later) {
        try (EventExpiry expiry = new EventExpiry(store, Clock.fixed(now.plus(later), ZoneOffset.UTC))) {
            expiry.sweep();
        }
    }

    private void write(String name, @Nullable Instant last) {
        store.of(Event.class)
                .create(new EventBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .withLastTimestamp(last == null ? null : last.toString())
                        .build());
    }

    private Iterable<String> names() {
        return store.of(Event.class).list("default").items().stream()
                .map(event -> event.getMetadata().getName())
                .toList();
    }
}
