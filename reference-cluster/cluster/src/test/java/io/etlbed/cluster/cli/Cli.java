package io.etlbed.cluster.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs {@code ais} as a shell would, in this JVM. */
final class Cli {

    /**
     * What a command has shown.
     *
     * @param code its exit code
     * @param out its standard output
     * @param err its errors
     */
    record Shown(int code, String out, String err) {}

    private final URI endpoint;
    private final Path folder;

    Cli(URI endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
    }

    Shown ais(String... arguments) {
        return fed("", arguments);
    }

    /** With a standard input. */
    Shown fed(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Ais.run(
                List.of(arguments),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("AIS_ENDPOINT", endpoint.toString()),
                folder);
        return new Shown(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A command that must succeed. */
    String out(String... arguments) {
        Shown shown = ais(arguments);
        if (shown.code() != 0) {
            throw new AssertionError(List.of(arguments) + " ended with " + shown);
        }
        return shown.out();
    }
}
