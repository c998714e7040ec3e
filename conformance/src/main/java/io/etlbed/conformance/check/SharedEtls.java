package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.http.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Running ETLs that many checks read through and none changes: each is started once, when it is first asked for. They are
 * started at the endpoint itself, whatever lies before it for a single check.
 */
public final class SharedEtls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEtls.class);

    private final Endpoint endpoint;
    private final Images images;
    private final Lab.Names names;
    private final Settings settings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    SharedEtls(Endpoint endpoint, Images images, Lab.Names names, Settings settings) {
        this.endpoint = endpoint;
        this.images = images;
        this.names = names;
        this.settings = settings;
    }

    /** The id of an ETL that answers the MD5 of an object, as hex. */
    public String md5() throws InterruptedException {
        return md5(Mechanism.HPUSH);
    }

    /** The same by a mechanism other than {@code io://}, which the image does not know. */
    public String md5(Mechanism mechanism) throws InterruptedException {
        return started(PodYaml.transformer("shared-md5-" + mechanism.word(), images.md5())
                .by(mechanism));
    }

    /** The id of an ETL that answers the object itself. */
    public String echo() throws InterruptedException {
        return started(PodYaml.transformer("shared-echo", images.echo()));
    }

    /** The id of an ETL that does what the object says. */
    public String probe() throws InterruptedException {
        return probe(Mechanism.HPUSH);
    }

    /** The same by a mechanism. */
    public String probe(Mechanism mechanism) throws InterruptedException {
        String image = images.probe().orElseThrow(() -> new CheckSkipped(Need.PROBE.missing()));
        return started(ProbeTalk.spec("shared-probe-" + mechanism.word(), image, mechanism));
    }

    /** The id of an ETL of the code for a mechanism: the script for {@code io://}, else the function. */
    public String code(Mechanism mechanism) throws InterruptedException {
        return code(mechanism, PythonCode.RUNTIME);
    }

    /** The same by a runtime of the documents. */
    public String code(Mechanism mechanism, String runtime) throws InterruptedException {
        String code = mechanism == Mechanism.IO ? PythonCode.SCRIPT : PythonCode.FUNCTION;
        return started(
                "shared-code-" + mechanism.word() + "-" + runtime,
                PythonCode.message(code, runtime).put("communication", mechanism.text()));
    }

    /** The ids of those that were started so far. */
    List<String> running() {
        synchronized (entries) {
            return entries.values().stream().flatMap(entry -> entry.id.stream()).toList();
        }
    }

    /** The cluster itself, without what lies before it for a single check. */
    Cluster direct() {
        return new Cluster(endpoint.open(), settings);
    }

    private String started(PodYaml spec) throws InterruptedException {
        String key = String.valueOf(spec.get("metadata.name").orElseThrow());
        return started(key, direct().messageOf(spec.probedOften().text()));
    }

    private String started(String key, ObjectNode message) throws InterruptedException {
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, fresh -> new Entry());
        }
        synchronized (entry) {
            if (entry.failure.isPresent()) {
                throw entry.failure.get();
            }
            if (entry.id.isEmpty()) {
                start(entry, key.substring(0, 9) + "-" + names.next(), message);
            }
            return entry.id.orElseThrow();
        }
    }

    private void start(Entry entry, String id, ObjectNode message) throws InterruptedException {
        try {
            entry.id = Optional.of(direct().start(id, message));
        } catch (CheckFailed | CheckSkipped e) {
            entry.failure = Optional.of(e);
            throw e;
        }
    }

    /** Removes those that were started; they can be started again. */
    @Override
    public void close() {
        List<Entry> all;
        synchronized (entries) {
            all = List.copyOf(entries.values());
            entries.clear();
        }
        Cluster cluster = direct();
        for (Entry entry : all) {
            synchronized (entry) {
                entry.id.ifPresent(id -> remove(cluster, id));
            }
        }
    }

    private static void remove(Cluster cluster, String id) {
        try {
            cluster.remove(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("ETL {} is left behind: interrupted", id);
        }
    }

    /** One that was asked for. Whoever starts it, or waits for that, holds its lock. */
    private static final class Entry {

        private volatile Optional<String> id = Optional.empty();
        private Optional<RuntimeException> failure = Optional.empty();
    }
}
