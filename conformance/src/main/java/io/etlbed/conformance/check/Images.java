package io.etlbed.conformance.check;

import java.util.Optional;

/**
 * The images that checks run.
 *
 * @param md5 answers the MD5 of what it gets, as hex: the documents' example
 * @param echo answers what it gets
 * @param probe the suite's own, where the cluster's nodes know it
 * @param processes whether containers are processes; they are not where they are Java code
 */
public record Images(String md5, String echo, Optional<String> probe, boolean processes) {

    /** The names under which the documents' transformers are published. */
    public static Images documented(Optional<String> probe) {
        return new Images("aistore/transformer_md5:latest", "aistore/transformer_echo:latest", probe, true);
    }

    /** Of a cluster whose containers are Java code, the probe too. */
    public static Images ofHandlers(String probe) {
        Images documented = documented(Optional.of(probe));
        return new Images(documented.md5, documented.echo, documented.probe, false);
    }
}
