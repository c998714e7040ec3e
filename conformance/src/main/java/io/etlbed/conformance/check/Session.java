package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Http;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one check: what it may use, and what it made. Closing removes that, at the cluster itself, whatever lies
 * between the check and the cluster.
 */
public final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int LEAST_SPREAD = 12;
    private static final int MOST_SPREAD = 120;

    private final Lab lab;
    private final Cluster cluster;
    private final Random random;
    private final CopyOnWriteArrayList<String> etls = new CopyOnWriteArrayList<>();
    private final List<String> buckets = new CopyOnWriteArrayList<>();

    /**
     * @param salt the check's name: each check has numbers of its own out of the run's seed
     */
    public Session(Lab lab, String salt) {
        this.lab = lab;
        this.cluster = new Cluster(lab.endpoint().open(), lab.profile().settings());
        this.random = new Random(lab.seed() * 31 + salt.hashCode());
    }

    public Lab lab() {
        return lab;
    }

    public Cluster cluster() {
        return cluster;
    }

    public Http http() {
        return cluster.http();
    }

    /** Random numbers, the same ones for the same seed. */
    public Random random() {
        return random;
    }

    public SharedEtls shared() {
        return lab.shared();
    }

    /** Kubernetes, where it is seen. */
    public Optional<Pods> pods() {
        return lab.kubernetes().map(client -> new Pods(client, lab.patience()));
    }

    /** Kubernetes, for checks that say they need it. */
    public Pods kubernetes() {
        return pods().orElseThrow(() -> new CheckSkipped(Need.KUBERNETES.missing()));
    }

    /** Nodes beside the cluster, for checks that say they need them. */
    public NodeControl nodes() {
        return lab.nodes().orElseThrow(() -> new CheckSkipped(Need.NODES.missing()));
    }

    /** Whether it can have nodes beside the cluster. */
    public boolean startsNodes() {
        return lab.nodes().isPresent();
    }

    /** The command line, for checks that say they need it. */
    public Ais ais() {
        return lab.ais().orElseThrow(() -> new CheckSkipped(Need.AIS.missing()));
    }

    /** The probe's image, for checks that say they need it. */
    public String probeImage() {
        return lab.images().probe().orElseThrow(() -> new CheckSkipped(Need.PROBE.missing()));
    }

    /** An ETL_ID that no ETL has or had; whatever comes of it is removed with the session. */
    public String newId() {
        return owned(unownedId());
    }

    /** An ETL_ID that no ETL has or had. */
    String unownedId() {
        return "etl-" + lab.names().next();
    }

    /** Has an ETL of this id removed with the session. */
    public String owned(String id) {
        etls.addIfAbsent(id);
        return id;
    }

    /** Leaves an ETL of this id alone. */
    void disowned(String id) {
        etls.remove(id);
    }

    /** Starts an ETL that is removed with the session. */
    public String start(PodYaml spec) throws InterruptedException {
        return start(newId(), spec);
    }

    /** Starts an ETL by an init message without an id; it is removed with the session. */
    public String start(ObjectNode message) throws InterruptedException {
        return cluster.start(newId(), message);
    }

    /** Starts an ETL by a name of the check's own; it is removed with the session. */
    public String start(String id, PodYaml spec) throws InterruptedException {
        return cluster.start(owned(id), spec.probedOften());
    }

    /** The MD5 transformer in the documents' style. */
    public PodYaml md5Spec() {
        return PodYaml.transformer("compute-md5", lab.images().md5());
    }

    /** The echo transformer in the documents' style. */
    public PodYaml echoSpec() {
        return PodYaml.transformer("echo", lab.images().echo());
    }

    /** The probe; what it does is set by its environment and by the objects it gets. */
    public PodYaml probeSpec() {
        return ProbeTalk.spec("probe", probeImage(), Mechanism.HPUSH);
    }

    /** A name that no bucket has or had; what comes of it is destroyed with the session. */
    public String newBucketName() {
        String name = "conf-" + lab.names().next();
        buckets.add(name);
        return name;
    }

    /** Makes a bucket that is destroyed with the session. */
    public String newBucket() throws InterruptedException {
        String name = newBucketName();
        Expect.status(cluster.createBucket(name), 200, "creation of bucket " + name);
        return name;
    }

    /** Stores an object that is to be there afterwards. */
    public Exchange put(String bucket, String object, Payload payload) throws InterruptedException {
        return Expect.status(
                cluster.put(bucket, object, payload), 200, "PUT of an object of " + payload.length() + " bytes");
    }

    /**
     * Stores objects of the same content until every target holds at least one, and tells which holds which.
     *
     * @return target id to the names of its objects
     */
    public Map<String, List<String>> spread(String bucket, Payload payload) throws InterruptedException {
        ClusterMap map = cluster.map();
        Map<String, List<String>> placed = new TreeMap<>();
        for (int i = 0;
                i < MOST_SPREAD
                        && (i < LEAST_SPREAD || placed.size() < map.targets().size());
                i++) {
            String object = "object-" + i;
            put(bucket, object, payload);
            placed.computeIfAbsent(targetOf(map, bucket, object), target -> new ArrayList<>())
                    .add(object);
        }
        Expect.that(
                placed.keySet().equals(map.targets().keySet()),
                "objects on " + placed.keySet() + " alone",
                "some of " + MOST_SPREAD + " objects on each of "
                        + map.targets().keySet());
        return placed;
    }

    /** The names of two objects on one target. */
    public List<String> neighbours(String bucket) throws InterruptedException {
        Map<String, List<String>> placed = spread(bucket, Payload.none());
        return placed.values().stream()
                .filter(objects -> objects.size() > 1)
                .findFirst()
                .orElseThrow(() -> CheckFailed.because("objects " + placed, "two objects on one target"));
    }

    private String targetOf(ClusterMap map, String bucket, String object) throws InterruptedException {
        Exchange redirect =
                http().send(Request.of("GET", Paths.object(bucket, object)).noFollow());
        String location = redirect.header("Location")
                .orElseThrow(() -> new CheckSkipped("the gateway serves objects itself: no redirect tells the target"));
        return map.targetAt(redirect.first().resolve(location))
                .orElseThrow(() -> CheckFailed.at(
                        redirect,
                        location,
                        "a redirect to one of " + map.targets().values()));
    }

    /** What Kubernetes shows of this session's ETLs, for the hint of a failure. */
    String state() {
        StringBuilder state = new StringBuilder();
        pods().ifPresent(pods -> etls.forEach(etl -> {
            List<String> left = pods.left(etl);
            if (!left.isEmpty()) {
                state.append(etl).append(": ").append(String.join(", ", left)).append(". ");
            }
        }));
        return state.toString().strip();
    }

    /** All that there is to see, as long as it is there. */
    Evidence evidence(Optional<Exchange> decisive) {
        List<Exchange> exchanges = http().exchanges();
        List<String> shared = lab.shared().running().stream()
                .filter(id -> exchanges.stream()
                        .anyMatch(exchange -> exchange.request().target().contains(id)))
                .toList();
        return Witness.of(
                exchanges,
                decisive,
                pods(),
                Stream.concat(etls.stream(), shared.stream()).toList());
    }

    @Override
    public void close() {
        // Who is told to stop cleans up first.
        boolean interrupted = Thread.interrupted();
        Cluster itself = lab.shared().direct();
        try {
            for (String etl : etls) {
                itself.remove(etl);
            }
            for (String bucket : buckets) {
                itself.removeBucket(bucket);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            LOG.warn("left behind, being interrupted again: ETLs {}, buckets {}", etls, buckets);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
