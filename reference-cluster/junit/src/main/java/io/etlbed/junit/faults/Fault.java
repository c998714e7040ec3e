package io.etlbed.junit.faults;

/** A fault that was asked for, until it is removed. Safe for any thread. */
public interface Fault {

    /** How many requests it has matched. */
    long seen();

    /** How many of them it has acted upon. */
    long hits();

    /** Acts upon no more requests. What is under way goes on; {@link Faults#reset()} ends that too. */
    void remove();
}
