package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobSummary;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais job ls}. */
@Command(
        name = "ls",
        aliases = {"list"},
        description = "List the jobs that the cluster knows of, the oldest first.",
        footer = {
            "",
            "Examples:",
            "  ais job ls",
            "  ais job ls etl-bck                those of a kind",
            "  ais job ls --active --json"
        })
class JobLsCommand extends AisCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "Such as etl-bck or copy-bck.")
    private @Nullable String kind;

    @Option(names = "--active", description = "Only those that run.")
    private boolean active;

    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    JobLsCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        List<JobSummary> jobs = ais.jobs().list(Optional.ofNullable(kind), active);
        if (json) {
            try (JsonArray array = new JsonArray(session().out())) {
                jobs.forEach(job -> write(array.object(), job));
            }
            return;
        }
        if (jobs.isEmpty()) {
            return;
        }
        Table table = new Table("ID", "KIND", "BUCKET", "OBJECTS", "BYTES", "START", "END", "STATE");
        for (JobSummary job : jobs) {
            table.row(
                    session().shown(job.id()),
                    session().shown(job.kind()),
                    job.bucket().isEmpty() ? "-" : session().shown("ais://" + job.bucket()),
                    Long.toString(job.objects()),
                    Sizes.text(job.bytes()),
                    time(job.start()),
                    job.end().map(JobLsCommand::time).orElse("-"),
                    state(job));
        }
        table.print(session().out());
    }

    private static void write(JsonArray object, JobSummary job) {
        object.text("id", job.id())
                .text("kind", job.kind())
                .text("bucket", job.bucket())
                .number("objects", job.objects())
                .number("bytes", job.bytes())
                .text("start", job.start().toString());
        job.end().ifPresent(end -> object.text("end", end.toString()));
        object.text("state", state(job));
    }

    private static String state(JobSummary job) {
        return job.state().name().toLowerCase(Locale.ROOT);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
