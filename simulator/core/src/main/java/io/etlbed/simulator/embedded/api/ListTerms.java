package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a list besides what to select.
 *
 * @param limit how many objects a page has at most; 0 for all
 * @param after where the page before ended; null for the first one
 * @param version which version is meant, or at least meant; null for the latest
 * @param exact whether it must be that version
 */
record ListTerms(
        long limit, @Nullable ContinueToken after, @Nullable Long version, boolean exact) {

    private static final String MATCH = "resourceVersionMatch";
    private static final List<String> MATCHES = List.of("Exact", "NotOlderThan");

    /** @throws ApiStatusException 400 or 422 if a parameter makes no sense */
    static ListTerms of(Kind<?> kind, Query query) {
        Long limit = query.count("limit");
        Long version = query.version();
        String match = query.text(MATCH).orElse("");
        if (!match.isEmpty() && version == null) {
            throw invalid(
                    kind,
                    FieldError.forbidden(
                            MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        }
        if (!match.isEmpty() && !MATCHES.contains(match)) {
            throw invalid(kind, FieldError.unsupported(MATCH, match, MATCHES));
        }
        boolean exact = match.equals("Exact");
        if (exact && version == 0) {
            throw invalid(
                    kind,
                    FieldError.forbidden(
                            MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        }
        ContinueToken after = query.text("continue").map(ContinueToken::parse).orElse(null);
        if (after != null && version != null && version != 0) {
            throw ApiStatusException.badRequest("specifying resource version is not allowed when using continue");
        }
        return new ListTerms(limit == null ? 0 : limit, after, version, exact);
    }

    /** The objects of which the page shows some. */
    <T extends HasMetadata> Snapshot<T> snapshot(Shelf<T> shelf, @Nullable String namespace) {
        if (after != null) {
            try {
                return shelf.snapshot(namespace, after.version());
            } catch (ApiStatusException e) {
                throw e.code() == 410 ? ApiStatusException.pageExpired() : e;
            }
        }
        if (exact && version != null) {
            return shelf.snapshot(namespace, version);
        }
        Snapshot<T> latest = shelf.snapshot(namespace);
        if (version != null && version > latest.version()) {
            throw ApiStatusException.tooLarge(version, latest.version());
        }
        return latest;
    }

    /** Whether a page of so many objects takes no more. */
    boolean isFull(int objects) {
        return limit > 0 && objects >= limit;
    }

    private static ApiStatusException invalid(Kind<?> kind, FieldError error) {
        return ApiStatusException.invalid("ListOptions", kind.plural(), List.of(error));
    }
}
