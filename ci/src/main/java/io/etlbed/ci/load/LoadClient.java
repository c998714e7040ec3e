package io.etlbed.ci.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One client: a connection to the gateway and one to each target that it was sent to, all kept. It follows redirects as AIStore's
 * clients do, with method, headers and body. For one thread; any other may close it.
 */
final class LoadClient implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final URI gateway;
    private final Map<String, Wire> wires = new HashMap<>();
    private boolean closed;

    LoadClient(URI gateway) {
        this.gateway = gateway;
    }

    /** Sends a call over one connection. */
    private interface Sender {
        Answer over(Wire wire, URI url, boolean redirected) throws IOException;
    }

    /** The answer is to be read to its end before the next call. */
    Answer get(String target, List<String> headers) throws IOException {
        return follow(target, (wire, url, redirected) -> wire.call("GET", pathAndQuery(url), headers));
    }

    /** The same for a PUT. */
    Answer put(String target, List<String> headers, Content content) throws IOException {
        return follow(
                target,
                (wire, url, redirected) ->
                        wire.put(pathAndQuery(url), headers, content, !redirected && content.size() > Wire.SENT_ALONG));
    }

    private Answer follow(String target, Sender sender) throws IOException {
        URI url = gateway.resolve(target);
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = send(url, hop > 0, sender);
            if (answer.status() < 300 || answer.status() >= 400) {
                return answer;
            }
            String location = answer.header("location")
                    .orElseThrow(() -> new IOException("status " + answer.status() + " without a Location"));
            String unused = answer.text();
            try {
                url = url.resolve(location);
            } catch (IllegalArgumentException e) {
                throw new IOException("redirected to \"" + location + "\", which is no URL", e);
            }
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new IOException("redirected to \"" + location + "\", which is not followed");
            }
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    /** A kept connection may have been closed meanwhile: then, and only then, a call is sent twice. */
    private Answer send(URI url, boolean redirected, Sender sender) throws IOException {
        Wire wire = wire(url);
        try {
            return sender.over(wire, url, redirected);
        } catch (IOException e) {
            drop(url);
            if (!wire.wasStale() || e instanceof SocketTimeoutException) {
                throw e;
            }
        }
        try {
            return sender.over(wire(url), url, redirected);
        } catch (IOException e) {
            drop(url);
            throw e;
        }
    }

    private Wire wire(URI url) throws IOException {
        String node = url.getScheme() + "://" + url.getRawAuthority();
        Wire ready;
        synchronized (wires) {
            ready = wires.get(node);
        }
        if (ready != null && ready.free()) {
            return ready;
        }
        drop(url);
        Wire fresh = new Wire(url);
        synchronized (wires) {
            if (closed) {
                fresh.close();
                throw new IOException("the load is over");
            }
            wires.put(node, fresh);
        }
        return fresh;
    }

    private void drop(URI url) throws IOException {
        Wire gone;
        synchronized (wires) {
            gone = wires.remove(url.getScheme() + "://" + url.getRawAuthority());
        }
        if (gone != null) {
            gone.close();
        }
    }

    private static String pathAndQuery(URI url) {
        return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    /** Whatever is under way breaks off. */
    @Override
    public void close() throws IOException {
        synchronized (wires) {
            closed = true;
            for (Wire wire : wires.values()) {
                wire.close();
            }
        }
    }
}
