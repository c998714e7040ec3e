package io.etlbed.simulator.embedded.identity;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token is for.
 *
 * @param audiences who is to believe it; the API server where there are none
 * @param life until it expires
 * @param bond what it dies with, besides its service account; null for nothing
 */
public record TokenTerms(
        List<String> audiences, Duration life, @Nullable Bond bond) {

    public TokenTerms {
        audiences = audiences.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : List.copyOf(audiences);
    }
}
