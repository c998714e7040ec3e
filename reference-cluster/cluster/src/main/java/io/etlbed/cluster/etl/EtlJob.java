package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.EtlMd;
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
    private volatile boolean restoring;

    /** One that has yet to be started. */
    EtlJob(InitMessage message) {
        this.message = message;
    }

    /** One that another primary has left. */
    EtlJob(InitMessage message, EtlMd.Etl left) {
        this.message = message;
        this.run = Optional.of(left.run()).filter(id -> !id.isEmpty());
        this.stage = switch (left.stage()) {
            case INITIALIZING, STARTING -> Stage.INITIALIZING;
            case RUNNING -> Stage.RUNNING;
            case STOPPED -> Stage.STOPPED;
        };
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
        initializing(id);
        return id;
    }

    /** @param id of the run that begins */
    void initializing(String id) {
        run = Optional.of(id);
        stage = Stage.INITIALIZING;
    }

    void running() {
        stage = Stage.RUNNING;
    }

    void stopped() {
        stage = Stage.STOPPED;
    }

    /** It runs, and is being started on a target that has come (back). */
    void restoring(boolean underWay) {
        restoring = underWay;
    }

    /** Whether something of it is being started, so that who wants to stop it had better say so first. */
    boolean starting() {
        return restoring || stage == Stage.INITIALIZING;
    }
}
