package io.etlbed.simulator.embedded.api;

/**
 * Which of a program's streams a client wants.
 *
 * @param stdin it is going to send input
 */
record Streams(boolean stdin, boolean stdout, boolean stderr) {

    static Streams of(Query query) {
        return new Streams(query.flag("stdin"), query.flag("stdout"), query.flag("stderr"));
    }

    boolean none() {
        return !stdin && !stdout && !stderr;
    }
}
