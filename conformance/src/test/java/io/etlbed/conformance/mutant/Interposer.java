package io.etlbed.conformance.mutant;

import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.ClusterMap;
import io.etlbed.conformance.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A station before every node of a cluster, so that a check sees nothing but what the mutation leaves of it. */
final class Interposer implements AutoCloseable {

    private final List<Station> stations = new ArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mutant");
        thread.setDaemon(true);
        return thread;
    });
    private final Endpoint endpoint;

    Interposer(Endpoint real, Mutation mutation) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        ClusterMap map = new Cluster(real.open()).map();
        for (URI proxy : map.proxies().values()) {
            stations.add(station(proxy, client, mutation, false));
        }
        for (URI target : map.targets().values()) {
            stations.add(station(target, client, mutation, true));
        }
        this.endpoint = real.at(URI.create(here(real.url().toString())));
    }

    private Station station(URI node, HttpClient client, Mutation mutation, boolean target) throws IOException {
        return new Station(new Upstream(node, client, Optional.empty()), mutation, this::here, target, workers);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The stations' addresses in the place of the nodes'. */
    private String here(String text) {
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
