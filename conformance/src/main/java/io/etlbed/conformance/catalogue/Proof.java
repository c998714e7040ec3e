package io.etlbed.conformance.catalogue;

/** What proving a requirement takes beyond HTTP, as the catalogue's last chapter says. */
public enum Proof {
    SEES_KUBERNETES("sees Kubernetes"),
    CONTROLS_NODES("Controls nodes"),
    NEEDS_PROBE("Needs the probe transformer"),
    EXCLUSIVE("Exclusive"),
    DESTRUCTIVE("Destructive");

    private final String title;

    Proof(String title) {
        this.title = title;
    }

    /** The words by which the catalogue names it. */
    public String title() {
        return title;
    }
}
