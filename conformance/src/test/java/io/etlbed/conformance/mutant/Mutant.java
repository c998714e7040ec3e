package io.etlbed.conformance.mutant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Pods;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A fault that a check must find.
 *
 * @param check its name
 * @param fault in words
 * @param expected part of what the check then says that it expected: it fails for this reason and no other
 */
record Mutant(String check, String fault, Mutation http, KubernetesMutation kubernetes, String expected) {

    static Mutant http(String check, String fault, Mutation mutation, String expected) {
        return new Mutant(check, fault, mutation, KubernetesMutation.NONE, expected);
    }

    static Mutant kubernetes(String check, String fault, KubernetesMutation mutation, String expected) {
        return new Mutant(check, fault, Mutation.NONE, mutation, expected);
    }

    /** A pod of the ETL that the check has started last is always there. */
    static Mutant leavingAPod(String check) {
        AtomicReference<String> etl = new AtomicReference<>("");
        Mutation learns = Mutations.before(sent -> {
            if (sent.isInit()) {
                etl.set(Mutations.id(sent));
            }
            return sent;
        });
        KubernetesMutation leaves = list -> {
            if (list.path("kind").asText().equals("PodList") && !etl.get().isEmpty()) {
                ObjectNode pod = ((ArrayNode) list.path("items")).addObject();
                pod.putObject("metadata")
                        .put("name", Pods.kubernetesName(etl.get()) + "-left")
                        .put("namespace", "ais");
                pod.putObject("status").put("phase", "Running");
            }
        };
        return new Mutant(check, "a pod is left", learns, leaves, "no pod and no service");
    }

    @Override
    public String toString() {
        return check + " finds: " + fault;
    }
}
