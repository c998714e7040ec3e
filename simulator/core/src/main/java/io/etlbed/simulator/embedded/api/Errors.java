package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.StatusDetails;
import java.util.Collection;

/** Refusals that only HTTP knows, as Kubernetes words them. */
final class Errors {

    private Errors() {}

    static ApiStatusException unauthorized() {
        return new ApiStatusException(401, "Unauthorized", "Unauthorized", null);
    }

    static ApiStatusException noSuchPath() {
        return new ApiStatusException(
                404, "NotFound", "the server could not find the requested resource", new StatusDetails());
    }

    static ApiStatusException methodNotAllowed() {
        return new ApiStatusException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                new StatusDetails());
    }

    static ApiStatusException notAcceptable(Collection<String> offered) {
        return new ApiStatusException(
                406,
                "NotAcceptable",
                "only the following media types are accepted: " + String.join(", ", offered),
                null);
    }

    static ApiStatusException tooLarge(long limit) {
        return tooLarge("limit is " + limit);
    }

    static ApiStatusException tooLarge(String why) {
        return new ApiStatusException(413, "RequestEntityTooLarge", "Request entity too large: " + why, null);
    }

    static ApiStatusException unsupportedMediaType(Collection<String> accepted) {
        return new ApiStatusException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted),
                null);
    }

    static ApiStatusException patchRejected(String why) {
        return new ApiStatusException(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + why,
                new StatusDetails());
    }

    static ApiStatusException tooSlow(long seconds) {
        return new ApiStatusException(
                408, "Timeout", "Timeout: the body did not arrive within " + seconds + " s", null);
    }

    static ApiStatusException tooManyRequests(String why) {
        return new ApiStatusException(429, "TooManyRequests", why, null);
    }

    static ApiStatusException internal(Throwable cause) {
        return new ApiStatusException(500, "InternalError", "Internal error occurred: " + cause, null);
    }

    static ApiStatusException shuttingDown() {
        return new ApiStatusException(503, "ServiceUnavailable", "apiserver is shutting down", null);
    }

    static ApiStatusException notImplemented(String what) {
        return new ApiStatusException(501, "NotImplemented", what + " is not supported by this server", null);
    }
}
