package io.etlbed.cluster.member;

/** What a proxy has to do as the primary. Each is called on a thread of the membership's, and must return soon. */
public interface Duties {

    /** It is the primary from now on. */
    void tookOver();

    /** A target has been started, and has joined; or it could not be reached for a while, and can be again. */
    void targetJoined(String id);

    /** A round of the primary's is over, in which it has called all nodes: the time to try again what has failed. */
    void round();
}
