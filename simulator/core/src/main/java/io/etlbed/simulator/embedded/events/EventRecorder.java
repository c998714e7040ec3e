package io.etlbed.simulator.embedded.events;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventSourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what one component did or could not do. The same event again is counted, not written anew. An event that
 * cannot be written (its namespace is going) is logged and otherwise lost, as in any cluster.
 */
public final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final int REMEMBERED = 4096;

    private final ObjectStore store;
    private final String component;
    private final String host;
    private final Clock clock;
    private final Map<Key, String> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Makes a recorder.
     *
     * @param component such as {@code kubelet}
     * @param host the node it runs on; empty where it runs on none
     */
    public EventRecorder(ObjectStore store, String component, String host, Clock clock) {
        this.store = store;
        this.component = component;
        this.host = host;
        this.clock = clock;
    }

    private record Key(String uid, @Nullable String fieldPath, String type, String reason, String message) {}

    /** Something that went as it should. */
    public void normal(HasMetadata about, @Nullable String fieldPath, String reason, String message) {
        record(about, fieldPath, "Normal", reason, message);
    }

    /** Something that somebody may want to look into. */
    public void warning(HasMetadata about, @Nullable String fieldPath, String reason, String message) {
        record(about, fieldPath, "Warning", reason, message);
    }

    private synchronized void record(
            HasMetadata about, @Nullable String fieldPath, String type, String reason, String message) {
        Key key = new Key(about.getMetadata().getUid(), fieldPath, type, reason, message);
        String namespace = namespace(about);
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            String known = names.get(key);
            if (known != null && store.of(Event.class).get(namespace, known).isPresent()) {
                store.of(Event.class).update(namespace, known, event -> {
                    event.setCount(event.getCount() + 1);
                    event.setLastTimestamp(now);
                    return event;
                });
                return;
            }
            Event made = store.of(Event.class).create(event(about, key, namespace, now));
            names.put(key, made.getMetadata().getName());
        } catch (SimulatorException lost) {
            LOG.debug("event {} {} is lost: {}", reason, message, lost.getMessage());
        }
    }

    private Event event(HasMetadata about, Key key, String namespace, String now) {
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(about.getMetadata().getName() + ".")
                .withNamespace(namespace)
                .endMetadata()
                .withInvolvedObject(reference(about, key.fieldPath()))
                .withType(key.type())
                .withReason(key.reason())
                .withMessage(key.message())
                .withSource(new EventSourceBuilder()
                        .withComponent(component)
                        .withHost(host.isEmpty() ? null : host)
                        .build())
                .withReportingComponent(component)
                .withReportingInstance(host)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }

    private static ObjectReference reference(HasMetadata about, @Nullable String fieldPath) {
        return new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .withResourceVersion(about.getMetadata().getResourceVersion())
                .withFieldPath(fieldPath)
                .build();
    }

    private static String namespace(HasMetadata about) {
        String namespace = about.getMetadata().getNamespace();
        return namespace == null ? "default" : namespace;
    }
}
