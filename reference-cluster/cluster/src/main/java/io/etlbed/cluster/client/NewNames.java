package io.etlbed.cluster.client;

import java.util.Map;
import java.util.Optional;

/**
 * How objects are called in the bucket that a job makes (XFORM-05).
 *
 * @param extensions what becomes of extensions, such as {@code jpg} to {@code txt}; others stay
 * @param extension in place of any; absent: {@code extensions} alone
 * @param prefix before each name; may be empty
 * @param suffix after each name; may be empty
 */
public record NewNames(Map<String, String> extensions, Optional<String> extension, String prefix, String suffix) {

    /** As they were. */
    public static final NewNames SAME = new NewNames(Map.of(), Optional.empty(), "", "");

    public NewNames {
        extensions = Map.copyOf(extensions);
    }
}
