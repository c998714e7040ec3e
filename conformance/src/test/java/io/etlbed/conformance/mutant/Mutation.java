package io.etlbed.conformance.mutant;

import java.io.IOException;
import java.util.Optional;

/** A fault between a check and a node. Each method does nothing unless overridden. */
interface Mutation {

    Mutation NONE = new Mutation() {};

    /** Answers in the node's place. */
    default Optional<Reply> instead(Sent sent) throws IOException {
        return Optional.empty();
    }

    /** Changes what the node gets. */
    default Sent before(Sent sent) {
        return sent;
    }

    /** Changes what the check gets. */
    default Reply after(Sent sent, Reply reply) throws IOException {
        return reply;
    }

    /** Is called before a request is passed on; what it returns runs when the answer has been passed back in full. */
    default Runnable around(Sent sent) {
        return () -> {};
    }
}
