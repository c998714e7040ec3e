package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.identity.User;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;

/**
 * Who may do what. The cluster's own user may do all. A service account may do what it may in a cluster where nobody gave it a
 * role: learn what the server has, and who it is itself.
 */
final class Authorization {

    /** The group of the reviews that anybody may ask for of himself, and their plurals. */
    static final Set<String> OWN_REVIEWS =
            Set.of("selfsubjectaccessreviews", "selfsubjectreviews", "selfsubjectrulesreviews");

    private Authorization() {}

    /** @throws ApiStatusException 403 if the request's user may not do this */
    static void require(Context ctx) {
        User user = Authentication.user(ctx);
        if (user.isMaster()) {
            return;
        }
        String path = ctx.path();
        boolean read = ctx.method().name().equals("GET");
        boolean ownReview =
                ctx.method().name().equals("POST") && OWN_REVIEWS.contains(path.substring(path.lastIndexOf('/') + 1));
        if (!(read && isPublic(path)) && !ownReview) {
            throw forbidden(user, ctx);
        }
    }

    /** Whether a path says nothing of objects. */
    static boolean isPublic(String path) {
        return path.startsWith("/openapi/v3/") || Discovery.PATHS.contains(path);
    }

    private static ApiStatusException forbidden(User user, Context ctx) {
        String who = "User \"" + user.name() + "\" cannot ";
        ResourcePath path;
        try {
            path = ResourcePath.parse(ctx.path());
        } catch (ApiStatusException other) {
            String message =
                    "forbidden: " + who + ctx.method().name().toLowerCase(Locale.ROOT) + " path \"" + ctx.path() + "\"";
            return new ApiStatusException(403, "Forbidden", message, new StatusDetails());
        }
        String resource = path.kind().plural() + (path.subresource() == null ? "" : "/" + path.subresource());
        String where =
                path.namespace() == null ? "at the cluster scope" : "in the namespace \"" + path.namespace() + "\"";
        String why = who + verb(ctx, path) + " resource \"" + resource + "\" in API group \""
                + path.kind().group() + "\" " + where;
        return ApiStatusException.forbidden(path.kind().resource(), path.name() == null ? "" : path.name(), why);
    }

    private static String verb(Context ctx, ResourcePath path) {
        boolean all = path.name() == null;
        return switch (ctx.method().name()) {
            case "GET", "HEAD" -> all ? ctx.queryParam("watch") == null ? "list" : "watch" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            default -> all ? "deletecollection" : "delete";
        };
    }
}
