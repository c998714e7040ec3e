package io.etlbed.junit;

import io.etlbed.junit.transformer.Transformer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What {@link EtlFrom} says, as a transformer. */
final class DeclaredEtl {

    private DeclaredEtl() {}

    static Etl on(EtlCluster cluster, EtlFrom declared) {
        Transformer transformer = transformer(declared);
        return declared.shared() && declared.id().isEmpty() ? cluster.share(transformer) : cluster.init(transformer);
    }

    /** @throws ParameterResolutionException if the annotation contradicts itself */
    static Transformer transformer(EtlFrom declared) {
        try {
            Transformer made = source(declared);
            if (!declared.folder().isEmpty()) {
                made = made.in(declared.folder());
            }
            if (!declared.communication().isEmpty()) {
                made = made.by(declared.communication());
            }
            if (declared.requirements().length > 0) {
                made = made.requirements(declared.requirements());
            }
            if (!declared.runtime().isEmpty()) {
                made = made.runtime(declared.runtime());
            }
            if (declared.port() != 0) {
                made = made.port(declared.port());
            }
            if (declared.timeoutSeconds() != 0) {
                made = made.timeout(Duration.ofSeconds(declared.timeoutSeconds()));
            }
            return declared.id().isEmpty() ? made : made.id(declared.id());
        } catch (IllegalArgumentException e) {
            throw new ParameterResolutionException("@EtlFrom: " + e.getMessage(), e);
        }
    }

    private static Transformer source(EtlFrom declared) {
        long told = Stream.of(
                        !declared.value().isEmpty(),
                        !declared.image().isEmpty(),
                        declared.command().length > 0,
                        declared.server().length > 0)
                .filter(Boolean::booleanValue)
                .count();
        if (told != 1) {
            throw new IllegalArgumentException(
                    "exactly one of value, image, command and server names the transformer, not " + told + " of them");
        }
        if (!declared.value().isEmpty()) {
            return Transformer.transformer(declared.value());
        }
        if (!declared.image().isEmpty()) {
            return Transformer.image(declared.image());
        }
        return declared.command().length > 0
                ? Transformer.command(declared.command())
                : Transformer.server(declared.server());
    }
}
