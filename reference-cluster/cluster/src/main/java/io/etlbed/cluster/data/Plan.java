package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How a request is to be answered. */
public sealed interface Plan {

    /**
     * A control call: its body is read, then the node's control handler answers on a worker thread.
     *
     * @param amongNodes whether it is one by which nodes hold together: those have workers of their own, so that clients
     *     who keep the others busy do not make a node look lost
     */
    record Control(boolean amongNodes) implements Plan {

        /** A client's. */
        public static final Control CALL = new Control(false);

        /** A node's. */
        public static final Control AMONG_NODES = new Control(true);
    }

    /** An answer that is known at once. */
    record Answer(ControlResponse response) implements Plan {}

    /**
     * The object is elsewhere.
     *
     * @param status 301 or 307
     * @param location escaped
     */
    record Redirect(int status, String location) implements Plan {}

    /**
     * Another node answers, and what it says is passed on as it comes.
     *
     * @param node such as {@code http://127.0.0.1:8080}
     * @param target raw path and query
     */
    record Relay(URI node, String target) implements Plan {}

    /** A plan that can only be made where it may block: on a worker thread. */
    record Later(Maker maker) implements Plan {

        /** Makes the plan. */
        @FunctionalInterface
        public interface Maker {

            /** @throws io.etlbed.cluster.wire.AisException what the client is told */
            Plan make() throws IOException;
        }
    }

    /**
     * A plan that others have to do something for first, which no thread waits for.
     *
     * @param starter begins it, on the event loop, and must not block; the future may fail with what the client is told
     */
    record Eventually(Supplier<CompletableFuture<Plan>> starter) implements Plan {}

    /**
     * A call about an object whose body, a short message, says what is to be done.
     *
     * @param reader is given the body, on a worker thread
     */
    record Told(Reader reader) implements Plan {

        /** Does what a message says. */
        @FunctionalInterface
        public interface Reader {

            /**
             * Begins it; no thread waits for the end.
             *
             * @return may fail with what the client is told
             * @throws io.etlbed.cluster.wire.AisException what the client is told
             */
            CompletableFuture<ControlResponse> read(byte[] body) throws IOException;
        }
    }

    /** GET or HEAD of an object, whole or a range. The claim on {@code file} passes on. */
    record Send(ObjectFile file) implements Plan {}

    /** PUT of an object. */
    record Receive(Upload.Opener opener) implements Plan {}

    /** GET of an object as an ETL's pod on this node answers it. The claim on {@code file} passes on. */
    record Transform(ObjectFile file, PodCall call) implements Plan {}
}
