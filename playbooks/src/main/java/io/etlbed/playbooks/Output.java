package io.etlbed.playbooks;

/**
 * What a command has shown.
 *
 * @param exit its exit code; {@link #TIMED_OUT} if it was ended
 * @param out its standard output, its beginning if that was long
 * @param err its errors, likewise
 */
record Output(int exit, String out, String err) {

    static final int TIMED_OUT = -1;

    boolean timedOut() {
        return exit == TIMED_OUT;
    }
}
