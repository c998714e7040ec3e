package io.etlbed.simulator.embedded.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of an object's metadata that the store alone writes. */
final class Metadata {

    /** Without vowels and look-alikes, as Kubernetes has it, so that no words come out. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int GENERATED_LENGTH = 5;
    private static final int LONGEST_PREFIX = 63 - GENERATED_LENGTH;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Metadata() {}

    /**
     * Checks that a new object can be named, and gives it what each object has.
     *
     * @param counted whether the changes of its spec are counted
     */
    static void begin(HasMetadata object, String kind, boolean namespaced, boolean counted, Instant now) {
        ObjectMeta metadata = object.getMetadata();
        if (metadata == null || (isEmpty(metadata.getName()) && isEmpty(metadata.getGenerateName()))) {
            throw ApiStatusException.invalid(
                    kind, "", List.of(FieldError.required("metadata.name", "name or generateName is required")));
        }
        if (namespaced && isEmpty(metadata.getNamespace())) {
            throw ApiStatusException.invalid(
                    kind, metadata.getName(), List.of(FieldError.required("metadata.namespace")));
        }
        if (!namespaced) {
            metadata.setNamespace(null);
        }
        metadata.setUid(UUID.randomUUID().toString());
        metadata.setCreationTimestamp(time(now));
        metadata.setDeletionTimestamp(null);
        metadata.setDeletionGracePeriodSeconds(null);
        metadata.setGeneration(counted ? 1L : null);
    }

    /** Gives a changed object the names, uid and times that it had. */
    static void keep(HasMetadata object, HasMetadata before) {
        ObjectMeta metadata = object.getMetadata() == null ? new ObjectMeta() : object.getMetadata();
        ObjectMeta had = before.getMetadata();
        metadata.setName(had.getName());
        metadata.setNamespace(had.getNamespace());
        metadata.setGenerateName(had.getGenerateName());
        metadata.setUid(had.getUid());
        metadata.setCreationTimestamp(had.getCreationTimestamp());
        metadata.setDeletionTimestamp(had.getDeletionTimestamp());
        metadata.setDeletionGracePeriodSeconds(had.getDeletionGracePeriodSeconds());
        metadata.setGeneration(had.getGeneration());
        object.setMetadata(metadata);
        object.setApiVersion(before.getApiVersion());
    }

    /** A new generation is a new spec, or the wish that the object ends. */
    static void countGeneration(HasMetadata object, HasMetadata before) {
        Long had = before.getMetadata().getGeneration();
        if (had == null) {
            return;
        }
        JsonNode spec = Codec.tree(object).path("spec");
        boolean marked = object.getMetadata().getDeletionTimestamp() != null
                && before.getMetadata().getDeletionTimestamp() == null;
        if (marked || !spec.equals(Codec.tree(before).path("spec"))) {
            object.getMetadata().setGeneration(had + 1);
        }
    }

    static String generateName(String prefix) {
        StringBuilder name =
                new StringBuilder(prefix.length() > LONGEST_PREFIX ? prefix.substring(0, LONGEST_PREFIX) : prefix);
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    /** As Kubernetes writes times: whole seconds, UTC. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
