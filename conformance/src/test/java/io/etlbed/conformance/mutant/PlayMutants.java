package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Faults for the checks that play the playbooks of ImageNet and of PyTorch (PLAY-02 to PLAY-04). */
final class PlayMutants {

    private static final String OFFLINE = "plays-the-shipped-imagenet-offline-playbook";
    private static final String INLINE = "plays-the-shipped-imagenet-inline-playbook";

    private static final String TRAINING = "plays-the-shipped-pytorch-training-playbook";

    private PlayMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        OFFLINE,
                        "tars are copied, not transformed",
                        before(sent -> sent.text().contains("\"etl-bck\"")
                                ? sent.saying(sent.text().replace("\"etl-bck\"", "\"copy-bck\""))
                                : sent),
                        "Check its content"),
                Mutant.http(
                        OFFLINE,
                        "a tar is another one",
                        before(sent -> sent.method().equals("GET") && sent.isObject()
                                ? sent.to(sent.target().replace("/shard-00.tar", "/shard-01.tar"))
                                : sent),
                        "Check its content"),
                Mutant.http(
                        OFFLINE,
                        "a dry run writes",
                        before(sent -> sent.text().contains("\"etl-bck\"")
                                ? sent.saying(json(
                                        sent.text(), message -> ((ObjectNode) message.path("value")).remove("dry_run")))
                                : sent),
                        "Nothing is there yet"),
                Mutant.http(
                        INLINE,
                        "photographs come as they are",
                        before(sent ->
                                sent.isTransform() ? sent.to(sent.target().replaceFirst("[?&]uuid=[^&]*", "")) : sent),
                        "Compare with what the code makes of it here"),
                Mutant.http(
                        INLINE,
                        "what is no photograph is answered all the same",
                        instead(sent -> sent.isTransform() && sent.path().endsWith(".cls"), () -> Reply.of(200, "251")),
                        "What is no photograph is an error"),
                Mutant.http(
                        INLINE,
                        "the ETL is not listed",
                        instead(Sent::isList, () -> Reply.of(200, "[]")),
                        "See that it runs"),
                Mutant.http(
                        TRAINING,
                        "lists come in another order: photographs before classes",
                        text(
                                sent -> sent.method().equals("GET")
                                        && sent.path().startsWith("/v1/buckets/"),
                                PlayMutants::backwards),
                        "Train"),
                Mutant.http(
                        TRAINING,
                        "a transform of the validation is one of the training",
                        throughTheFirst(),
                        "The tensors of the validation"));
    }

    private static String backwards(String list) {
        return json(list, page -> {
            ArrayNode entries = (ArrayNode) page.path("entries");
            for (int last = entries.size() - 1; last >= 0; last--) {
                entries.add(entries.remove(last));
            }
        });
    }

    /** The first ETL that is started does all the work. */
    private static Mutation throughTheFirst() {
        AtomicReference<String> first = new AtomicReference<>("");
        return before(sent -> {
            if (sent.isInit()) {
                first.compareAndSet("", Mutations.id(sent));
            }
            return sent.isTransform() ? sent.to(sent.target().replaceFirst("uuid=[^&]*", "uuid=" + first.get())) : sent;
        });
    }
}
