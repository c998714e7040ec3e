package io.etlbed.conformance.catalogue;

/** How binding a requirement is. */
public enum Level {
    /** Written in the documents. */
    MUST,
    /** What real clients of that era need to work. */
    SHOULD,
    /** Beyond the documents. */
    BEYOND
}
