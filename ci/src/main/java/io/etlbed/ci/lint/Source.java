package io.etlbed.ci.lint;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a text comes from.
 *
 * @param name as reports name it
 * @param file empty for standard input
 * @param named whether it was named itself; of what was found in a folder, documents that are no Pods are passed over
 */
record Source(String name, Optional<Path> file, boolean named) {

    static final String STANDARD_INPUT = "-";
}
