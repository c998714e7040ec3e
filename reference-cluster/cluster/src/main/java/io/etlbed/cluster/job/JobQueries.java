package io.etlbed.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What clients ask of jobs, below {@code /v1/cluster}: whether one is over, what there is, and that one ends (XFORM-07). */
public final class JobQueries implements ControlHandler {

    /** What this handler answers of {@code what=}. */
    public static final Set<String> WHAT = Set.of("status", "qryxstats", "running_all", "status_all");

    private static final Set<String> KINDS = Set.of(
            JobOrder.TRANSFORM,
            JobOrder.COPY,
            JobOrder.TRANSFORM_SELECTED,
            JobOrder.COPY_SELECTED,
            "etl-inline",
            "delete-listrange",
            "evict-listrange",
            "prefetch-listrange",
            "move-bck",
            "rebalance",
            "resilver",
            "lru",
            "cleanup",
            "cleanup-store",
            "load-lom-cache",
            "promote",
            "put-copies",
            "ec-encode",
            "ec-get",
            "ec-put",
            "ec-resp",
            "election",
            "download",
            "summary-bck",
            "make-n-copies",
            "archive",
            "list");

    private final PrimaryJobs jobs;
    private final Rebalancer rebalancer;
    private final RebalanceSwitch rebalance;

    public JobQueries(PrimaryJobs jobs, Rebalancer rebalancer, RebalanceSwitch rebalance) {
        this.jobs = jobs;
        this.rebalancer = rebalancer;
        this.rebalance = rebalance;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        if (request.method().equals("PUT")) {
            return change(ActionMsg.parse(request.body()));
        }
        JobQuery query = JobQuery.of(request.body());
        return switch (request.parameter(Query.WHAT).orElse("")) {
            case "status" -> status(query);
            case "running_all" -> running(query);
            case "status_all" -> statuses(query);
            default -> reports(query);
        };
    }

    private ControlResponse change(ActionMsg message) throws InterruptedException {
        JobQuery query = message.value() == null
                ? JobQuery.of(new byte[0])
                : JobQuery.of(Json.convert(message.value(), JsonNode.class));
        switch (message.verb()) {
            case "stop" -> {
                if (query.isEmpty()) {
                    throw new AisException(400, "invalid " + query + ": expected an id or a kind");
                }
                if (rebalancer.status(query).filter(JobStatus::running).isPresent()) {
                    rebalance.stop();
                }
                for (Job job : jobs.all()) {
                    if (query.wants(job.order())) {
                        jobs.abort(job);
                    }
                }
                return ControlResponse.ok();
            }
            case "start" -> {
                if (!KINDS.contains(query.kind())) {
                    throw new AisException(400, "unknown xaction kind \"" + query.kind() + "\"");
                }
                if (query.kind().equals(RebalancePart.KIND)) {
                    return ControlResponse.text(rebalance.start());
                }
                if (JobOrder.IDLE.contains(query.kind())) {
                    return ControlResponse.text(jobs.startIdle(query.kind()));
                }
                throw Methods.notSupported("starting " + query.kind());
            }
            default -> throw new AisException(400, "invalid action \"" + message.verb() + "\"");
        }
    }

    private ControlResponse status(JobQuery query) throws InterruptedException {
        if (query.isEmpty()) {
            throw new AisException(400, "invalid " + query + ": expected an id or a kind");
        }
        Optional<JobStatus> known = rebalancer.status(query).or(() -> latest(query));
        Optional<JobStatus> status = known.isPresent() ? known : ofTargets(query);
        JobStatus found = status.orElseThrow(() ->
                new AisException(404, "\"" + (query.id().isEmpty() ? query.kind() : query.id()) + "\" not found"));
        if (found.endTime() > 0 && !found.err().isEmpty() && !found.aborted()) {
            throw new AisException(400, found.err());
        }
        return ControlResponse.json(Json.write(found));
    }

    /** Of a job that this proxy has started. */
    private Optional<JobStatus> latest(JobQuery query) {
        return jobs.all().stream()
                .filter(job -> query.wants(job.order()))
                .reduce((earlier, later) -> later)
                .map(Job::status);
    }

    /** Of a job that an earlier primary has started. */
    private Optional<JobStatus> ofTargets(JobQuery query) throws InterruptedException {
        List<JobReport> parts = new ArrayList<>();
        jobs.targets()
                .all()
                .values()
                .forEach(each -> each.stream().filter(query::wants).forEach(parts::add));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String id = parts.get(parts.size() - 1).id();
        parts.removeIf(each -> !each.id().equals(id));
        boolean running = parts.stream().anyMatch(JobReport::running);
        long end = running ? 0 : parts.stream().mapToLong(JobQueries::end).max().orElse(0);
        boolean aborted = parts.stream().anyMatch(JobReport::aborted);
        return Optional.of(new JobStatus(id, running ? "" : Job.reasons(parts), end, !running && aborted));
    }

    private static long end(JobReport report) {
        Instant end = Instant.parse(report.endTime());
        return end.getEpochSecond() * 1_000_000_000L + end.getNano();
    }

    private ControlResponse reports(JobQuery query) throws InterruptedException {
        requireKind(query);
        Map<String, List<JobReport>> all = new LinkedHashMap<>();
        List<JobReport> ofPrimary = jobs.all().stream()
                .filter(job -> job.order().ofPrimary())
                .map(Job::report)
                .filter(query::wants)
                .toList();
        boolean found = !ofPrimary.isEmpty();
        for (Map.Entry<String, List<JobReport>> target : jobs.targets().all().entrySet()) {
            List<JobReport> wanted =
                    target.getValue().stream().filter(query::wants).toList();
            found |= target.getValue().stream().anyMatch(each -> each.id().equals(query.id()));
            all.put(
                    target.getKey(),
                    Stream.concat(wanted.stream(), ofPrimary.stream()).toList());
        }
        if (!query.id().isEmpty() && !found) {
            throw new AisException(404, "xaction \"" + query + "\" not found");
        }
        return ControlResponse.json(Json.write(all));
    }

    private ControlResponse running(JobQuery query) throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (List<JobReport> each : jobs.targets().all().values()) {
            each.stream()
                    .filter(JobReport::running)
                    .filter(query::wants)
                    .map(report -> report.kind() + "[" + report.id() + "]")
                    .filter(name -> !running.contains(name))
                    .forEach(running::add);
        }
        return ControlResponse.json(Json.write(running));
    }

    /** Of all jobs that are remembered, or those that run. */
    private ControlResponse statuses(JobQuery query) {
        requireKind(query);
        return ControlResponse.json(Json.write(jobs.all().stream()
                .filter(job -> query.wants(job.order()) && (job.running() || !query.runningOnly()))
                .map(Job::status)
                .toList()));
    }

    private static void requireKind(JobQuery query) {
        if (!query.kind().isEmpty() && !KINDS.contains(query.kind())) {
            throw new AisException(404, "unknown xaction kind \"" + query.kind() + "\"");
        }
    }
}
