package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Answers who asks what it may do, as {@code kubectl auth can-i} does: this cluster has one user, who may do all. */
final class AccessReviews {

    private static final String GROUP = "authorization.k8s.io";
    private static final String VERSION = GROUP + "/v1";
    private static final String KIND = "SelfSubjectAccessReview";
    private static final String REVIEWS = "selfsubjectaccessreviews";

    static final GroupVersion GROUP_VERSION = new GroupVersion(
            GROUP,
            "v1",
            List.of(new APIResourceBuilder()
                    .withName(REVIEWS)
                    .withSingularName("selfsubjectaccessreview")
                    .withKind(KIND)
                    .withNamespaced(false)
                    .withVerbs("create")
                    .build()));

    private AccessReviews() {}

    static void register(RoutesConfig routes) {
        routes.post("/apis/" + VERSION + "/" + REVIEWS, AccessReviews::review);
    }

    private static void review(Context ctx) throws IOException {
        ObjectNode review = Bodies.readObject(ctx);
        String kind = review.path("kind").asText(KIND);
        if (!kind.equals(KIND)) {
            throw ApiStatusException.badRequest(
                    "the kind in the data (" + kind + ") does not match the expected kind (" + KIND + ")");
        }
        JsonNode spec = review.path("spec");
        if (spec.has("resourceAttributes") == spec.has("nonResourceAttributes")) {
            throw ApiStatusException.invalid(
                    KIND,
                    "",
                    List.of(FieldError.invalid(
                            "spec.resourceAttributes",
                            spec.path("resourceAttributes").toString(),
                            "exactly one of nonResourceAttributes or resourceAttributes must be specified")));
        }
        review.put("apiVersion", VERSION).put("kind", KIND);
        review.putObject("status").put("allowed", true);
        json(ctx, 201, review);
    }

    private static void json(Context ctx, int status, Object body) {
        ctx.status(status).contentType(Views.JSON).result(Json.write(body));
    }
}
