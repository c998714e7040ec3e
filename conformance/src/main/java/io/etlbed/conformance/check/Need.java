package io.etlbed.conformance.check;

/** What a check may need beyond HTTP. */
public enum Need {
    /** A client of the Kubernetes below. */
    KUBERNETES("sees Kubernetes: give --kubeconfig"),
    /** The suite's own transformer, known to the cluster's nodes. */
    PROBE("needs the probe transformer: give --probe-image"),
    /** Containers that are processes: such as run Python, for <i>init code</i> and {@code io://}, and whose memory is their own. */
    PROCESSES("runs a process, such as Python, in a container: the containers of this cluster are Java code"),
    /** Nodes of the kind that is judged, started as the check wants them. */
    NODES("controls nodes: only on a cluster that the suite starts itself"),
    /** Leave to kill containers or to stop targets, which a cluster that others use does not give by itself. */
    DESTRUCTION("kills what runs in the cluster: give --destructive"),
    /** The command line {@code ais}, run as users do. */
    AIS("runs the command ais, and this run has none");

    private final String missing;

    Need(String missing) {
        this.missing = missing;
    }

    /** What a user reads where it is missing. */
    public String missing() {
        return missing;
    }
}
