package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.JobSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objects of a bucket a command is about. */
final class Selected {

    @Option(
            names = "--list",
            split = ",",
            paramLabel = "NAMES",
            description = "Only these objects, separated by commas.")
    private List<String> list = List.of();

    @Option(
            names = "--template",
            paramLabel = "NAMES",
            description = "Only objects such as shard-{0000..0123}.tar; without a range, what names begin with.")
    private @Nullable String template;

    /** All, unless some are chosen. */
    JobSelection selection() {
        if (list.isEmpty()) {
            return template == null ? JobSelection.ALL : new JobSelection.Template(template);
        }
        if (template != null) {
            throw new UsageException("--list and --template: expected one of them");
        }
        return new JobSelection.Names(list);
    }
}
