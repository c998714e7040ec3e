package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a client asks of a watch.
 *
 * @param version where it begins; 0 for everything that is there and then what follows
 * @param bookmarks whether it wants to be told from time to time how far it is
 * @param length after which the server ends it
 */
record WatchTerms(long version, boolean bookmarks, Duration length) {

    private static final long USUAL_SECONDS = 1800;
    private static final long LONGEST_SECONDS = 24 * 3600;

    /** @throws ApiStatusException 400 or 422 if a parameter makes no sense */
    static WatchTerms of(Kind<?> kind, Query query) {
        if (query.text("sendInitialEvents").isPresent()) {
            throw ApiStatusException.invalid(
                    "ListOptions",
                    kind.plural(),
                    List.of(FieldError.forbidden(
                            "sendInitialEvents",
                            "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled")));
        }
        Long asked = query.count("timeoutSeconds");
        // Not all at the same time, when all began at the same time.
        long seconds = asked == null || asked == 0
                ? USUAL_SECONDS + ThreadLocalRandom.current().nextLong(USUAL_SECONDS)
                : Math.min(asked, LONGEST_SECONDS);
        Long version = query.version();
        return new WatchTerms(
                version == null ? 0 : version, query.flag("allowWatchBookmarks"), Duration.ofSeconds(seconds));
    }
}
