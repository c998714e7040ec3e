package io.etlbed.junit.transformer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;

/**
 * A server that runs already, somewhere this JVM reaches; containers hand on to it what they are sent.
 *
 * @param url where objects are posted to
 */
record RunningSource(URI url) implements Source {

    private static final int PATIENCE_MILLIS = 5_000;

    @Override
    public String what() {
        return url.toString();
    }

    /** It has no {@code AIS_TARGET_URL}, and so cannot fetch. */
    @Override
    public Set<Option> takes() {
        return Set.of();
    }

    @Override
    public Blueprint plan(Options options) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new IOException(
                    "no transformer answers at " + url.getAuthority() + ": " + e.getMessage()
                            + "; it must run before it becomes an ETL",
                    e);
        }
        return HandlerSource.handled(Hash.of("running").with(url.toString()), what(), new ServerRelay(url), options);
    }
}
