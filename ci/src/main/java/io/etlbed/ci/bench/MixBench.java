package io.etlbed.ci.bench;

import io.etlbed.ci.load.Load;
import io.etlbed.ci.load.LoadPlan;
import io.etlbed.ci.load.LoadReport;
import io.etlbed.ci.load.LoadResult;
import io.etlbed.ci.load.LoadSettings;
import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The mixes of the load generator on a cluster of our own, with the CPU that its nodes have used. */
public final class MixBench {

    private static final int TARGETS = 3;
    private static final String ETL = "bench-echo";

    private final LoadSettings settings;
    private final PrintStream progress;

    public MixBench(LoadSettings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Starts the cluster, loads it and ends it. */
    public LoadResult load(Path work) throws IOException, InterruptedException {
        try (BenchCluster.Client cluster = BenchCluster.start(work.resolve("mixes"), TARGETS)) {
            try (AisClient ais = cluster.ais()) {
                ais.etl().init(Transformers.image(ETL, "echo", "hpush://"));
            }
            ProcessHandle jvm = cluster.jvm().toHandle();
            LoadPlan plan = settings.plan(cluster.proxy(), ETL);
            return Load.ofOurs(plan, () -> ProcessCpu.ownNanosWithoutCompilers(jvm), progress)
                    .run();
        }
    }

    /** As Markdown. */
    String run(Path work) throws IOException, InterruptedException {
        LoadResult result = load(work);
        if (result.errors() > 0) {
            throw new IOException("the load had errors:\n" + LoadReport.text(result));
        }
        return LoadReport.text(result);
    }
}
