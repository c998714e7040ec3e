package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.identity.Bond;
import io.etlbed.simulator.embedded.identity.IssuedToken;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.identity.TokenTerms;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes tokens of service accounts for those who ask, as {@code kubectl create token} does. */
final class TokenRequests {

    private static final String KIND = "TokenRequest";
    private static final String VERSION = "authentication.k8s.io/v1";
    private static final long USUAL_SECONDS = 3600;
    private static final long LEAST_SECONDS = 600;
    private static final long MOST_SECONDS = 1L << 32;

    private final ObjectStore store;
    private final ServiceAccountTokens tokens;

    TokenRequests(ObjectStore store, ServiceAccountTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    void create(Context ctx, ResourcePath path) throws IOException {
        ServiceAccount account = store.of(ServiceAccount.class).require(path.requireNamespace(), path.requireName());
        ObjectNode request = Bodies.readObject(ctx);
        Bodies.requireText(request, "kind", List.of(KIND));
        Bodies.requireText(request, "apiVersion", List.of(VERSION));
        TokenTerms terms = terms(request.path("spec"), path);
        IssuedToken token = tokens.issue(account, terms);

        request.put("apiVersion", VERSION).put("kind", KIND);
        request.withObject("/metadata")
                .put("name", account.getMetadata().getName())
                .put("namespace", account.getMetadata().getNamespace());
        ObjectNode spec = request.withObject("/spec");
        terms.audiences().forEach(spec.putArray("audiences")::add);
        spec.put("expirationSeconds", terms.life().toSeconds());
        request.putObject("status")
                .put("token", token.value())
                .put("expirationTimestamp", token.expires().toString());
        ctx.status(201).contentType(Views.JSON).result(Json.write(request));
    }

    private TokenTerms terms(JsonNode spec, ResourcePath path) {
        long seconds = spec.path("expirationSeconds").asLong(USUAL_SECONDS);
        if (seconds < LEAST_SECONDS) {
            throw invalid(FieldError.invalid(
                    "spec.expirationSeconds",
                    Long.toString(seconds),
                    "may not specify a duration less than 10 minutes"));
        }
        if (seconds > MOST_SECONDS) {
            throw invalid(FieldError.invalid(
                    "spec.expirationSeconds",
                    Long.toString(seconds),
                    "may not specify a duration larger than 2^32 seconds"));
        }
        List<String> audiences = new ArrayList<>();
        spec.path("audiences").forEach(each -> audiences.add(each.asText()));
        JsonNode bound = spec.path("boundObjectRef");
        Bond bond = bound.isObject() ? bond(bound, path.requireNamespace()) : null;
        return new TokenTerms(audiences, Duration.ofSeconds(seconds), bond);
    }

    private @Nullable Bond bond(JsonNode reference, String namespace) {
        String kind = reference.path("kind").asText();
        Class<? extends HasMetadata> type = switch (kind) {
            case "Pod" -> Pod.class;
            case "Secret" -> Secret.class;
            default ->
                throw ApiStatusException.badRequest("cannot bind token for serviceaccount to object of type " + kind);
        };
        HasMetadata object =
                store.of(type).require(namespace, reference.path("name").asText());
        String uid = object.getMetadata().getUid();
        if (!reference.path("uid").asText(uid).equals(uid)) {
            throw ApiStatusException.conflict(
                    HasMetadata.getPlural(type),
                    object.getMetadata().getName(),
                    "the UID in the bound object reference ("
                            + reference.path("uid").asText()
                            + ") does not match the UID in record. The object might have been deleted and then"
                            + " recreated");
        }
        return new Bond(kind, object.getMetadata().getName(), uid);
    }

    private static ApiStatusException invalid(FieldError error) {
        return ApiStatusException.invalid(KIND + ".authentication.k8s.io", "", List.of(error));
    }
}
