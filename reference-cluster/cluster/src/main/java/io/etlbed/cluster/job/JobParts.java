package io.etlbed.cluster.job;

import io.etlbed.cluster.etl.spec.Texts;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.NodeActivity.JobPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Parts of jobs as they are shown at a glance: the latest, and of what failed the beginning. */
final class JobParts {

    /** Of those that are over. */
    private static final int MOST = 50;

    private static final int FAILED = 3;
    private static final int LONGEST_REASON = 1_000;

    private JobParts() {}

    /** @param known the latest last */
    static <T> List<JobPart> latest(List<T> known, Function<T, JobPart> shown) {
        List<JobPart> latest = new ArrayList<>();
        int over = 0;
        for (int i = known.size() - 1; i >= 0; i--) {
            JobPart part = shown.apply(known.get(i));
            if (part.ended() == null || over++ < MOST) {
                latest.add(part);
            }
        }
        return latest;
    }

    static JobPart of(JobReport report, Optional<JobOrder> order) {
        JobReport.Progress progress = report.progress();
        return new JobPart(
                report.id(),
                report.kind(),
                order.map(JobOrder::from).orElse(""),
                order.filter(each -> !each.deletes()).map(JobOrder::to).orElse(""),
                order.map(JobOrder::etl).orElse(null),
                order.map(JobOrder::dryRun).orElse(false),
                report.startTime(),
                report.running() ? null : report.endTime(),
                report.aborted(),
                report.error() == null || report.error().isEmpty() ? null : cut(report.error()),
                progress.objects(),
                progress.bytes(),
                progress.allObjects(),
                progress.allBytes(),
                progress.objectRate(),
                progress.byteRate(),
                progress.failures(),
                progress.failed().stream()
                        .limit(FAILED)
                        .map(each -> new NodeActivity.Failed(each.name(), cut(each.reason())))
                        .toList());
    }

    private static String cut(String text) {
        return Texts.cut(text, LONGEST_REASON);
    }
}
