package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.identity.User;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers who somebody is and what he may do, as {@code kubectl auth whoami} and {@code can-i} ask, and whose a token is. A review
 * is posted, answered with its status filled in, and not kept.
 */
final class Reviews {

    private static final String ACCESS = "SelfSubjectAccessReview";
    private static final String RULES = "SelfSubjectRulesReview";
    private static final String SELF = "SelfSubjectReview";
    private static final String TOKEN = "TokenReview";

    static final GroupVersion AUTHORIZATION =
            new GroupVersion("authorization.k8s.io", "v1", List.of(resource(ACCESS), resource(RULES)));
    static final GroupVersion AUTHENTICATION =
            new GroupVersion("authentication.k8s.io", "v1", List.of(resource(SELF), resource(TOKEN)));

    private static final String ALL = "*";

    private final ServiceAccountTokens tokens;

    Reviews(ServiceAccountTokens tokens) {
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        register(routes, AUTHORIZATION, ACCESS, Reviews::access);
        register(routes, AUTHORIZATION, RULES, Reviews::rules);
        register(routes, AUTHENTICATION, SELF, (spec, user) -> Map.of("userInfo", userInfo(user)));
        register(routes, AUTHENTICATION, TOKEN, this::token);
    }

    /** What a review answers. */
    private interface Review {
        Map<String, Object> status(JsonNode spec, User user);
    }

    private static void register(RoutesConfig routes, GroupVersion group, String kind, Review review) {
        routes.post(group.path() + "/" + plural(kind), ctx -> {
            ObjectNode body = read(ctx, group.apiVersion(), kind);
            Map<String, Object> status = review.status(body.path("spec"), Authentication.user(ctx));
            body.put("apiVersion", group.apiVersion()).put("kind", kind).set("status", Json.tree(status));
            ctx.status(201).contentType(Views.JSON).result(Json.write(body));
        });
    }

    private static ObjectNode read(Context ctx, String apiVersion, String kind) throws IOException {
        ObjectNode body = Bodies.readObject(ctx);
        Bodies.requireText(body, "kind", List.of(kind));
        Bodies.requireText(body, "apiVersion", List.of(apiVersion));
        return body;
    }

    private static Map<String, Object> access(JsonNode spec, User user) {
        JsonNode object = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (object.isObject() == path.isObject()) {
            throw ApiStatusException.invalid(
                    ACCESS,
                    "",
                    List.of(FieldError.invalid(
                            "spec.resourceAttributes",
                            object.toString(),
                            "exactly one of nonResourceAttributes or resourceAttributes must be specified")));
        }
        boolean own = Authorization.OWN_REVIEWS.contains(object.path("resource").asText())
                && object.path("verb").asText().equals("create");
        boolean told = path.path("verb").asText().equals("get")
                && Authorization.isPublic(path.path("path").asText());
        return Map.of("allowed", user.isMaster() || own || told);
    }

    private static Map<String, Object> rules(JsonNode spec, User user) {
        if (spec.path("namespace").asText().isEmpty()) {
            throw ApiStatusException.badRequest("no namespace on request");
        }
        List<Object> objects = new ArrayList<>();
        List<Object> paths = new ArrayList<>();
        if (user.isMaster()) {
            objects.add(Map.of("verbs", List.of(ALL), "apiGroups", List.of(ALL), "resources", List.of(ALL)));
            paths.add(Map.of("verbs", List.of(ALL), "nonResourceURLs", List.of(ALL)));
        } else {
            for (GroupVersion each : List.of(AUTHORIZATION, AUTHENTICATION)) {
                List<String> own = each.resources().stream()
                        .map(APIResource::getName)
                        .filter(Authorization.OWN_REVIEWS::contains)
                        .toList();
                objects.add(Map.of("verbs", List.of("create"), "apiGroups", List.of(each.group()), "resources", own));
            }
            paths.add(Map.of("verbs", List.of("get"), "nonResourceURLs", Discovery.PATHS));
        }
        return Map.of("resourceRules", objects, "nonResourceRules", paths, "incomplete", false);
    }

    private Map<String, Object> token(JsonNode spec, User asking) {
        List<String> audiences = new ArrayList<>();
        spec.path("audiences").forEach(each -> audiences.add(each.asText()));
        List<String> asked = audiences.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : audiences;
        Optional<User> user = tokens.verify(spec.path("token").asText(), asked);
        return user.<Map<String, Object>>map(
                        found -> Map.of("authenticated", true, "user", userInfo(found), "audiences", asked))
                .orElseGet(
                        () -> Map.of("authenticated", false, "error", "the token is none of this cluster's, or over"));
    }

    private static Map<String, Object> userInfo(User user) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("username", user.name());
        if (!user.uid().isEmpty()) {
            info.put("uid", user.uid());
        }
        info.put("groups", user.groups());
        if (!user.extra().isEmpty()) {
            info.put("extra", user.extra());
        }
        return info;
    }

    private static APIResource resource(String kind) {
        return new APIResourceBuilder()
                .withName(plural(kind))
                .withSingularName(kind.toLowerCase(Locale.ROOT))
                .withKind(kind)
                .withNamespaced(false)
                .withVerbs("create")
                .build();
    }

    private static String plural(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "s";
    }
}
