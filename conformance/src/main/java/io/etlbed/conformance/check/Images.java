package io.etlbed.conformance.check;

import java.util.Optional;

/**
 * The images that checks run.
 *
 * @param md5 answers the MD5 of what it gets, as hex: the documents' example
 * @param echo answers what it gets
 * @param probe the suite's own, where the cluster's nodes know it
 */
public record Images(String md5, String echo, Optional<String> probe) {

    /** The names under which the documents' transformers are published. */
    public static Images documented(Optional<String> probe) {
        return new Images("aistore/transformer_md5:latest", "aistore/transformer_echo:latest", probe);
    }
}
