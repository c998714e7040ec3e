package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.NodeActivity;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ETLs of one target. */
final class TargetEtls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetEtls.class);
    private static final int REMEMBERED_RUNS = 1_000;
    private static final int SECRET_CHARACTERS = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final String targetId;
    private final URI publicUrl;
    private final PodAccess access;
    private final boolean localImages;
    private final PodWatch watch;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, TargetEtl> etls = new ConcurrentSkipListMap<>();
    /** Runs that were told to stop, so that a start which is overtaken by its stop does not begin. */
    private final Set<String> stoppedRuns = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    private volatile boolean closed;

    TargetEtls(String targetId, URI publicUrl, PodAccess access, boolean localImages) {
        this.localImages = localImages;
        this.targetId = targetId;
        this.publicUrl = publicUrl;
        this.access = access;
        this.watch = new PodWatch(targetId);
    }

    Optional<Communicator> find(String id) {
        return Optional.ofNullable(etls.get(id)).flatMap(TargetEtl::communicator);
    }

    boolean admits(String id, String secret) {
        return Optional.ofNullable(etls.get(id))
                .filter(etl -> etl.admits(secret))
                .isPresent();
    }

    /** @throws AisException 404 */
    TargetEtl running(String id) {
        return Optional.ofNullable(etls.get(id))
                .orElseThrow(() -> new AisException(404, "etl job \"" + id + "\" does not run on target " + targetId));
    }

    /** What runs here, with its counters. */
    ArrayNode list() {
        ArrayNode list = Json.array();
        for (TargetEtl etl : etls.values()) {
            if (etl.communicator().isPresent()) {
                Traffic traffic = etl.traffic();
                list.addObject()
                        .put("id", etl.id())
                        .put("xaction_id", etl.run())
                        .put("obj_count", traffic.objects())
                        .put("in_bytes", traffic.bytesIn())
                        .put("out_bytes", traffic.bytesOut());
            }
        }
        return list;
    }

    /** Where each is run, and what it has done. */
    List<NodeActivity.TransformerPod> pods() {
        return etls.values().stream().map(TargetEtl::activity).toList();
    }

    /** @param given the id of this run, by which it alone can be stopped */
    void start(InitMessage message, Optional<String> given, TargetNode.Found node) throws InterruptedException {
        String run = given.orElseGet(() -> UUID.randomUUID().toString());
        String id = message.id();
        PodPlan plan = new PodPlan(
                message.workload(),
                KubernetesNames.podName(id, targetId),
                targetId,
                node.hostname(),
                entry(id),
                localImages);
        TargetEtl etl = new TargetEtl(
                message,
                run,
                plan,
                new Pods(node.client(), targetId, watch),
                new Reach(access.reach(), access.check()),
                new PodDoorway(access.inlet(), id));
        for (TargetEtl earlier = etls.putIfAbsent(id, etl); earlier != null; earlier = etls.putIfAbsent(id, etl)) {
            // The proxy knows of no such ETL any more, else it would not ask.
            earlier.stop();
            etls.remove(id, earlier);
        }
        boolean running = false;
        try {
            if (closed || stoppedRuns.contains(run)) {
                etl.cancel();
            }
            etl.start();
            running = true;
        } finally {
            if (!running) {
                etls.remove(id, etl);
            }
        }
    }

    /**
     * Stops an ETL, and removes what an earlier process of this target may have left of it.
     *
     * @param run stops that run only, even one that is yet to begin
     */
    void stop(String id, Optional<String> run, TargetNode.Found node) throws InterruptedException {
        run.ifPresent(stoppedRuns::add);
        TargetEtl etl = etls.get(id);
        if (etl != null && run.map(etl.run()::equals).orElse(true)) {
            etl.stop();
            etls.remove(id, etl);
        } else if (etl == null && run.isEmpty()) {
            new Pods(node.client(), targetId, watch).remove(KubernetesNames.podName(id, targetId), 0);
        }
    }

    /** Stops all of them at once. */
    @Override
    public void close() {
        closed = true;
        List<Thread> stops = new ArrayList<>();
        for (TargetEtl etl : etls.values()) {
            Thread stop = new Thread(() -> stopQuietly(etl), "etl-close-" + etl.podName());
            stop.setDaemon(true);
            stop.start();
            stops.add(stop);
        }
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        etls.clear();
        watch.close();
    }

    private void stopQuietly(TargetEtl etl) {
        try {
            etl.stop();
        } catch (AisException e) {
            LOG.warn("etl {}: closing target {}: {}", etl.id(), targetId, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TargetEntry entry(String id) {
        return access.inlet()
                .map(inlet -> new TargetEntry(inlet.url(), id, secret(), OptionalInt.empty()))
                .orElseGet(() -> new TargetEntry(publicUrl, id, secret(), OptionalInt.of(publicUrl.getPort())));
    }

    private String secret() {
        StringBuilder secret = new StringBuilder();
        random.ints(SECRET_CHARACTERS, 0, ALPHABET.length()).forEach(index -> secret.append(ALPHABET.charAt(index)));
        return secret.toString();
    }

    private static final class Recent extends LinkedHashMap<String, Boolean> {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_RUNS;
        }
    }
}
