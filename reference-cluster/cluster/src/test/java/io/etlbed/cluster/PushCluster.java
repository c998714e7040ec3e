package io.etlbed.cluster;

import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.PodAddress;
import io.etlbed.cluster.etl.PushVerb;
import io.etlbed.cluster.etl.Traffic;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A cluster of one target whose ETLs are whatever a test registers. */
final class PushCluster implements AutoCloseable {

    private final Path folder;
    private final ReferenceCluster cluster;
    private final Map<String, Communicator> etls = new ConcurrentHashMap<>();
    private final Web web;

    PushCluster(Path folder) throws Exception {
        this(folder, ServerLimits.standard());
    }

    PushCluster(Path folder, ServerLimits limits) throws Exception {
        this.folder = folder;
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 1).withLimits(limits));
        cluster.serve(0, id -> Optional.ofNullable(etls.get(id)));
        web = new Web(cluster.url());
        web.createBucket("abc");
    }

    /** Limits under which a silent pod is given up after a second or two. */
    static ServerLimits impatient() {
        Duration second = Duration.ofSeconds(1);
        return ServerLimits.standard().withTimes(second, Duration.ofSeconds(30), second, second);
    }

    Communicator.HPush register(String etl, int port) {
        Communicator.HPush push = new Communicator.HPush(
                new PodAddress("127.0.0.1", port, etl + "-pod"), false, new PushVerb(), new Traffic());
        etls.put(etl, push);
        return push;
    }

    void register(String etl, Communicator communicator) {
        etls.put(etl, communicator);
    }

    Web web() {
        return web;
    }

    ReferenceCluster cluster() {
        return cluster;
    }

    void put(String object, byte[] data) throws Exception {
        if (web.send("PUT", "/v1/objects/abc/" + object, data).statusCode() != 200) {
            throw new IllegalStateException("cannot put " + object);
        }
    }

    HttpResponse<byte[]> transform(String object, String etl) throws Exception {
        return web.get("/v1/objects/abc/" + object + "?uuid=" + etl);
    }

    /** How many uploads are under way, by the files that they are written to. */
    int unfinishedUploads() {
        return Objects.requireNonNull(folder.resolve("t1/work").toFile().list()).length;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
