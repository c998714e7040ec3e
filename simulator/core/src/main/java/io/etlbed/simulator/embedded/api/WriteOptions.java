package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a write besides what to write.
 *
 * @param dryRun whether nothing is to be stored
 * @param manager as whom it writes
 * @param force whether an applied configuration takes fields from others
 */
record WriteOptions(boolean dryRun, String manager, boolean force) {

    private static final String MANAGER = "fieldManager";
    private static final int LONGEST_MANAGER = 128;

    /**
     * Reads them from the query.
     *
     * @param name what the options of this request are called, such as {@code CreateOptions}
     * @throws ApiStatusException 422 if they make no sense
     */
    static WriteOptions of(String name, Context ctx, Query query) {
        List<FieldError> errors = errors(query);
        if (query.text("force").isPresent() && name.equals("PatchOptions")) {
            errors.add(FieldError.forbidden("force", "may not be specified for non-apply patch"));
        }
        refuse(name, errors);
        String manager = query.text(MANAGER).orElseGet(() -> ofProgram(ctx.userAgent()));
        return new WriteOptions(query.dryRun(name), manager, false);
    }

    /**
     * Reads those of an applied configuration, which has to say by whom.
     *
     * @throws ApiStatusException 422 if they make no sense
     */
    static WriteOptions ofApply(Query query) {
        List<FieldError> errors = errors(query);
        String manager = query.text(MANAGER).orElse("");
        if (manager.isEmpty()) {
            errors.add(FieldError.required(MANAGER, "is required for apply patch"));
        }
        refuse("PatchOptions", errors);
        return new WriteOptions(query.dryRun("PatchOptions"), manager, query.flag("force"));
    }

    private static List<FieldError> errors(Query query) {
        List<FieldError> errors = new ArrayList<>();
        String manager = query.text(MANAGER).orElse("");
        if (manager.length() > LONGEST_MANAGER) {
            errors.add(new FieldError(
                    MANAGER, "FieldValueTooLong", "Too long: may not be more than " + LONGEST_MANAGER + " bytes"));
        }
        if (!manager.equals(printable(manager))) {
            errors.add(FieldError.invalid(
                    MANAGER, '"' + printable(manager) + '"', "should only contain printable characters"));
        }
        return errors;
    }

    private static void refuse(String name, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ApiStatusException.invalid(name + ".meta.k8s.io", "", errors);
        }
    }

    /** Who does not say as whom it writes is known by its program. */
    private static String ofProgram(@Nullable String userAgent) {
        String program = printable(userAgent == null ? "" : userAgent.split("/", -1)[0]);
        String cut = program.length() > LONGEST_MANAGER ? program.substring(0, LONGEST_MANAGER) : program;
        return cut.isBlank() ? "unknown" : cut;
    }

    private static String printable(String text) {
        return text.codePoints()
                .filter(each -> !Character.isISOControl(each) && Character.isDefined(each))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
