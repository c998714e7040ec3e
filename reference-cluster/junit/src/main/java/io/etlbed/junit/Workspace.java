package io.etlbed.junit;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.junit.transformer.Blueprint;
import io.etlbed.junit.transformer.Transformer;
import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one test makes on a cluster: buckets, ETLs, files. All of it goes when the test is over. Safe for several threads. */
final class Workspace {

    private static final int GONE = 404;

    private final RunningCluster cluster;
    private final String label;
    private final String owner;
    private final Exchanges exchanges = new Exchanges();
    private final Teardown removal = new Teardown();
    private final List<String> etls = new CopyOnWriteArrayList<>();
    private final AtomicLong objects = new AtomicLong();
    private @Nullable AisClient client;
    private @Nullable Bucket uploads;
    private @Nullable Path folder;
    private boolean closed;

    /**
     * A new one, in which nothing is yet.
     *
     * @param label what its names begin with
     * @param owner who it is for, for messages
     */
    Workspace(RunningCluster cluster, String label, String owner) {
        this.cluster = cluster;
        this.label = label;
        this.owner = owner;
    }

    RunningCluster cluster() {
        return cluster;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    /** The ETLs that it has started, or has tried to, and those shared ones that it has used. */
    List<String> etls() {
        return List.copyOf(etls);
    }

    synchronized AisClient client() {
        if (closed) {
            throw new IllegalStateException(
                    owner + " is over, and what it made is removed: a cluster that is handed to a"
                            + " test, and what comes from it, is that test's own");
        }
        if (client == null) {
            client = Unchecked.call("no client of the cluster", this::connect);
        }
        return client;
    }

    private AisClient connect() throws IOException {
        AisClient.Builder builder = AisClient.builder(cluster.nodes().url()).listener(exchanges);
        cluster.authority().ifPresent(builder::authority);
        return builder.build();
    }

    Bucket bucket() {
        String name = Names.next(label);
        AisClient ais = client();
        Unchecked.run("a bucket cannot be made", () -> ais.buckets().create(name));
        return own(new Bucket(this, name));
    }

    /** A bucket that will be made by a job. */
    Bucket unmadeBucket() {
        return own(new Bucket(this, Names.next(label)));
    }

    private Bucket own(Bucket bucket) {
        removal.add(bucket.toString(), () -> unlessGone(() -> client().buckets().destroy(bucket.name())));
        return bucket;
    }

    /** Where objects go that are to be transformed and nothing else. */
    synchronized Bucket uploads() {
        if (uploads == null) {
            uploads = bucket();
        }
        return uploads;
    }

    /** A name that no object of {@link #uploads()} has, which ends with this one. */
    String objectName(String name) {
        return objects.incrementAndGet() + "/" + name;
    }

    Etl init(Transformer transformer) {
        Blueprint plan = read(transformer);
        return Unchecked.call(plan.what() + " does not become an ETL", () -> {
            String id = transformer.id().isPresent() ? reserved(transformer.id().get()) : Names.next(label);
            removal.add("ETL " + id, () -> remove(id));
            start(plan, id);
            return new Etl(this, id, plan.what());
        });
    }

    Etl share(Transformer transformer) {
        if (transformer.id().isPresent()) {
            throw new IllegalArgumentException("an ETL that is shared has a generated ETL_ID; " + transformer
                    + " insists on " + transformer.id().get());
        }
        Blueprint plan = read(transformer);
        return Unchecked.call(plan.what() + " does not become an ETL", () -> {
            String id = cluster.shared().id(plan.key(), () -> {
                String fresh = Names.next("shared");
                start(plan, fresh);
                return fresh;
            });
            if (!etls.contains(id)) {
                etls.add(id);
            }
            return new Etl(this, id, plan.what());
        });
    }

    private static Blueprint read(Transformer transformer) {
        try {
            return transformer.plan();
        } catch (IOException e) {
            throw new SimulatorException(transformer + " does not become an ETL: " + e.getMessage(), e);
        }
    }

    private String reserved(String id) throws InterruptedException {
        if (cluster.fixedIds().acquire(id, this)) {
            removal.add("the ETL_ID " + id, () -> cluster.fixedIds().release(id));
        }
        return id;
    }

    private void start(Blueprint plan, String id) throws IOException, InterruptedException {
        cluster.load(plan);
        etls.add(id);
        client().etl().init(plan.init(id));
    }

    void remove(String etl) throws IOException, InterruptedException {
        unlessGone(() -> client().etl().delete(etl));
    }

    private static void unlessGone(Unchecked.Action action) throws IOException, InterruptedException {
        try {
            action.run();
        } catch (AisException e) {
            if (e.status() != GONE) {
                throw e;
            }
        }
    }

    /** A file that is not there yet; it is removed with the rest. */
    synchronized Path file() throws IOException {
        if (folder == null) {
            Path made =
                    Files.createDirectories(cluster.folder().resolve("results").resolve(Names.next(label)));
            removal.add("files", () -> FileTree.remove(made));
            folder = made;
        }
        return folder.resolve("result-" + objects.incrementAndGet());
    }

    /**
     * Removes all of it.
     *
     * @throws IllegalStateException if something could not be removed
     */
    void close() {
        try {
            removal.close();
        } finally {
            leave();
        }
    }

    /** Who it is for. */
    @Override
    public String toString() {
        return owner;
    }

    /** Only lets go: the cluster ends anyway. */
    synchronized void leave() {
        closed = true;
        Optional.ofNullable(client).ifPresent(AisClient::close);
        client = null;
    }
}
