package io.etlbed.cluster.etl;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The method by which an ETL's containers take objects: POST as the documents say, until a container answers it 404, 405
 * or 501; from then on PUT, as AIStore's own transformers want it (COMM-01). Shared by all requests of an ETL on a target.
 */
public final class PushVerb {

    private enum State {
        UNKNOWN,
        POST,
        PUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);

    /** Of containers that are known to take a PUT and nothing else. */
    static PushVerb put() {
        PushVerb verb = new PushVerb();
        verb.state.set(State.PUT);
        return verb;
    }

    /** {@code POST} or {@code PUT}: what to send next. */
    public String method() {
        return state.get() == State.PUT ? "PUT" : "POST";
    }

    /** Whether an answer has already settled the method, so that a body need not be kept for a second try. */
    public boolean settled() {
        return state.get() != State.UNKNOWN;
    }

    /** A request by {@code method} was accepted. */
    public void accepted(String method) {
        if (!settled()) {
            state.compareAndSet(State.UNKNOWN, State.valueOf(method));
        }
    }

    /** The container does not know POST. */
    public void postRefused() {
        state.set(State.PUT);
    }
}
