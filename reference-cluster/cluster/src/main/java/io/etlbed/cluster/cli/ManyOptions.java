package io.etlbed.cluster.cli;

import picocli.CommandLine.Option;

/** How a command goes about many objects. */
final class ManyOptions {

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(names = "--cont-on-err", description = "Go on where one fails, and name those at the end.")
    private boolean goOn;

    Batch batch(Session session) {
        return new Batch(session, parallel, goOn);
    }
}
