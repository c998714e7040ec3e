package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group API. */
public final class ApiChecks {

    private ApiChecks() {}

    public static List<Check> all() {
        return List.of(
                new InitReturnsTheId(),
                new UuidTransforms(),
                new AnyGatewayAnswers(),
                new ErrorsAreJson(),
                new NamesAfterMetadata(),
                new CountsWithoutWriting(),
                new MeansTheOnlyEtl(),
                new RedirectsWithAHint(),
                new ServesTls());
    }
}
