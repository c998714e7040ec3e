package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server for all tries of a property: each has a namespace of its own. */
final class PropertyServer implements AutoCloseable {

    final TestServer at;
    final Api api;
    private final Path folder;

    PropertyServer() {
        try {
            folder = Files.createTempDirectory("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        at = new TestServer(folder);
        api = new Api(new RawClient(at.kubeconfig));
    }

    @Override
    public void close() {
        at.close();
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
