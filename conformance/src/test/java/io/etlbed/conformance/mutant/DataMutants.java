package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.report;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.takesNothing;
import static io.etlbed.conformance.mutant.Mutations.text;

import java.util.List;
import java.util.UUID;

/** Faults for the checks of the groups XFORM and PLAY. */
final class DataMutants {

    private DataMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        "stores-nothing-of-an-inline-transform",
                        "the answer is stored beside the object",
                        text(
                                sent -> sent.path().startsWith("/v1/buckets/")
                                        && sent.method().equals("GET"),
                                list -> list.replace("\"entries\":[", "\"entries\":[{\"name\":\"an-object.md5\"},")),
                        "the one object that was put"),
                Mutant.http(
                        "stores-nothing-of-an-inline-transform",
                        "the object is replaced by the answer",
                        text(
                                sent -> sent.isObject() && sent.method().equals("GET") && !sent.isTransform(),
                                text -> "replaced"),
                        "the original as it was put"),
                Mutant.http(
                        "transforms-where-the-object-is",
                        "any container is asked",
                        report(report ->
                                report.put("instance", UUID.randomUUID().toString())),
                        "by one container"),
                Mutant.http(
                        "transforms-where-the-object-is",
                        "one container does all the work",
                        report(report -> report.put("instance", "the one")),
                        "own"),
                Mutant.http(
                        "plays-the-shipped-md5-playbook",
                        "the answer is no MD5",
                        spoilsTransforms(),
                        "Transform the objects"),
                Mutant.http("plays-the-shipped-md5-playbook", "init is refused", takesNothing(), "Init ETL container"),
                Mutant.http("plays-the-md5-playbook", "the answer is no MD5", spoilsTransforms(), "as computed here"),
                Mutant.http("plays-the-md5-playbook", "init is refused", takesNothing(), "transformer started"),
                Mutant.http(
                        "plays-the-md5-playbook",
                        "the ETL is not listed",
                        instead(Sent::isList, () -> Reply.of(200, "[]")),
                        "the ETL in the list"));
    }
}
