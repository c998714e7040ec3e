package io.etlbed.ci.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a load has shown, for people and for programs. */
public final class LoadReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final double MEBIBYTE = 1 << 20;

    private LoadReport() {}

    /** A Markdown table, and the errors below it. */
    public static String text(LoadResult result) {
        StringBuilder text = new StringBuilder();
        text.append("| mix | objects | call | calls/s | MiB/s | p50 ms | p90 ms | p99 ms | p99.9 ms | longest ms "
                + "| node µs CPU each | errors |\n");
        text.append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (LoadResult.OfMix mix : result.mixes()) {
            String nodes = mix.nodeMicros().isPresent()
                    ? "%.0f".formatted(mix.nodeMicros().getAsDouble())
                    : "";
            for (LoadResult.OfCall call : mix.calls()) {
                LoadResult.Millis millis = call.millis();
                text.append("| %s | %s | %s | %,.0f | %,.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %s | %d |%n"
                        .formatted(
                                mix.name(),
                                mix.sizes(),
                                call.call(),
                                call.count() / mix.seconds(),
                                call.bytes() / mix.seconds() / MEBIBYTE,
                                millis.p50(),
                                millis.p90(),
                                millis.p99(),
                                millis.p999(),
                                millis.max(),
                                nodes,
                                errors(mix.errors(), call.call())));
            }
        }
        String errors = result.mixes().stream()
                .flatMap(mix -> mix.errors().stream()
                        .map(error -> "%s: %,d × %s: %s, such as: %s%n"
                                .formatted(mix.name(), error.count(), error.call(), error.kind(), error.example())))
                .collect(Collectors.joining());
        return errors.isEmpty()
                ? text.toString()
                : text.append('\n').append(errors).toString();
    }

    private static long errors(List<LoadResult.Failure> errors, String call) {
        return errors.stream()
                .filter(error -> error.call().equals(call))
                .mapToLong(LoadResult.Failure::count)
                .sum();
    }

    /** The same as JSON: one object, with all that {@link LoadResult} has. */
    public static String json(LoadResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("endpoint", result.endpoint());
        json.put("workers", result.workers());
        json.put("errors", result.errors());
        json.put("mixes", result.mixes().stream().map(LoadReport::json).toList());
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> json(LoadResult.OfMix mix) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", mix.name());
        json.put("described", mix.described());
        json.put("sizes", mix.sizes());
        json.put("seconds", mix.seconds());
        mix.nodeMicros().ifPresent(micros -> json.put("node_cpu_micros", micros));
        json.put("calls", mix.calls());
        json.put("errors", mix.errors());
        return json;
    }
}
