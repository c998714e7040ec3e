package io.etlbed.cluster.etl;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** One ETL as the primary proxy knows it. Whoever changes what runs of it holds its lock. */
final class EtlJob {

    /** The words of the clients. */
    enum Stage {
        INITIALIZING("Initializing"),
        RUNNING("Running"),
        STOPPED("Stopped");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final InitMessage message;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Stage stage = Stage.STOPPED;
    private volatile Optional<String> run = Optional.empty();

    EtlJob(InitMessage message) {
        this.message = message;
    }

    InitMessage message() {
        return message;
    }

    String id() {
        return message.id();
    }

    ReentrantLock lock() {
        return lock;
    }

    Stage stage() {
        return stage;
    }

    /** The id of the present run, or of the last one; each start makes a new one. */
    Optional<String> run() {
        return run;
    }

    /** @return the id of the run that begins */
    String initializing() {
        String id = UUID.randomUUID().toString();
        run = Optional.of(id);
        stage = Stage.INITIALIZING;
        return id;
    }

    void running() {
        stage = Stage.RUNNING;
    }

    void stopped() {
        stage = Stage.STOPPED;
    }
}
