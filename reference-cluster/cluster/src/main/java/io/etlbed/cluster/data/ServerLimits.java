package io.etlbed.cluster.data;

import java.time.Duration;

/**
 * What a node puts up with.
 *
 * @param headerBytes longest request head, and longest request line
 * @param controlBytes longest body of a control call; a longer one is answered 413
 * @param connections open at a time; more are closed as they come
 * @param workers threads for what may block
 * @param queue calls that wait for a worker; more are answered 503
 * @param headTime in which a request's head must have arrived once it has begun
 * @param idleTime after which an unused connection is closed
 * @param stallTime without any progress of a body, in or out, after which a connection is closed
 * @param podConnectTime in which a pod must take a connection
 * @param podIdleTime without a byte from or to a pod, while it is the pod's turn, after which a transform fails
 * @param podConnections to one pod at a time; more requests wait their turn
 */
public record ServerLimits(
        int headerBytes,
        int controlBytes,
        int connections,
        int workers,
        int queue,
        Duration headTime,
        Duration idleTime,
        Duration stallTime,
        Duration podConnectTime,
        Duration podIdleTime,
        int podConnections) {

    /** Generous ones. */
    public static ServerLimits standard() {
        return new ServerLimits(
                32 << 10,
                16 << 20,
                4096,
                32,
                1024,
                Duration.ofSeconds(20),
                Duration.ofSeconds(120),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                256);
    }

    /** The same with another number of connections to a pod. */
    public ServerLimits withPodConnections(int count) {
        return new ServerLimits(
                headerBytes,
                controlBytes,
                connections,
                workers,
                queue,
                headTime,
                idleTime,
                stallTime,
                podConnectTime,
                podIdleTime,
                count);
    }

    /** The same with other times; for tests of slow clients and pods. */
    public ServerLimits withTimes(Duration head, Duration idle, Duration stall, Duration podIdle) {
        return new ServerLimits(
                headerBytes,
                controlBytes,
                connections,
                workers,
                queue,
                head,
                idle,
                stall,
                podConnectTime,
                podIdle,
                podConnections);
    }
}
