package io.etlbed.cluster.data;

import java.net.URI;

/** Where a job puts an object. */
public sealed interface Destination {

    /** On this target. */
    record Here(Upload.Opener opener) implements Destination {}

    /**
     * On another target.
     *
     * @param node such as {@code http://127.0.0.1:8080}
     * @param path raw path and query of the PUT
     * @param headers of it, each line ended by CR LF, in ASCII
     */
    record There(URI node, String path, String headers) implements Destination {}

    /** Nowhere: it is only counted. */
    record Nowhere() implements Destination {}
}
