package io.etlbed.conformance.fuzz;

/** Is told how it goes, by one thread. */
public interface FuzzListener {

    /** @param oracle what is asked of each answer, for people */
    default void started(String oracle, int kinds, int corpus) {}

    /** After each case. */
    default void tried(long cases, int findings) {}

    /** A case was not answered as it is to be; it is being made plainer. */
    default void shrinking(String kind) {}

    default void found(Finding finding) {}

    /** Tells nobody. */
    static FuzzListener none() {
        return new FuzzListener() {};
    }
}
