package io.etlbed.junit.transformer;

import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that transforms objects, before it is an ETL. Immutable: each method that tells more of it gives another one.
 *
 * <p>{@code cluster.init(transformer("transformer/"))}, {@code cluster.init(command("convert", "-", "-resize", "224", "jpg:-"))},
 * {@code cluster.init(transformer("127.0.0.1:8000"))}
 */
public final class Transformer {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:http://)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):(\\d{1,5})(/[^?#]*)?");
    private static final int LONGEST_OBJECT = 512 << 20;

    private final Source source;
    private final Optional<String> id;
    private final Options options;

    private Transformer(Source source, Optional<String> id, Options options) {
        this.source = source;
        this.id = id;
        this.options = options;
    }

    /**
     * What that is, told by itself: a folder ({@link #transformer(Path)}), a Pod specification ({@code .yaml}), Python code
     * ({@code .py}), or the address of a server that runs ({@code 127.0.0.1:8000}).
     *
     * @param what a path from the working folder of the tests, or an address
     * @throws IllegalArgumentException if it is none of them; the message says what is missing
     */
    public static Transformer transformer(String what) {
        Matcher address = ADDRESS.matcher(what);
        return address.matches() && !Files.exists(Path.of(what.replace("//", "/")))
                ? running(what)
                : transformer(Path.of(what));
    }

    /**
     * A file, or a folder: the image of its {@code Dockerfile}, run by the Pod specification beside it or one that is made; else its
     * Pod specification ({@code spec.yaml}, {@code pod.yaml}); else its Python code ({@code code.py}, with {@code
     * deps.txt} or {@code requirements.txt}); else its HTTP server ({@code server.py}, {@code server.js}, {@code server.sh},
     * {@code server.rb}, {@code server.pl}, {@code server.jar}, or a program {@code server}); else its program from standard
     * input to standard output ({@code transform.…}).
     *
     * @throws IllegalArgumentException if it is none of them; the message says what is missing
     */
    public static Transformer transformer(Path what) {
        if (Files.isDirectory(what)) {
            return FolderKinds.of(what);
        }
        if (!Files.exists(what)) {
            throw new IllegalArgumentException(
                    "no transformer at " + what + ": there is neither a file nor a folder " + what.toAbsolutePath());
        }
        String name = what.toString();
        if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
            return spec(what);
        }
        if (name.endsWith(".py")) {
            return code(what);
        }
        throw new IllegalArgumentException(
                "the file " + what + " is neither a Pod specification (.yaml) nor Python code"
                        + " (.py); a program of another kind becomes an ETL by command(…) or server(…)");
    }

    /** A Pod specification, sent as it stands in the file; its image is one that the cluster knows. */
    public static Transformer spec(Path file) {
        return of(new SpecSource(file));
    }

    /** A script that defines {@code transform(input_bytes: bytes) -> bytes}; its requirements lie beside it, or are told. */
    public static Transformer code(Path script) {
        return of(new CodeSource(script));
    }

    /** An image with an HTTP server that answers POST; {@link #port} and {@link #health} where it differs from 8000, {@code /health}. */
    public static Transformer image(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an image has a name, such as aistore/transformer_md5");
        }
        return of(new ImageSource(name));
    }

    /**
     * A program that reads an object from standard input and writes the result to standard output; it is run for each object
     * ({@code io://}), in the folder that {@link #in} names.
     *
     * @param command the program, on the PATH or in the folder, and its arguments
     */
    public static Transformer command(String... command) {
        return command(List.of(command));
    }

    static Transformer command(List<String> command) {
        return of(new ProgramSource(checked(command), false));
    }

    /**
     * A program that is an HTTP server: it listens on the port that the variable {@code PORT} names, answers POST with the
     * result, and GET of {@link #health} when it is ready.
     *
     * @param command the program, on the PATH or in the folder that {@link #in} names, and its arguments
     */
    public static Transformer server(String... command) {
        return server(List.of(command));
    }

    static Transformer server(List<String> command) {
        return of(new ProgramSource(checked(command), true));
    }

    /**
     * A server that runs already, such as in a debugger; objects are posted to it.
     *
     * @param address such as {@code 127.0.0.1:8000} or {@code http://127.0.0.1:8000/transform}
     * @throws IllegalArgumentException if that is no address
     */
    public static Transformer running(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > 65535) {
            throw new IllegalArgumentException("an address of a running transformer looks like 127.0.0.1:8000 or"
                    + " http://127.0.0.1:8000/path, not like \"" + address + "\"");
        }
        return of(new RunningSource(URI.create(address.startsWith("http://") ? address : "http://" + address)));
    }

    /** Code of this JVM that answers HTTP requests; a debugger stops in it. */
    public static Transformer handler(RequestHandler handler) {
        return of(new HandlerSource(handler));
    }

    /** A function of this JVM over whole objects, of 512 MiB at most. What it throws is answered as an error. */
    public static Transformer function(UnaryOperator<byte[]> function) {
        return handler((request, answer) -> {
            byte[] object = request.body().readNBytes(LONGEST_OBJECT + 1);
            if (object.length > LONGEST_OBJECT) {
                answer.send(413, "a function takes objects of 512 MiB at most");
            } else {
                answer.send(200, function.apply(object));
            }
        });
    }

    /**
     * Its ETL_ID, where that matters; a generated one unless told. Two tests of a cluster that want the same one wait for each
     * other.
     */
    public Transformer id(String etlId) {
        return new Transformer(source, Optional.of(etlId), options);
    }

    /** How targets and containers talk, such as {@code hpull://}. */
    public Transformer by(String communication) {
        return told(Option.COMMUNICATION, options.withCommunication(communication));
    }

    /** How long its pods may take to become ready; as the specification says, else 5 minutes, unless told. */
    public Transformer timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than " + limit);
        }
        return new Transformer(source, id, options.withTimeout(limit));
    }

    /** The folder that a program runs in. Its files become an image, seen read-only. */
    public Transformer in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder.toAbsolutePath());
        }
        return told(Option.FOLDER, options.withFolder(folder));
    }

    /** The folder that a program runs in. */
    public Transformer in(String folder) {
        return in(Path.of(folder));
    }

    /** Packages for Python, in pip's format, such as {@code pillow==10.4.0}; in place of those that lie beside it. */
    public Transformer requirements(String... lines) {
        return told(Option.REQUIREMENTS, options.withRequirements(String.join("\n", lines) + "\n"));
    }

    /** The runtime of code, such as {@code python3.10}; {@code python3} unless told. */
    public Transformer runtime(String name) {
        return told(Option.RUNTIME, options.withRuntime(name));
    }

    /** A variable of its environment. */
    public Transformer variable(String name, String value) {
        return told(Option.ENVIRONMENT, options.withVariable(name, value));
    }

    /** The port that it listens on, 1–65535; 8000 unless told. */
    public Transformer port(int number) {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + number);
        }
        return told(Option.PORT, options.withPort(number));
    }

    /** The path that answers GET with 200 when it is ready; {@code /health} unless told. */
    public Transformer health(String path) {
        return told(Option.HEALTH, options.withHealth(path));
    }

    /** The ETL_ID that it must have. */
    public Optional<String> id() {
        return id;
    }

    /**
     * Reads all that it is made of.
     *
     * @throws IOException if something cannot be read, or does not answer
     */
    public Blueprint plan() throws IOException {
        return source.plan(options);
    }

    /** What it is made of, for people. */
    @Override
    public String toString() {
        return source.what();
    }

    private Transformer told(Option option, Options more) {
        if (!source.takes().contains(option)) {
            throw new IllegalArgumentException(option.refusal(source.what()));
        }
        return new Transformer(source, id, more);
    }

    static Transformer of(Source source) {
        return new Transformer(source, Optional.empty(), Options.NONE);
    }

    private static List<String> checked(List<String> command) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("a command has a program, such as \"python3\"");
        }
        return List.copyOf(command);
    }
}
