package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The subresource {@code log}: which container is meant, and how its lines are written. */
final class PodLog {

    /** Always with nine digits, as the nodes of Kubernetes write it. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

    private final ObjectStore store;
    private final PodLogs logs;
    private final Clock clock;

    PodLog(ObjectStore store, PodLogs logs, Clock clock) {
        this.store = store;
        this.logs = logs;
        this.clock = clock;
    }

    /** @throws ApiStatusException 404 or 400 if there is no such pod, container or run of it */
    LogLines open(String namespace, String name, Query query) throws IOException {
        Pod pod = store.of(Pod.class).require(namespace, name);
        String container = ContainerChoice.of(pod, query.text("container"));
        LogQuery wanted =
                new LogQuery(query.flag("previous"), query.flag("follow"), query.count("tailLines"), since(query));
        return logs.open(pod, container, wanted).orElseThrow(() -> nothing(pod, container, wanted.previous()));
    }

    /** Writes lines as they come, with their times if asked, and no more bytes than asked. */
    static void copy(LogLines lines, Query query, OutputStream out) throws IOException, InterruptedException {
        boolean timestamps = query.flag("timestamps");
        Long limit = query.count("limitBytes");
        boolean follow = query.flag("follow");
        long left = limit == null ? Long.MAX_VALUE : limit;
        boolean atStart = true;
        for (LogLines.Line line = lines.next(); line != null && left > 0; line = lines.next()) {
            // A very long line comes in pieces.
            if (timestamps && atStart) {
                left -= write((TIME.format(line.time()) + " ").getBytes(UTF_8), left, out);
            }
            atStart = line.text().length > 0 && line.text()[line.text().length - 1] == '\n';
            left -= write(line.text(), left, out);
            if (follow) {
                out.flush();
            }
        }
    }

    private static long write(byte[] bytes, long most, OutputStream out) throws IOException {
        int length = (int) Math.min(bytes.length, most);
        out.write(bytes, 0, length);
        return length;
    }

    private @Nullable Instant since(Query query) {
        Long seconds = query.count("sinceSeconds");
        if (seconds != null) {
            return clock.instant().minusSeconds(seconds);
        }
        Optional<String> time = query.text("sinceTime");
        try {
            return time.map(text -> OffsetDateTime.parse(text).toInstant()).orElse(null);
        } catch (DateTimeParseException e) {
            throw ApiStatusException.badRequest("invalid value for parameter sinceTime: " + e.getMessage());
        }
    }

    private static ApiStatusException nothing(Pod pod, String container, boolean previous) {
        String where =
                "container \"" + container + "\" in pod \"" + pod.getMetadata().getName() + "\"";
        if (previous) {
            return ApiStatusException.badRequest("previous terminated " + where + " not found");
        }
        String node = pod.getSpec().getNodeName();
        if (node == null || node.isEmpty()) {
            return ApiStatusException.badRequest(
                    "pod " + pod.getMetadata().getName() + " does not have a host assigned");
        }
        return ApiStatusException.badRequest(where + " is waiting to start: " + waitsFor(pod, container));
    }

    private static String waitsFor(Pod pod, String container) {
        List<ContainerStatus> statuses = pod.getStatus() == null
                ? List.of()
                : Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .toList();
        return statuses.stream()
                .filter(each -> container.equals(each.getName()) && each.getState() != null)
                .map(each -> each.getState().getWaiting())
                .filter(waiting -> waiting != null && waiting.getReason() != null)
                .map(waiting -> waiting.getReason())
                .findFirst()
                .orElse("ContainerCreating");
    }
}
