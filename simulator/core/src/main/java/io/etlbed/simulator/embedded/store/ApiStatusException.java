package io.etlbed.simulator.embedded.store;

import io.etlbed.simulator.SimulatorException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A refusal as Kubernetes words it; over HTTP it becomes a {@code Status}. */
public final class ApiStatusException extends SimulatorException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final @Nullable StatusDetails details;

    /**
     * @param code the HTTP status
     * @param reason the word for machines, such as {@code NotFound}
     * @param details what it is about; null where there is nothing to say
     */
    public ApiStatusException(int code, String reason, String message, @Nullable StatusDetails details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public static ApiStatusException notFound(String resource, String name) {
        return about(404, "NotFound", resource, name, resource + " \"" + name + "\" not found");
    }

    public static ApiStatusException alreadyExists(String resource, String name) {
        return about(409, "AlreadyExists", resource, name, resource + " \"" + name + "\" already exists");
    }

    public static ApiStatusException conflict(String resource, String name, String why) {
        return about(
                409,
                "Conflict",
                resource,
                name,
                "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why);
    }

    /** The caller knows an older version of the object. */
    public static ApiStatusException modified(String resource, String name) {
        return conflict(
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** @param name empty where it is about all of them */
    public static ApiStatusException forbidden(String resource, String name, String why) {
        String which = name.isEmpty() ? resource : resource + " \"" + name + "\"";
        return about(403, "Forbidden", resource, name, which + " is forbidden: " + why);
    }

    public static ApiStatusException badRequest(String message) {
        return new ApiStatusException(400, "BadRequest", message, null);
    }

    /** The history of changes does not reach back so far: list again. */
    public static ApiStatusException expired(long asked, long oldest) {
        return new ApiStatusException(410, "Expired", "too old resource version: " + asked + " (" + oldest + ")", null);
    }

    /** The version of a list that is read page by page is no longer known. */
    public static ApiStatusException pageExpired() {
        return new ApiStatusException(
                410,
                "Expired",
                "The provided continue parameter is too old to display a consistent list result. You must start a new "
                        + "list without the continue parameter.",
                null);
    }

    /** A version that the store has not reached. */
    public static ApiStatusException tooLarge(long asked, long current) {
        StatusDetails details = new StatusDetailsBuilder()
                .withRetryAfterSeconds(1)
                .withCauses(new StatusCauseBuilder()
                        .withReason("ResourceVersionTooLarge")
                        .withMessage("Too large resource version")
                        .build())
                .build();
        return new ApiStatusException(
                504, "Timeout", "Too large resource version: " + asked + ", current: " + current, details);
    }

    /** Everything that is wrong with an object, at once. */
    public static ApiStatusException invalid(String kind, String name, List<FieldError> errors) {
        String all = errors.size() == 1
                ? errors.get(0).toString()
                : errors.stream().map(FieldError::toString).collect(Collectors.joining(", ", "[", "]"));
        StatusDetails details = details(kind, name)
                .withCauses(errors.stream().map(FieldError::cause).toList())
                .build();
        return new ApiStatusException(422, "Invalid", kind + " \"" + name + "\" is invalid: " + all, details);
    }

    /** @param what a plural or a kind, with its group where that is not the core group */
    private static StatusDetailsBuilder details(String what, String name) {
        int dot = what.indexOf('.');
        return new StatusDetailsBuilder()
                .withKind(dot < 0 ? what : what.substring(0, dot))
                .withGroup(dot < 0 ? null : what.substring(dot + 1))
                .withName(name);
    }

    private static ApiStatusException about(int code, String reason, String resource, String name, String message) {
        StatusDetails details = details(resource, name).build();
        return new ApiStatusException(code, reason, message, details);
    }

    /** The HTTP status. */
    public int code() {
        return code;
    }

    /** The word for machines, such as {@code NotFound}. */
    public String reason() {
        return reason;
    }

    public Status toStatus() {
        return new StatusBuilder()
                .withStatus("Failure")
                .withMessage(getMessage())
                .withReason(reason)
                .withDetails(details)
                .withCode(code)
                .build();
    }
}
