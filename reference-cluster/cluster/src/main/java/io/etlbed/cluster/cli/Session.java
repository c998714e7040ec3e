package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one command has around it: streams, environment, folder, and the cluster it is to talk to. */
final class Session {

    /** Goes back to the beginning of a terminal's line, and empties it. */
    static final String OVERWRITE = "\r\u001b[K";

    private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8080";

    /** As AIStore's own command line reads it. */
    private static final Set<String> TRUE = Set.of("1", "t", "true", "y", "yes", "on");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> env;
    private final Path folder;
    private final Terminals terminals;
    private final BooleanSupplier readerGone;
    private volatile boolean overwriting;
    private @Nullable String endpoint;
    private @Nullable String authority;
    private boolean insecure;

    Session(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> env,
            Path folder,
            Terminals terminals,
            BooleanSupplier readerGone) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.env = env;
        this.folder = folder;
        this.terminals = terminals;
        this.readerGone = readerGone;
    }

    InputStream in() {
        return in;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** @throws OutputClosed if what was written so far has not arrived */
    void checkOutput() {
        if (out.checkError()) {
            throw new OutputClosed();
        }
    }

    /** Whether the output's reader has gone, and so wants to hear nothing of it. */
    boolean readerGone() {
        return readerGone.getAsBoolean();
    }

    Terminals terminals() {
        return terminals;
    }

    /** Escape sequences only where a person reads, and has not said otherwise. */
    boolean colour(boolean terminal) {
        return terminal && env.getOrDefault("NO_COLOR", "").isEmpty() && !dumb();
    }

    /** A line of news that is no output, and no reason to end. */
    void tell(String line) {
        synchronized (err) {
            err.println((overwriting ? OVERWRITE : "") + "ais: " + Text.printableLines(line));
        }
    }

    /** Whether the errors' last line is one that is written over. */
    void overwriting(boolean now) {
        overwriting = now;
    }

    /** Whether a terminal can do no more than print. */
    boolean dumb() {
        return env.getOrDefault("TERM", "").equals("dumb");
    }

    /** A file name of the user's, seen from the folder that the command runs in. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** A name as it may be printed: raw where a program reads, with visible control characters where a person does. */
    String shown(String name) {
        return terminals.out() ? Text.printable(name) : name;
    }

    void endpoint(String url) {
        this.endpoint = url;
    }

    void authority(String file) {
        this.authority = file;
    }

    void insecure(boolean any) {
        this.insecure = any;
    }

    /** @throws IOException if a file of certificates is named that cannot be read */
    AisClient connect() throws IOException {
        String url = endpoint;
        String from = "--endpoint";
        if (url == null) {
            url = env.getOrDefault("AIS_ENDPOINT", "");
            from = "AIS_ENDPOINT";
        }
        if (url.isEmpty()) {
            url = DEFAULT_ENDPOINT;
        }
        AisClient.Builder client;
        try {
            client = AisClient.builder(URI.create(url));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    from + " should look like " + DEFAULT_ENDPOINT + ", not like \"" + Text.printable(url) + "\"");
        }
        String known = authority == null ? env.getOrDefault("AIS_CLIENT_CA", "") : authority;
        if (!known.isEmpty()) {
            client.authority(file(known));
        }
        if (insecure
                || TRUE.contains(env.getOrDefault("AIS_SKIP_VERIFY_CRT", "").toLowerCase(Locale.ROOT))) {
            client.insecure();
        }
        return client.build();
    }
}
