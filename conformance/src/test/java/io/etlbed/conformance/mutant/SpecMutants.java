package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.inits;
import static io.etlbed.conformance.mutant.Mutations.listsWhatWasRefused;
import static io.etlbed.conformance.mutant.Mutations.message;
import static io.etlbed.conformance.mutant.Mutations.report;
import static io.etlbed.conformance.mutant.Mutations.saysNothing;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.takesEverything;
import static io.etlbed.conformance.mutant.Mutations.takesNothing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Faults for the checks of the group SPEC. */
final class SpecMutants {

    private static final List<String> RULES = List.of(
            "refuses-other-than-one-container",
            "refuses-a-missing-image",
            "refuses-missing-ports",
            "refuses-another-port-name",
            "refuses-a-container-port-out-of-range",
            "refuses-a-missing-readiness-probe",
            "refuses-a-missing-probe-path",
            "refuses-another-probe-port",
            "refuses-node-affinity",
            "refuses-fields-that-defeat-placement");

    private SpecMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        for (String rule : RULES) {
            all.add(Mutant.http(rule, "flawed specifications are taken", takesEverything(), "400, since"));
            all.add(Mutant.http(rule, "the message does not name the field", saysNothing(), "a message that names"));
            all.add(Mutant.http(rule, "what was refused is listed", listsWhatWasRefused(), "not listed"));
        }
        all.addAll(List.of(
                Mutant.http(
                        "refuses-what-is-no-pod", "texts that are no Pod are taken", takesEverything(), "400, since"),
                Mutant.http(
                        "refuses-what-is-no-pod",
                        "the message has no column",
                        message(text -> text.replaceAll("column", "")),
                        "with line and column"),
                Mutant.http(
                        "refuses-what-is-no-pod",
                        "the message does not name the kind",
                        message(text -> text.replaceAll("Service", "")),
                        "'Service'"),
                Mutant.http(
                        "knows-four-communication-types",
                        "any communication type is taken",
                        takesEverything(),
                        "400, since"),
                Mutant.http(
                        "knows-four-communication-types",
                        "a known communication type is called wrong",
                        message(text -> text + "; communication_type is wrong"),
                        "no word about the communication type"),
                Mutant.http(
                        "asks-no-ports-and-no-probe-of-io",
                        "io:// is asked for ports",
                        message(text -> text + "; ports are missing"),
                        "io:// needs neither"),
                Mutant.http(
                        "reads-wait-timeout-as-a-duration",
                        "any wait_timeout is taken",
                        takesEverything(),
                        "400, since"),
                Mutant.http(
                        "reads-wait-timeout-as-a-duration",
                        "a duration is called wrong",
                        message(text -> text + "; the timeout is wrong"),
                        "is a duration"),
                Mutant.leavingAPod("gives-up-when-wait-timeout-runs-out"),
                Mutant.http(
                        "gives-up-when-wait-timeout-runs-out",
                        "the error does not say which pods",
                        saysNothing(),
                        "names the pods that were not ready"),
                Mutant.http(
                        "gives-up-when-wait-timeout-runs-out",
                        "init says that it is done",
                        takesEverything(),
                        "no pod gets ready"),
                Mutant.http(
                        "prefers-the-message-to-annotations",
                        "annotations are not looked at",
                        report(report -> report.put("method", "POST")),
                        "the communication type of the annotation"),
                Mutant.http(
                        "prefers-the-message-to-annotations",
                        "the annotation's timeout wins",
                        inits(message -> message.remove("timeout")),
                        "awaited for the message's timeout"),
                Mutant.http(
                        "prefers-the-message-to-annotations",
                        "the annotation's communication type wins",
                        inits(message -> message.remove("communication")),
                        "the communication type of the message"),
                Mutant.http(
                        "prefers-the-message-to-annotations",
                        "init is done when the timeout has run out",
                        takesEverything(),
                        "within the message's timeout"),
                Mutant.http(
                        "runs-the-documented-specification",
                        "right specifications are refused",
                        takesNothing(),
                        "200: init"),
                Mutant.http(
                        "runs-the-documented-specification",
                        "the answer is not the pod's",
                        spoilsTransforms(),
                        "the MD5"),
                Mutant.http(
                        "contacts-the-port-that-is-named",
                        "the answer is not the pod's",
                        spoilsTransforms(),
                        "the MD5"),
                Mutant.kubernetes(
                        "writes-the-probe-defaults-into-the-pod",
                        "the default timeoutSeconds is not written",
                        probe("timeoutSeconds", 5, 1),
                        "timeoutSeconds 5"),
                Mutant.kubernetes(
                        "writes-the-probe-defaults-into-the-pod",
                        "periodSeconds is always the default",
                        probe("periodSeconds", 2, 10),
                        "periodSeconds 2"),
                Mutant.kubernetes(
                        "passes-other-fields-to-kubernetes",
                        "env is dropped",
                        KubernetesMutation.eachContainer(container -> container.remove("env")),
                        "containers[0] as given"),
                Mutant.kubernetes(
                        "passes-other-fields-to-kubernetes",
                        "labels are dropped",
                        KubernetesMutation.eachPod(pod -> ((ObjectNode) pod.path("metadata")).putObject("labels")),
                        "labels as given"),
                Mutant.kubernetes(
                        "passes-other-fields-to-kubernetes",
                        "init containers are dropped",
                        KubernetesMutation.eachPod(pod -> ((ObjectNode) pod.path("spec")).remove("initContainers")),
                        "initContainers as given"),
                Mutant.http(
                        "reports-all-violations-at-once",
                        "only the first violation is told",
                        message(text -> text.substring(0, text.indexOf("SPEC-", text.indexOf("SPEC-") + 1))),
                        "reported at"),
                Mutant.http(
                        "reports-all-violations-at-once",
                        "lines are counted from 0",
                        message(text -> text.replace("line 1", "line 0")),
                        "reported at line"),
                Mutant.http(
                        "reports-exactly-the-flaws-of-generated-specifications",
                        "flawed specifications are taken",
                        takesEverything(),
                        "400, since"),
                Mutant.http(
                        "reports-exactly-the-flaws-of-generated-specifications",
                        "a rule is reported that was kept",
                        message(text -> text + " SPEC-04 spec.containers: found 1"),
                        "exactly"),
                Mutant.http(
                        "reports-exactly-the-flaws-of-generated-specifications",
                        "one rule is never reported",
                        message(text -> text.replace("SPEC-07", "SPEC")),
                        "exactly")));
        return all;
    }

    private static KubernetesMutation probe(String field, int right, int wrong) {
        return KubernetesMutation.eachContainer(container -> {
            ObjectNode probe = (ObjectNode) container.path("readinessProbe");
            if (probe.path(field).asInt() == right) {
                probe.put(field, wrong);
            }
        });
    }
}
