package io.etlbed.junit;

/** Which tests have a cluster in common. */
public enum ClusterScope {

    /** All tests of the launcher session that want the same kind of cluster, of whatever class, also at the same time. */
    SESSION,

    /** The tests of a class, with those of its nested classes. */
    CLASS,

    /** Each test has one of its own. */
    METHOD
}
