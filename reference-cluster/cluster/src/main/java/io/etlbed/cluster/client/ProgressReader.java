package io.etlbed.cluster.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one progress of those that the targets tell. */
final class ProgressReader {

    /** How the end of what has not ended begins. */
    private static final String NO_TIME = "0001-";

    private ProgressReader() {}

    /** @param targets by their ids, what each tells of the job */
    static JobProgress read(Json targets) throws IOException {
        List<Json> parts = new ArrayList<>();
        List<Json> counters = new ArrayList<>();
        boolean running = false;
        for (Json reports : targets.members().values()) {
            for (Json report : reports.items()) {
                parts.add(report.get("progress"));
                counters.add(report.get("stats"));
                running |= report.text("end-time").startsWith(NO_TIME);
            }
        }
        Map<String, String> failed = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        boolean counted = true;
        boolean told = true;
        double left = 0;
        for (Json part : parts) {
            part.get("failed").items().forEach(each -> failed.put(each.text("obj_name"), each.text("msg")));
            part.get("missing-names").items().forEach(each -> missing.add(each.text()));
            counted &= !part.text("all-objects").isEmpty() && part.number("all-objects") >= 0;
            told &= !part.text("seconds-left").isEmpty();
            left = Math.max(left, part.decimal("seconds-left"));
        }
        return new JobProgress(
                running,
                sum(counters, "loc-objs") + sum(counters, "out-objs"),
                sum(parts, "bytes"),
                sum(counters, "loc-bytes") + sum(counters, "out-bytes"),
                counted ? Optional.of(sum(parts, "all-objects")) : Optional.empty(),
                counted ? Optional.of(sum(parts, "all-bytes")) : Optional.empty(),
                rate(parts, "objects-per-second"),
                rate(parts, "bytes-per-second"),
                told ? Optional.of(seconds(left)) : counted ? left(parts) : Optional.empty(),
                sum(parts, "failures"),
                failed,
                sum(parts, "missing"),
                missing);
    }

    /** Where a target has done nothing yet the others' pace counts for it. */
    private static Optional<Duration> left(List<Json> parts) throws IOException {
        double rate = rate(parts, "objects-per-second");
        long objects = sum(parts, "all-objects") - sum(parts, "objects") - sum(parts, "failures");
        return rate <= 0 ? Optional.empty() : Optional.of(seconds(Math.max(0, objects / rate)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.min(seconds * 1000, Long.MAX_VALUE));
    }

    private static long sum(List<Json> parts, String member) throws IOException {
        long sum = 0;
        for (Json part : parts) {
            sum += part.number(member);
        }
        return sum;
    }

    private static double rate(List<Json> parts, String member) throws IOException {
        double sum = 0;
        for (Json part : parts) {
            sum += part.decimal(member);
        }
        return sum;
    }
}
