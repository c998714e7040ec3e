package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ETLs of the cluster by their ids; an id is taken from the moment an init asks for it (NAME-05). What is to be of each
 * is known to all nodes before anything is done about it.
 */
final class EtlRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(EtlRegistry.class);

    /** All messages together, in characters: nodes hand them on in one call. */
    private static final long LARGEST = 8 << 20;

    private final EtlStore store;
    private final TreeMap<String, EtlJob> jobs = new TreeMap<>();

    EtlRegistry(EtlStore store, InitReader reader) {
        this.store = store;
        store.current().etls().forEach((id, etl) -> {
            try {
                jobs.put(id, new EtlJob(reader.read(etl.message().getBytes(StandardCharsets.UTF_8)), etl));
            } catch (AisException e) {
                LOG.warn("etl {} is left out, as this cluster does not take it: {}", id, e.getMessage());
            }
        });
    }

    /**
     * Takes the id of an ETL that is being initialised.
     *
     * @throws AisException 409 where it is taken
     */
    void reserve(EtlJob job) throws InterruptedException {
        synchronized (this) {
            if (jobs.putIfAbsent(job.id(), job) != null) {
                throw new AisException(409, "etl job \"" + job.id() + "\" already exists");
            }
        }
        boolean reserved = false;
        try {
            store.change(etls ->
                    checked(etls.with(job.id(), entry(job, job.run().orElse(""), EtlMd.Stage.INITIALIZING)), job));
            reserved = true;
        } finally {
            if (!reserved) {
                leave(job);
            }
        }
    }

    private static EtlMd checked(EtlMd etls, EtlJob job) {
        long size = etls.etls().values().stream()
                .mapToLong(etl -> etl.message().length())
                .sum();
        if (size > LARGEST) {
            throw new AisException(
                    400,
                    "etl job \"" + job.id() + "\" is too large: with it the init messages of all ETLs have " + size
                            + " characters, and " + LARGEST + " is the most");
        }
        return etls;
    }

    /** All nodes know what is to be of an ETL when this returns. */
    void record(EtlJob job, String run, EtlMd.Stage stage) throws InterruptedException {
        store.change(etls -> etls.with(job.id(), entry(job, run, stage)));
    }

    /** It is stopped, for a reason that nobody has asked for. */
    void recordStopped(EtlJob job, String why) throws InterruptedException {
        String message = job.message().json().toString();
        store.change(etls -> etls.with(
                job.id(), new EtlMd.Etl(message, EtlMd.Stage.STOPPED, job.run().orElse(""), why)));
    }

    private static EtlMd.Etl entry(EtlJob job, String run, EtlMd.Stage stage) {
        return new EtlMd.Etl(job.message().json().toString(), stage, run);
    }

    /** Forgets an ETL that no target runs any more. */
    void remove(EtlJob job) throws InterruptedException {
        store.change(etls -> etls.without(job.id()));
        leave(job);
    }

    /** The same, where that is not what the caller is to be told about: another primary will do it then. */
    void removeQuietly(EtlJob job) throws InterruptedException {
        try {
            remove(job);
        } catch (UnavailableException e) {
            leave(job);
            LOG.warn("etl {}: left to another primary: {}", job.id(), e.getMessage());
        }
    }

    /** Whether what is being started is an ETL that was stopped, and is to be so again should it not start. */
    boolean wasStopped(EtlJob job) {
        EtlMd.Etl known = store.current().etls().get(job.id());
        return known != null && known.stage() == EtlMd.Stage.STARTING;
    }

    private synchronized void leave(EtlJob job) {
        jobs.remove(job.id(), job);
    }

    /** @throws AisException 404 where there is none (LIFE-13) */
    synchronized EtlJob get(String id) {
        EtlJob job = jobs.get(id);
        if (job == null) {
            throw new AisException(404, "etl job \"" + id + "\" does not exist");
        }
        return job;
    }

    synchronized boolean holds(EtlJob job) {
        return jobs.get(job.id()) == job;
    }

    synchronized List<EtlJob> all() {
        return List.copyOf(jobs.values());
    }
}
