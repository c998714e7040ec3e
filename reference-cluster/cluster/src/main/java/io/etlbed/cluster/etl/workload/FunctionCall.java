package io.etlbed.cluster.etl.workload;

import java.util.Optional;

/**
 * How the function of <i>init code</i> is called, as clients from 1.0.5 on may say.
 *
 * @param function its name
 * @param chunkSize bytes of each piece, where it takes {@code (reader, writer)} and not the whole object
 * @param byUrl whether it takes the object's URL in place of its bytes
 */
public record FunctionCall(String function, Optional<Long> chunkSize, boolean byUrl) {

    /** The one of the documents: {@code transform(input_bytes)}. */
    public static final String USUAL = "transform";
}
