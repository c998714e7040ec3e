package io.etlbed.ci.history;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.junit.EtlCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The whole run, on a cluster of its own whose targets are processes. */
public final class History {

    /** So many are shown with the operations of their objects. */
    private static final int IN_FULL = 5;

    private final HistoryPlan plan;
    private final Path file;
    private final PrintStream progress;

    /**
     * @param file where all that happens is written down; replaced if there is one
     * @param progress told every few seconds how it goes
     */
    public History(HistoryPlan plan, Path file, PrintStream progress) {
        this.plan = plan;
        this.file = file;
        this.progress = progress;
    }

    /**
     * Runs until the time is over or something is found.
     *
     * @param folder new or empty; it is removed with the cluster
     * @param report is told what was done, and of each violation the operations of its object
     * @return what may not be, a sentence each; empty where all is well
     */
    public List<String> run(Path folder, PrintStream report) throws IOException, InterruptedException {
        EtlCluster.Builder builder = EtlCluster.builder()
                .inproc()
                .handler(Reverse.image())
                .targetProcesses()
                .proxies(plan.proxies())
                .targets(plan.targets())
                .folder(folder);
        if (plan.durable()) {
            builder.durable();
        }
        try (Recorder recorder = new Recorder(file);
                EtlCluster cluster = builder.start()) {
            Members members = Members.of(cluster);
            List<AisClient> clients = members.urls().stream().map(AisClient::of).toList();
            try {
                clients.get(0).buckets().create(Rounds.BUCKET);
                clients.get(0).etl().init(Reverse.init());
                List<Violation> violations = rounds(new Rounds(plan, members, clients, recorder, progress));
                recorder.counts().forEach((what, count) -> report.printf("%,9d  %s%n", count, what));
                return told(violations, report);
            } finally {
                clients.forEach(AisClient::close);
            }
        }
    }

    /**
     * Checks a history that is in a file, as one piece; it takes memory as it is long.
     *
     * @param report is told of each violation the operations of its object
     * @return what may not be, a sentence each; empty where all is well
     * @throws IOException if the file cannot be read or is none of a history
     */
    public static List<String> check(Path file, PrintStream report) throws IOException {
        return told(RecordedHistory.check(file), report);
    }

    private static List<String> told(List<Violation> violations, PrintStream report) {
        violations.stream()
                .limit(IN_FULL)
                .flatMap(each -> each.lines().stream())
                .forEach(report::println);
        violations.stream().skip(IN_FULL).map(each -> each.lines().get(0)).forEach(report::println);
        return violations.stream().map(Violation::reason).toList();
    }

    private List<Violation> rounds(Rounds rounds) throws IOException, InterruptedException {
        long end = System.nanoTime() + plan.length().toNanos();
        List<Violation> found = new ArrayList<>();
        for (long left = plan.length().toNanos(); left > 0 && found.isEmpty(); left = end - System.nanoTime()) {
            found.addAll(
                    rounds.next(Duration.ofNanos(Math.min(left, plan.round().toNanos()))));
        }
        if (found.isEmpty()) {
            found.addAll(rounds.last());
        }
        return found;
    }
}
