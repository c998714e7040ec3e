package io.etlbed.ci.bench;

import java.io.IOException;
import java.io.PrintStream;

/** All measurements, as one Markdown text. */
public final class Bench {

    private Bench() {}

    /**
     * Measures.
     *
     * @param progress told of each round
     * @throws IOException if a tool is missing or something that is measured fails
     */
    public static String run(BenchOptions options, PrintStream progress) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        text.append("Machine: ").append(Machine.describe()).append(".\n");
        text.append("Median of ").append(options.rounds()).append(" rounds (lowest–highest).\n");
        if (options.wants("startup")) {
            text.append("\n### Start-up\n\n").append(new StartupBench(options.rounds(), progress).run(options.work()));
        }
        if (options.wants("data")) {
            text.append("\n### Data plane: CPU of the serving process per request\n\n")
                    .append(new DataPlaneBench(options.rounds(), options.seconds(), progress).run(options.work()))
                    .append('\n')
                    .append(new PutBench(options.rounds(), options.seconds(), progress).run(options.work()));
        }
        if (options.wants("lists")) {
            text.append("\n### Lists\n\n").append(new ListBench(options.rounds(), progress).run(options.work()));
        }
        if (options.wants("mixes")) {
            text.append("\n### The load generator's mixes\n\n")
                    .append(new MixBench(options.load(), progress).run(options.work()));
        }
        if (options.wants("life")) {
            text.append("\n### Life cycle\n\n").append(new LifeBench(options.rounds(), progress).run(options.work()));
        }
        if (options.wants("junit")) {
            text.append("\n### Tests with JUnit\n\n")
                    .append(new JUnitBench(options.rounds(), progress).run(options.work()));
        }
        if (options.wants("pods")) {
            text.append("\n### At the pod, and through the cluster\n\n")
                    .append(new PodBench(options.rounds(), options.seconds(), progress).run(options.work()));
        }
        if (options.wants("transforms")) {
            text.append("\n### Transforms: CPU of the nodes per request\n\n")
                    .append(new TransformBench(options.rounds(), options.seconds(), progress).run(options.work()));
        }
        if (options.wants("jobs")) {
            text.append("\n### Jobs over whole buckets\n\n")
                    .append(new JobBench(options.rounds(), options.seconds(), progress).run(options.work()));
        }
        if (options.wants("million")) {
            text.append("\n### Very many objects\n\n")
                    .append(new MillionBench(options.objects(), progress).run(options.work()));
        }
        if (options.wants("playbooks")) {
            text.append("\n### Playbooks\n\n")
                    .append(new PlaybookBench(options.rounds(), progress).run(options.work()));
        }
        if (options.wants("training")) {
            text.append("\n### Training\n\n").append(new TrainingBench(options.rounds(), progress).run(options.work()));
        }
        if (options.wants("kubernetes")) {
            text.append("\n### A large embedded Kubernetes\n\n")
                    .append(new KubernetesBench(progress).run(options.work()));
        }
        return text.toString();
    }
}
