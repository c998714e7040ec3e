package io.etlbed.conformance.mutant;

import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.ClusterMap;
import io.etlbed.conformance.http.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A station before every node of a cluster, and before every container that a redirect leads to, so that a check sees
 * nothing but what the mutation leaves of it.
 */
final class Interposer implements Addresses, AutoCloseable {

    private final List<Station> stations = new CopyOnWriteArrayList<>();
    private final Mutation mutation;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mutant");
        thread.setDaemon(true);
        return thread;
    });
    private final Endpoint endpoint;

    Interposer(Endpoint real, Mutation mutation) throws IOException, InterruptedException {
        this.mutation = mutation;
        ClusterMap map = new Cluster(real.open()).map();
        for (URI proxy : map.proxies().values()) {
            stations.add(station(proxy, Role.GATEWAY));
        }
        for (URI target : map.targets().values()) {
            stations.add(station(target, Role.TARGET));
        }
        this.endpoint = real.at(URI.create(inText(real.url().toString())));
    }

    private Station station(URI server, Role role) throws IOException {
        return new Station(new Upstream(server, client, Optional.empty()), mutation, this, role, workers);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public synchronized String ofRedirect(String location) {
        String known = inText(location);
        URI container = URI.create(known);
        if (!known.equals(location) || !container.isAbsolute()) {
            return known;
        }
        try {
            // A target that has joined since is reached by redirects, too.
            Role role = container.getRawPath().startsWith("/v1/objects/") ? Role.TARGET : Role.CONTAINER;
            stations.add(station(URI.create(container.getScheme() + "://" + container.getRawAuthority()), role));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inText(location);
    }

    @Override
    public String inText(String text) {
        String changed = text;
        for (Station station : stations) {
            changed = changed.replace(station.server().toString(), station.url().toString());
        }
        return changed;
    }

    @Override
    public void close() {
        stations.forEach(Station::close);
        workers.shutdownNow();
    }
}
