package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the form in which objects are shown, by what the client accepts. */
final class Views {

    static final String JSON = "application/json";

    private static final Set<String> ANY = Set.of(JSON, "application/*", "*/*");

    private Views() {}

    /**
     * The first form in the header that there is.
     *
     * @throws ApiStatusException 406 if there is none
     */
    static <T extends HasMetadata> View<T> choose(@Nullable String accept, Kind<T> kind, Query query, Clock clock) {
        if (accept == null || accept.isBlank()) {
            return new PlainView<>(kind);
        }
        for (String range : accept.split(",", -1)) {
            List<String> parts = Arrays.stream(range.toLowerCase(Locale.ROOT).split(";", -1))
                    .map(String::strip)
                    .toList();
            if (!ANY.contains(parts.get(0))) {
                continue;
            }
            String as = parts.stream()
                    .filter(part -> part.startsWith("as="))
                    .findFirst()
                    .orElse("");
            if (as.isEmpty()) {
                return new PlainView<>(kind);
            }
            if (as.equals("as=table")) {
                return new TableView<>(kind, query.text("includeObject").orElse("Metadata"), clock);
            }
        }
        throw Errors.notAcceptable(List.of(JSON));
    }
}
