package io.etlbed.cluster;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A place of the cluster's folder, and the node that runs there, if it does. */
final class LocalNode implements OwnedNode {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NodePlace place;
    private final Maker maker;
    private final Supplier<List<URI>> proxies;
    private Optional<RunningNode> running = Optional.empty();
    private Optional<URI> url = Optional.empty();
    private int port;

    /** Makes a node that listens. */
    interface Maker {
        RunningNode make(NodePlace place) throws IOException;
    }

    /** @param proxies of the cluster, by which it joins when it is started again */
    LocalNode(NodePlace place, Maker maker, Supplier<List<URI>> proxies) {
        this.place = place;
        this.port = place.port();
        this.maker = maker;
        this.proxies = proxies;
    }

    /** Listens, and no more. */
    synchronized RunningNode open() throws IOException {
        RunningNode node = maker.make(new NodePlace(place.id(), place.folder(), place.clusterId(), port));
        port = node.port();
        running = Optional.of(node);
        url = Optional.of(URI.create(node.snode().url()));
        return node;
    }

    synchronized RunningNode running() {
        return running.orElseThrow(() -> new IllegalStateException(place.id() + " is stopped"));
    }

    @Override
    public String id() {
        return place.id();
    }

    @Override
    public synchronized URI url() {
        return url.orElseThrow(() -> new IllegalStateException(place.id() + " has never been started"));
    }

    @Override
    public synchronized boolean isRunning() {
        return running.isPresent();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        if (isRunning()) {
            return;
        }
        List<URI> via = new ArrayList<>(proxies.get());
        RunningNode node = open();
        via.remove(url());
        node.join(via);
        if (!node.awaitJoined(PATIENCE)) {
            close();
            throw new IOException(place.id() + " has not become a member of the cluster within " + PATIENCE);
        }
    }

    @Override
    public synchronized void close() {
        Optional<RunningNode> last = running;
        running = Optional.empty();
        last.ifPresent(RunningNode::close);
    }
}
