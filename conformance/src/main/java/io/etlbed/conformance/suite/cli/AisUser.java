package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.AisCall;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.WorkFolder;
import io.etlbed.conformance.http.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Somebody who types command lines, in a folder of their own. */
final class AisUser implements AutoCloseable {

    private final Session session;
    private final WorkFolder work;

    AisUser(Session session) {
        this.session = session;
        try {
            this.work = WorkFolder.fresh();
        } catch (IOException e) {
            throw new ConformanceException("no folder to type commands in: " + e.getMessage(), e);
        }
    }

    /** The words behind {@code ais}. */
    Done ais(String... words) throws InterruptedException {
        return done("", false, words);
    }

    /** With a standard input. */
    Done fed(String input, String... words) throws InterruptedException {
        return done(input, false, words);
    }

    /** At a terminal, without a key being pressed. */
    Done atTerminal(String... words) throws InterruptedException {
        return done("", true, words);
    }

    private Done done(String input, boolean terminal, String... words) throws InterruptedException {
        AisCall call = new AisCall(
                List.of(words),
                input,
                terminal,
                work.path(),
                session.http().endpoint().url());
        return new Done(call, session.ais().run(call));
    }

    void write(String name, String text) {
        write(name, Payload.of(text));
    }

    void write(String name, Payload payload) {
        try (InputStream content = payload.open()) {
            Files.copy(content, work.path().resolve(name));
        } catch (IOException e) {
            throw new ConformanceException("no file to call ais with: " + e.getMessage(), e);
        }
    }

    /** The names of the files in the folder, in the order of the alphabet. */
    List<String> files() {
        try (Stream<Path> files = Files.list(work.path())) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConformanceException("the folder of the commands cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file of the folder as text; empty where there is none. */
    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** A file of the folder; empty where there is none. */
    Payload file(String name) {
        return Payload.of(bytes(name));
    }

    private byte[] bytes(String name) {
        Path file = work.path().resolve(name);
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new ConformanceException("a file that ais has written cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            work.close();
        } catch (IOException e) {
            throw new ConformanceException("the folder of the commands stays: " + e.getMessage(), e);
        }
    }
}
