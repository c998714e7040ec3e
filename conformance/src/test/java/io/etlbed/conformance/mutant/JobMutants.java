package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.pretends;
import static io.etlbed.conformance.mutant.Mutations.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Faults for the checks of jobs over buckets. */
final class JobMutants {

    private JobMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        "makes-a-bucket-of-transformed-objects",
                        "objects are copied, not transformed",
                        before(sent ->
                                isJob(sent) ? sent.saying(sent.text().replace("\"etl-bck\"", "\"copy-bck\"")) : sent),
                        "the MD5"),
                Mutant.http(
                        "makes-a-bucket-of-transformed-objects",
                        "an object is left out",
                        text(
                                sent -> sent.method().equals("GET")
                                        && sent.path().startsWith("/v1/buckets/"),
                                list -> list.replaceFirst("\\{\"name\":\"folder/object-3\"[^}]*\\},?", "")),
                        "the transformed objects"),
                Mutant.http(
                        "copies-a-bucket-with-the-options-of-a-transform",
                        "a copy does not look at its options",
                        jobs(value -> value.remove(List.of("prefix", "ext"))),
                        "by their new names"),
                Mutant.http(
                        "copies-a-bucket-with-the-options-of-a-transform",
                        "a dry run of a copy counts nothing",
                        text(
                                JobMutants::isStatistics,
                                text -> text.replaceAll("\"(loc|out)-objs\":\"\\d+\"", "\"$1-objs\":\"0\"")),
                        "9 objects in the statistics"),
                Mutant.http(
                        "renames-what-it-transforms",
                        "extensions stay",
                        jobs(value -> value.remove("ext")),
                        "the objects [a.out1"),
                Mutant.http(
                        "renames-what-it-transforms",
                        "the prefix decorates beside prepend",
                        jobs(value -> {
                            if (value.has("prepend")) {
                                value.put("prefix", "");
                            }
                        }),
                        "the objects [new/c/d.in1]"),
                Mutant.http(
                        "names-what-failed-and-can-be-aborted",
                        "a job that failed says nothing of why",
                        after(
                                JobMutants::isStatus,
                                (sent, reply) -> reply.refused() ? Reply.error(400, "it failed") : reply),
                        "names the object that failed"),
                Mutant.http(
                        "names-what-failed-and-can-be-aborted",
                        "an abort is not done",
                        pretends(sent -> sent.is("PUT", "/v1/cluster")),
                        "says it was aborted"),
                Mutant.http(
                        "dry-run-counts-and-writes-nothing",
                        "a dry run writes",
                        jobs(value -> value.remove("dry_run")),
                        "was not made"),
                Mutant.http(
                        "dry-run-counts-and-writes-nothing",
                        "bytes of the source are counted",
                        text(
                                JobMutants::isStatistics,
                                text -> text.replaceAll("\"loc-bytes\":\"\\d+\"", "\"loc-bytes\":\"2000\"")),
                        "bytes in the statistics"),
                Mutant.http(
                        "asks-which-etl-where-several-run",
                        "any ETL is taken",
                        instead(JobMutants::isJob, () -> Reply.of(200, "a-job")),
                        "several ETLs run"));
    }

    private static Mutation jobs(Consumer<ObjectNode> change) {
        return before(sent -> isJob(sent)
                ? sent.saying(json(sent.text(), message -> change.accept((ObjectNode) message.path("value"))))
                : sent);
    }

    private static boolean isJob(Sent sent) {
        return sent.method().equals("POST")
                && sent.path().startsWith("/v1/buckets/")
                && (sent.text().contains("\"etl-bck\"") || sent.text().contains("\"copy-bck\""));
    }

    private static boolean isStatus(Sent sent) {
        return sent.target().equals("/v1/cluster?what=status");
    }

    private static boolean isStatistics(Sent sent) {
        return sent.target().equals("/v1/cluster?what=qryxstats");
    }
}
