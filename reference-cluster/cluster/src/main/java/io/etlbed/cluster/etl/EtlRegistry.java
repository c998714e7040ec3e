package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import java.util.List;
import java.util.TreeMap;

/** The ETLs of the cluster by their ids; an id is taken from the moment an init asks for it (NAME-05). */
final class EtlRegistry {

    private final EtlFile file;
    private final TreeMap<String, EtlJob> jobs = new TreeMap<>();
    /** Those whose init has succeeded; they alone are on disk. */
    private final TreeMap<String, EtlJob> kept = new TreeMap<>();

    EtlRegistry(EtlFile file) {
        this.file = file;
        for (InitMessage message : file.read()) {
            EtlJob job = new EtlJob(message);
            jobs.put(job.id(), job);
            kept.put(job.id(), job);
        }
    }

    /** @throws AisException 409 where the id is taken */
    synchronized void reserve(EtlJob job) {
        if (jobs.putIfAbsent(job.id(), job) != null) {
            throw new AisException(409, "etl job \"" + job.id() + "\" already exists");
        }
    }

    synchronized void keep(EtlJob job) {
        kept.put(job.id(), job);
        write();
    }

    synchronized void remove(EtlJob job) {
        jobs.remove(job.id(), job);
        if (kept.remove(job.id(), job)) {
            write();
        }
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

    private void write() {
        file.write(kept.values().stream().map(EtlJob::message).toList());
    }
}
