package io.etlbed.cluster.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.NodeActivity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ETL, as the page shows it.
 *
 * @param stage {@code initializing}, {@code starting}, {@code running} or {@code stopped}
 * @param why it was stopped, where nobody asked for it; empty otherwise
 * @param communication such as {@code hpush://}
 * @param runtime of <i>init code</i>; empty for a specification
 * @param pods by target
 */
record EtlLine(
        String id,
        String stage,
        String why,
        String communication,
        String runtime,
        long objects,
        long bytesIn,
        long bytesOut,
        long errors,
        List<Pod> pods) {

    /** @param state in words, where it is not ready */
    record Pod(
            String target,
            String node,
            String name,
            boolean ready,
            String state,
            int restarts,
            long objects,
            long bytesIn,
            long bytesOut,
            long errors) {}

    /** Of the init message. */
    private record Init(
            @JsonProperty("communication") @Nullable String communication,
            @JsonProperty("runtime") @Nullable String runtime) {}

    /** @param targets what each does, by its id */
    static List<EtlLine> all(EtlMd etls, Map<String, NodeActivity> targets) {
        List<EtlLine> lines = new ArrayList<>();
        etls.etls().forEach((id, etl) -> lines.add(of(id, etl, pods(id, targets))));
        return lines;
    }

    private static EtlLine of(String id, EtlMd.Etl etl, List<Pod> pods) {
        Init init = Json.read(etl.message().getBytes(StandardCharsets.UTF_8), Init.class);
        return new EtlLine(
                id,
                etl.stage().name().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(etl.why(), ""),
                Objects.requireNonNullElse(init.communication(), ""),
                Objects.requireNonNullElse(init.runtime(), ""),
                pods.stream().mapToLong(Pod::objects).sum(),
                pods.stream().mapToLong(Pod::bytesIn).sum(),
                pods.stream().mapToLong(Pod::bytesOut).sum(),
                pods.stream().mapToLong(Pod::errors).sum(),
                pods);
    }

    private static List<Pod> pods(String id, Map<String, NodeActivity> targets) {
        List<Pod> pods = new ArrayList<>();
        targets.forEach((target, activity) -> {
            NodeActivity.Etls etls = activity.ownEtls();
            etls.pods().stream()
                    .filter(pod -> pod.etl().equals(id))
                    .forEach(pod -> pods.add(new Pod(
                            target,
                            Objects.requireNonNullElse(etls.node(), ""),
                            pod.name(),
                            pod.ready(),
                            pod.state(),
                            pod.restarts(),
                            pod.objects(),
                            pod.bytesIn(),
                            pod.bytesOut(),
                            pod.errors())));
        });
        return pods;
    }
}
