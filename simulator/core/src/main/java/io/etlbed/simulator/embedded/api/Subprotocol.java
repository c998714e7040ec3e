package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is agreed on for a WebSocket besides its path. */
final class Subprotocol {

    static final String HEADER = "Sec-WebSocket-Protocol";

    private Subprotocol() {}

    /**
     * The first of those that a client offers and the server speaks.
     *
     * @throws ApiStatusException 400 if there is none
     */
    static String choose(@Nullable String offered, List<String> spoken) {
        return Arrays.stream((offered == null ? "" : offered).split(",", -1))
                .map(String::strip)
                .filter(spoken::contains)
                .findFirst()
                .orElseThrow(() -> ApiStatusException.badRequest(
                        "unable to upgrade: unable to negotiate protocol: client supports ["
                                + (offered == null ? "" : offered) + "], server accepts " + spoken));
    }
}
