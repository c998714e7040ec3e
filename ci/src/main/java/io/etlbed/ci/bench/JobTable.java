package io.etlbed.ci.bench;

import java.util.ArrayList;
import java.util.List;

/** What jobs cost, as Markdown. */
final class JobTable {

    private final List<Row> rows = new ArrayList<>();

    /** A row that is to be filled. */
    Row row(String name) {
        Row row = new Row(name, name.startsWith("MD5"));
        rows.add(row);
        return row;
    }

    /** The figures of one job. */
    static final class Row {

        private final String name;
        private final boolean transforms;
        private final Samples rate = new Samples();
        private final Samples nodes = new Samples();
        private final Samples pods = new Samples();
        private final Samples share = new Samples();
        private final Samples gap = new Samples();
        private final Samples plainRate = new Samples();
        private final Samples plainCpu = new Samples();
        private final Samples directRate = new Samples();
        private final Samples ratio = new Samples();

        private Row(String name, boolean transforms) {
            this.name = name;
            this.transforms = transforms;
        }

        /**
         * Adds a round.
         *
         * @param copied files a second of {@code cp -r}
         * @param copyMicros its CPU for each
         * @param direct the transformer by itself
         */
        void add(JobRun.Cost job, double copied, double copyMicros, DirectLoad.Cost direct) {
            rate.add(job.perSecond());
            nodes.add(job.nodeMicros());
            pods.add(job.podMicros());
            share.add(job.podMicros() / (job.podMicros() + job.nodeMicros()) * 100);
            gap.add(job.gapMillis());
            plainRate.add(copied);
            plainCpu.add(copyMicros);
            directRate.add(direct.perSecond());
            ratio.add(job.perSecond() / (transforms ? direct.perSecond() : copied) * 100);
        }

        private String text() {
            return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            name,
                            rate.text(0),
                            nodes.text(0),
                            transforms ? pods.text(0) : "",
                            transforms ? share.text(0) + " %" : "",
                            gap.text(0),
                            plainRate.text(0),
                            plainCpu.text(0),
                            transforms ? directRate.text(0) : "",
                            ratio.text(0) + " %");
        }
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| job | objects/s | nodes, µs CPU each | transformer, µs CPU each | its share | last object → over, ms "
                        + "| `cp -r`, files/s | `cp -r`, µs CPU each | transformer alone, objects/s | job beside it |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.text()));
        return String.join("\n", lines) + "\n";
    }
}
