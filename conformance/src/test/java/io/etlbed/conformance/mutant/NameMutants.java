package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.listsWhatWasRefused;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.takesEverything;
import static io.etlbed.conformance.mutant.Mutations.takesNothing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Faults for the checks of the group NAME. */
final class NameMutants {

    private NameMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http("refuses-what-is-no-name", "any name is taken", takesEverything(), "400, since an ETL_ID"),
                Mutant.http(
                        "refuses-what-is-no-name", "what was refused is listed", listsWhatWasRefused(), "not listed"),
                Mutant.http("refuses-generated-names", "any name is taken", takesEverything(), "the ETL_ID breaks"),
                Mutant.http(
                        "refuses-generated-names",
                        "names may be as long as in AIStore",
                        instead(
                                sent -> sent.isInit() && Mutations.id(sent).matches("[A-Za-z][A-Za-z0-9_-]{20,30}"),
                                () -> Reply.of(200, "taken")),
                        "NAME-03"),
                Mutant.http(
                        "runs-the-shortest-and-the-longest-name",
                        "right specifications are refused",
                        takesNothing(),
                        "200: init"),
                Mutant.http(
                        "runs-the-shortest-and-the-longest-name",
                        "20 characters are too many",
                        instead(
                                sent -> sent.isInit() && Mutations.id(sent).length() == 20,
                                () -> Reply.error(400, "too long")),
                        "200: init"),
                Mutant.http("refuses-a-second-of-one-name", "a second is taken", takesEverything(), "exists"),
                Mutant.http(
                        "refuses-a-second-of-one-name",
                        "the first one serves no more",
                        spoilsTransforms(),
                        "the first ETL"),
                Mutant.http(
                        "runs-alike-names-side-by-side",
                        "the answer is not the ETL's own",
                        spoilsTransforms(),
                        "the answer of"),
                Mutant.kubernetes(
                        "runs-alike-names-side-by-side",
                        "names in Kubernetes keep their capitals",
                        KubernetesMutation.eachPod(pod -> {
                            ObjectNode metadata = (ObjectNode) pod.path("metadata");
                            metadata.put("name", metadata.path("name").asText() + "-T1");
                        }),
                        "RFC 1123"),
                Mutant.losingAPod(
                        "runs-alike-names-side-by-side", "one ETL has taken another's pods", "of three ETLs"));
    }
}
