package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of AIStore's API this cluster has not, and why: each is answered 501 with one sentence. */
public final class OutOfScope {

    private static final String BACKENDS = "remote backends (clouds, HDFS, other clusters) are out of its scope";
    private static final String ERASURE = "erasure coding is out of its scope";
    private static final String MIRRORS = "mirroring is out of its scope";
    private static final String ARCHIVES = "archives are out of its scope";
    private static final String FILES =
            "clients do not reach into the file systems of targets, put the files as objects";
    private static final String FOLDERS = "a target has one folder for its objects, and keeps it";
    private static final String PROCESSES = "nodes are started and stopped by whoever runs their processes";

    /** By action. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("add-remote-bck", BACKENDS),
            Map.entry("evict-remote-bck", BACKENDS),
            Map.entry("resync-bprops", BACKENDS),
            Map.entry("evict-listrange", BACKENDS),
            Map.entry("prefetch-listrange", BACKENDS),
            Map.entry("attach", BACKENDS),
            Map.entry("detach", BACKENDS),
            Map.entry("make-n-copies", MIRRORS),
            Map.entry("put-copies", MIRRORS),
            Map.entry("ec-encode", ERASURE),
            Map.entry("archive", ARCHIVES),
            Map.entry("promote", FILES),
            Map.entry("attach-mp", FOLDERS),
            Map.entry("enable-mp", FOLDERS),
            Map.entry("detach-mp", FOLDERS),
            Map.entry("disable-mp", FOLDERS),
            Map.entry("shutdown", PROCESSES),
            Map.entry("decommission", PROCESSES),
            Map.entry("new-primary", "proxies elect the primary among them"));

    /** By what follows {@code /v1}, or by the first segment of a path without it. */
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("download", "the downloader is out of its scope"),
            Map.entry("sort", "dSort is out of its scope"),
            Map.entry("tokens", "authentication servers are out of its scope"),
            Map.entry("s3", "the S3 protocol is out of its scope"),
            Map.entry("gs", BACKENDS),
            Map.entry("az", BACKENDS));

    /** By what follows {@code /v1/cluster} or {@code /v1/daemon}. */
    private static final Map<String, String> ITEMS = Map.of(
            "attach",
            BACKENDS,
            "detach",
            BACKENDS,
            "proxy",
            "proxies elect the primary among them",
            "join-by-admin",
            "nodes join by themselves, by the address of a proxy",
            "daemon",
            "targets leave by decommission-node, and proxies when they are stopped",
            "mountpaths",
            FOLDERS);

    private OutOfScope() {}

    /** What a call by that action is answered, if AIStore has it. */
    public static Optional<AisException> action(String action) {
        return Optional.ofNullable(ACTIONS.get(action))
                .map(why -> Methods.notSupported("action \"" + action + "\"", why));
    }

    /** What a call with that path is answered, if AIStore has it. */
    static Optional<AisException> path(ControlRequest request) {
        if (request.path().isEmpty()) {
            return Optional.empty();
        }
        boolean versioned = request.path().get(0).equals("v1");
        String first = request.path().size() > 1 && versioned
                ? request.path().get(1)
                : request.path().get(0);
        return Optional.ofNullable(PATHS.get(first))
                .map(why -> Methods.notSupported(request.method() + " " + request.pathText(), why));
    }

    /** What a call is answered whose path goes on behind {@code /v1/cluster} or {@code /v1/daemon}; 400 if AIStore has none. */
    public static AisException item(String node, ControlRequest request) {
        String item = request.path().get(2);
        return Optional.ofNullable(ITEMS.get(item))
                .map(why -> Methods.notSupported(request.method() + " " + request.pathText(), why))
                .orElseGet(() -> Router.unknown(node, request.pathText()));
    }

    /** The actions that AIStore has and this cluster has not. */
    public static Set<String> actions() {
        return ACTIONS.keySet();
    }
}
