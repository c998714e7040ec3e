package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.dashboard.Nodes.Heard;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.Snode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A proxy or target, as the page shows it.
 *
 * @param state {@code online}, {@code joining}, {@code maintenance}, {@code leaving}; {@code lost} where the primary says so, {@code
 *     silent} where it has not answered this proxy
 * @param why it is silent, or has no Kubernetes node; empty otherwise
 * @param node of Kubernetes; empty where it has none
 * @param started RFC 3339; empty where it is not known
 * @param diskUsed percent; -1 where it is not known
 */
record NodeLine(String id, String url, String state, String why, String node, String started, int diskUsed) {

    static NodeLine of(Snode node, boolean lost, @Nullable Heard heard) {
        String state = lost ? "lost" : heard instanceof Heard.Silence ? "silent" : state(node);
        if (heard instanceof Heard.Activity told) {
            NodeActivity activity = told.activity();
            NodeActivity.Etls etls = activity.ownEtls();
            return new NodeLine(
                    node.daemon_id(),
                    node.url(),
                    state,
                    Objects.requireNonNullElse(etls.trouble(), ""),
                    Objects.requireNonNullElse(etls.node(), ""),
                    activity.started(),
                    activity.diskUsed());
        }
        String why = heard instanceof Heard.Silence silence ? silence.why() : "";
        return new NodeLine(node.daemon_id(), node.url(), state, why, "", "", -1);
    }

    private static String state(Snode node) {
        if (node.has(Snode.DECOMMISSION)) {
            return "leaving";
        }
        return node.has(Snode.MAINTENANCE) ? "maintenance" : node.has(Snode.JOINING) ? "joining" : "online";
    }
}
