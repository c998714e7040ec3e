package io.etlbed.conformance.mutant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Ais;
import io.etlbed.conformance.check.Pods;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A fault that a check must find.
 *
 * @param check its name
 * @param fault in words
 * @param command what becomes of the command line
 * @param expected part of what the check then says that it expected: it fails for this reason and no other
 */
record Mutant(
        String check,
        String fault,
        Mutation http,
        KubernetesMutation kubernetes,
        UnaryOperator<Ais> command,
        String expected) {

    static Mutant http(String check, String fault, Mutation mutation, String expected) {
        return new Mutant(check, fault, mutation, KubernetesMutation.NONE, UnaryOperator.identity(), expected);
    }

    static Mutant kubernetes(String check, String fault, KubernetesMutation mutation, String expected) {
        return new Mutant(check, fault, Mutation.NONE, mutation, UnaryOperator.identity(), expected);
    }

    static Mutant command(String check, String fault, UnaryOperator<Ais> mutation, String expected) {
        return new Mutant(check, fault, Mutation.NONE, KubernetesMutation.NONE, mutation, expected);
    }

    /** A pod of the ETL that the check has started last is always there. */
    static Mutant leavingAPod(String check) {
        return ofLastEtl(check, "a pod is left", "no pod and no service", (pods, name) -> {
            ObjectNode pod = pods.addObject();
            pod.putObject("metadata").put("name", name + "-left").put("namespace", "ais");
            pod.putObject("status").put("phase", "Running");
        });
    }

    /** A pod of the ETL that the check has started last is not there. */
    static Mutant losingAPod(String check, String fault, String expected) {
        return ofLastEtl(check, fault, expected, (pods, name) -> {
            for (int i = 0; i < pods.size(); i++) {
                if (pods.get(i).path("metadata").path("name").asText().startsWith(name)) {
                    pods.remove(i);
                    return;
                }
            }
        });
    }

    private static Mutant ofLastEtl(String check, String fault, String expected, BiConsumer<ArrayNode, String> change) {
        AtomicReference<String> etl = new AtomicReference<>("");
        Mutation learns = Mutations.before(sent -> {
            if (sent.isInit()) {
                etl.set(Mutations.id(sent));
            }
            return sent;
        });
        KubernetesMutation changes = list -> {
            if (list.path("kind").asText().equals("PodList") && !etl.get().isEmpty()) {
                change.accept((ArrayNode) list.path("items"), Pods.kubernetesName(etl.get()));
            }
        };
        return new Mutant(check, fault, learns, changes, UnaryOperator.identity(), expected);
    }

    @Override
    public String toString() {
        return check + " finds: " + fault;
    }
}
