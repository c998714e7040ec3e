package io.etlbed.conformance.fuzz;

import java.util.List;

/** Tries cases on something and tells what was not as it is to be. */
interface Judge {

    /** @return what is wrong, in one line each; empty where all is well */
    List<String> problems(FuzzCase tried) throws InterruptedException;

    /** Whether what was refused since the last time has left anything; by default nobody can tell. */
    default List<String> traces() throws InterruptedException {
        return List.of();
    }

    /** Removes what {@link #traces} tells, as far as it is ours. */
    default void sweep() throws InterruptedException {}

    /** What may be expected of it, for people. */
    String describe();
}
