package io.etlbed.ci.bench;

import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The ETLs that are measured. */
public final class Transformers {

    /** Does nothing to an object: what is left is the cost of getting it there and back. */
    static final String TRIVIAL = "def transform(data):\n    return data\n";

    private Transformers() {}

    /** The documents' MD5 or echo transformer, by a mechanism such as {@code hrev://}. */
    public static EtlInit image(String id, String transformer, String mechanism) throws IOException {
        String yaml = new String(Md5Spec.yaml(), StandardCharsets.UTF_8)
                .replace("transformer_md5", "transformer_" + transformer);
        return new EtlInit.Spec(id, yaml.getBytes(StandardCharsets.UTF_8), Optional.of(mechanism), Optional.of("2m"));
    }

    /** A script in the runtime {@code python3}. */
    public static EtlInit code(String id, String script, String dependencies, String mechanism) {
        return new EtlInit.Code(
                id,
                script.getBytes(StandardCharsets.UTF_8),
                dependencies.getBytes(StandardCharsets.UTF_8),
                "python3",
                Optional.of(mechanism),
                Optional.of("5m"));
    }
}
