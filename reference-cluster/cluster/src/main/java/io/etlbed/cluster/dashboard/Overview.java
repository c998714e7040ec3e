package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.control.NodeFacts;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.dashboard.Nodes.Heard;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster at a glance, as the page gets it. Nothing in it changes while nothing happens, so that it need not be sent again.
 *
 * @param proxy who tells it
 * @param cluster its id
 * @param version of the cluster map
 * @param release of the protocol
 * @param notices what is not as it should be
 * @param unheard targets whose ETLs, jobs and objects are not in it
 */
record Overview(
        String proxy,
        String primary,
        String cluster,
        String version,
        String release,
        List<String> notices,
        List<NodeLine> proxies,
        List<NodeLine> targets,
        List<String> unheard,
        List<EtlLine> etls,
        List<JobLine> jobs,
        Buckets buckets) {

    /**
     * @param total how many there are
     * @param list the first of them, by name
     */
    record Buckets(int total, List<Bucket> list) {}

    /** @param created nanoseconds since the epoch, as text: it is more than a number in JavaScript holds */
    record Bucket(String name, long objects, long bytes, String created) {}

    private static final int MOST_BUCKETS = 500;

    /** @param heard of the nodes that were asked, by their ids */
    static Overview of(NodeState node, Bmd bmd, EtlMd etls, Map<String, Heard> heard) {
        StampedMap stamped = node.stamped();
        Set<String> lost = node.lost();
        Map<String, NodeActivity> activities = new TreeMap<>();
        heard.forEach((id, each) -> {
            if (each instanceof Heard.Activity told) {
                activities.put(id, told.activity());
            }
        });
        Map<String, NodeActivity> ofTargets = new TreeMap<>(activities);
        ofTargets.keySet().retainAll(stamped.map().tmap().keySet());
        String primary = stamped.map().proxy_si().daemon_id();
        return new Overview(
                node.id(),
                primary,
                stamped.map().uuid(),
                stamped.map().version(),
                NodeFacts.VERSION,
                notices(node, stamped, heard.get(primary)),
                lines(stamped.map().pmap(), lost, heard),
                lines(stamped.map().tmap(), lost, heard),
                stamped.map().tmap().keySet().stream()
                        .filter(id -> !ofTargets.containsKey(id))
                        .toList(),
                EtlLine.all(etls, ofTargets),
                JobLine.all(ofTargets, activities.get(primary)),
                buckets(bmd, ofTargets));
    }

    private static List<String> notices(NodeState node, StampedMap stamped, @Nullable Heard primary) {
        List<String> notices = new ArrayList<>();
        if (node.cutOff()) {
            notices.add("This proxy has not heard of a primary lately, and may have an old cluster map.");
        } else if (primary instanceof Heard.Silence silence) {
            notices.add("The primary does not answer: " + silence.why());
        }
        if (node.primary() && node.suspended()) {
            notices.add("The primary cannot reach half of the cluster, and changes nothing until it can.");
        }
        stamped.moving()
                .ifPresent(migration -> notices.add("Objects are on their way between targets (rebalance "
                        + migration.id() + (migration.held() ? ", which waits to be started" : "")
                        + "); buckets may count some of them twice."));
        return notices;
    }

    private static List<NodeLine> lines(Map<String, Snode> nodes, Set<String> lost, Map<String, Heard> heard) {
        return nodes.values().stream()
                .map(each -> NodeLine.of(each, lost.contains(each.daemon_id()), heard.get(each.daemon_id())))
                .toList();
    }

    private static Buckets buckets(Bmd bmd, Map<String, NodeActivity> targets) {
        List<Bucket> list = bmd.buckets().values().stream()
                .limit(MOST_BUCKETS)
                .map(bucket -> {
                    long objects = 0;
                    long bytes = 0;
                    for (NodeActivity target : targets.values()) {
                        NodeActivity.Held held = target.buckets().get(bucket.name());
                        objects += held == null ? 0 : held.objects();
                        bytes += held == null ? 0 : held.bytes();
                    }
                    return new Bucket(bucket.name(), objects, bytes, Long.toString(bucket.created()));
                })
                .toList();
        return new Buckets(bmd.buckets().size(), list);
    }
}
