package io.etlbed.simulator.docker.engine;

/** What a container may do. */
public enum Privilege {

    /** What any container may. */
    PLAIN,

    /** Everything that root may do on the machine: for one that starts containers itself. */
    FULL,

    /**
     * What is enough where the machine itself lacks {@code CAP_SYS_RESOURCE}, and {@link #FULL} is refused for that: all other
     * capabilities, no confinement by seccomp or AppArmor, nothing of {@code /proc} and {@code /sys} masked. Control groups are
     * mounted read-only: the container has to mount them anew.
     */
    REDUCED
}
