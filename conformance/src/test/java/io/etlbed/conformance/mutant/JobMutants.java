package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.pretends;
import static io.etlbed.conformance.mutant.Mutations.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Faults for the checks of jobs over buckets. */
final class JobMutants {

    private static final List<String> JOBS = List.of("etl-bck", "copy-bck", "etl-listrange", "copy-listrange");

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
                        "selects-objects-by-list-and-template",
                        "one object of a list is enough",
                        jobs(value -> {
                            if (value.path("objnames").size() > 1) {
                                ((ArrayNode) value.path("objnames")).remove(1);
                            }
                        }),
                        "the objects that were selected, [shard-03.tar, other]"),
                Mutant.http(
                        "selects-objects-by-list-and-template",
                        "a template is what names begin with",
                        jobs(value -> {
                            String template = value.path("template").asText();
                            if (template.contains("{")) {
                                value.put("template", template.substring(0, template.indexOf('{')));
                            }
                        }),
                        "the objects that were selected, [shard-01.tar"),
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
                && JOBS.stream().anyMatch(job -> sent.text().contains("\"" + job + "\""));
    }

    private static boolean isStatus(Sent sent) {
        return sent.target().equals("/v1/cluster?what=status");
    }

    private static boolean isStatistics(Sent sent) {
        return sent.target().equals("/v1/cluster?what=qryxstats");
    }
}
