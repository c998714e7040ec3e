package io.etlbed.simulator.handler;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request as it came in. For the thread that was given it, but for {@link #body()}, which any one thread may read. */
public interface HandlerRequest {

    /** The container that is asked. */
    HandlerContainer container();

    /** The port of the pod that it came to. */
    int port();

    /** As it was sent, such as {@code POST}. */
    String method();

    /** As it was sent, with its query and its escapes: {@code /bucket/a%20b?x=1}. */
    String target();

    /** All headers, by their names in any case, with their values in the order in which they came. */
    Map<String, List<String>> headers();

    /** The first value of a header; its name in any case. */
    default Optional<String> header(String name) {
        return Optional.ofNullable(headers().get(name)).map(values -> values.get(0));
    }

    /** Bytes of the body, 0 where there is none; empty where it comes in chunks. */
    OptionalLong length();

    /**
     * The body. It fails where the client breaks off, or breaks the protocol; a client that waits to be asked for it
     * ({@code Expect: 100-continue}) is asked by the first read.
     */
    InputStream body();
}
