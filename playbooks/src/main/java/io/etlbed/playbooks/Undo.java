package io.etlbed.playbooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a run has made and not yet taken back: the last first. Shared with the thread that ends the JVM. */
final class Undo {

    private final Deque<Step> made = new ArrayDeque<>();
    private boolean closed;

    /** False once the JVM is ending: nothing more may be made then. */
    synchronized boolean open() {
        return !closed;
    }

    synchronized void made(Step step) {
        made.push(step);
    }

    synchronized void undone(String id) {
        made.removeIf(step -> step.id().equals(id));
    }

    synchronized Optional<Step> next() {
        return Optional.ofNullable(made.poll());
    }

    synchronized void close() {
        closed = true;
    }
}
