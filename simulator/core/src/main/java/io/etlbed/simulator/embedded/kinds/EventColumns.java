package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSource;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code kubectl get events} shows. */
final class EventColumns {

    private EventColumns() {}

    static List<Column<Event>> all() {
        return List.of(
                Column.timed("Last Seen", EventColumns::lastSeen),
                Column.of("Type", event -> text(event.getType())),
                Column.of("Reason", event -> text(event.getReason())),
                Column.of("Object", EventColumns::object),
                Column.<Event>of("Subobject", event -> text(involved(event).getFieldPath()))
                        .onlyWide(),
                Column.of("Source", EventColumns::source).onlyWide(),
                Column.of("Message", event -> text(event.getMessage()).strip()),
                Column.timed("First Seen", EventColumns::firstSeen).onlyWide(),
                Column.<Event>of("Count", event -> count(event).toString()).onlyWide(),
                Columns.<Event>name().onlyWide());
    }

    private static String lastSeen(Event event, Instant now) {
        return event.getLastTimestamp() != null ? Columns.since(event.getLastTimestamp(), now) : firstSeen(event, now);
    }

    private static String firstSeen(Event event, Instant now) {
        if (event.getFirstTimestamp() != null) {
            return Columns.since(event.getFirstTimestamp(), now);
        }
        return Columns.since(
                event.getEventTime() == null ? null : event.getEventTime().getTime(), now);
    }

    private static String object(Event event) {
        return text(involved(event).getKind()).toLowerCase(Locale.ROOT) + "/"
                + text(involved(event).getName());
    }

    private static String source(Event event) {
        EventSource source = event.getSource();
        if (source == null || source.getComponent() == null) {
            return text(event.getReportingComponent());
        }
        return source.getHost() == null ? source.getComponent() : source.getComponent() + ", " + source.getHost();
    }

    private static Integer count(Event event) {
        return event.getCount() == null ? 1 : event.getCount();
    }

    private static ObjectReference involved(Event event) {
        return event.getInvolvedObject() == null ? new ObjectReference() : event.getInvolvedObject();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
