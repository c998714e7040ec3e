package io.etlbed.ci.history;

/**
 * What one client has asked, and what it was answered.
 *
 * @param client who has asked; {@link #AUDITOR} where the checker itself has
 * @param key the object's name
 * @param value the number of the value that was put or read; {@link #ABSENT} for none
 * @param called when it was sent, in nanoseconds from the beginning of the history
 * @param returned when the answer was there, or was not to come any more
 * @param note of the answer; empty where there is nothing to say
 */
record Operation(
        int client, String key, Action action, long value, long called, long returned, Outcome outcome, String note) {

    /** The value of an object that is not there. */
    static final long ABSENT = 0;

    static final int AUDITOR = -1;

    /** Characters of a note that are shown. */
    private static final int NOTE = 80;

    /** What was asked. */
    enum Action {
        PUT,
        DELETE,
        GET,
        /** A read through an ETL whose answer tells what the object is. */
        TRANSFORM
    }

    /** What is known of it. */
    enum Outcome {
        /** It was answered that it is done. */
        DONE,
        /** It was answered that there is no such object. */
        MISSED,
        /** It was not done; of a read nothing is known. */
        REFUSED,
        /** A change without an answer: it may have been done, at any time since it was sent, or not at all. */
        UNKNOWN,
        /** A read that was answered with bytes that nobody has put under this name. */
        WRONG
    }

    boolean isRead() {
        return action == Action.GET || action == Action.TRANSFORM;
    }

    /** Whether it shows what is stored. */
    boolean observes() {
        return outcome == Outcome.MISSED || (isRead() && outcome == Outcome.DONE);
    }

    /** Whether this change was acknowledged. */
    boolean acknowledged() {
        return !isRead() && outcome == Outcome.DONE;
    }

    /** As a person reads it. */
    String text() {
        String what = action + (action == Action.PUT ? " v" + value : "");
        String answer = switch (outcome) {
            case DONE -> isRead() ? "v" + value : "ok";
            case MISSED -> "there is none";
            case REFUSED -> "not done";
            case UNKNOWN -> "no answer: done or not";
            case WRONG -> "WRONG BYTES";
        };
        return "%11.3f … %11.3f ms  %-8s %-12s %s%s"
                .formatted(
                        called / 1e6,
                        returned / 1e6,
                        client == AUDITOR ? "auditor" : "client " + client,
                        what,
                        answer,
                        note.isEmpty()
                                ? ""
                                : "  (" + (note.length() > NOTE ? note.substring(0, NOTE) + "…" : note) + ")");
    }
}
