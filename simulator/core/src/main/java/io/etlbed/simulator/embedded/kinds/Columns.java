package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the tables of several kinds share. */
final class Columns {

    static final String NONE = "<none>";
    static final String UNKNOWN = "<unknown>";

    private Columns() {}

    static <T extends HasMetadata> Column<T> name() {
        return Column.<T>of("Name", object -> object.getMetadata().getName()).naming();
    }

    static <T extends HasMetadata> Column<T> age() {
        return Column.timed("Age", (object, now) -> since(object.getMetadata().getCreationTimestamp(), now));
    }

    /** How long ago a timestamp of Kubernetes was. */
    static String since(@Nullable String timestamp, Instant now) {
        if (timestamp == null || timestamp.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return human(Duration.between(OffsetDateTime.parse(timestamp).toInstant(), now));
        } catch (DateTimeParseException e) {
            return UNKNOWN;
        }
    }

    /** A duration in at most two units, as kubectl shows it. */
    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        long minutes = duration.toMinutes();
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = duration.toHours();
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = duration.toDays();
        if (days < 8) {
            return two(days, "d", hours % 24, "h");
        }
        if (days < 2 * 365) {
            return days + "d";
        }
        return days < 8 * 365 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
    }

    static String labels(@Nullable Map<String, String> labels) {
        if (labels == null || labels.isEmpty()) {
            return NONE;
        }
        return labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
    }

    static String orNone(@Nullable String value) {
        return value == null || value.isEmpty() ? NONE : value;
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }
}
