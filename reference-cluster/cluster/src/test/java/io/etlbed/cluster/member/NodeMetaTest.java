package io.etlbed.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ConfigMd;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.MetaUpdate;
import io.etlbed.cluster.wire.NetInfo;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.Stamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMetaTest {

    private static final String CLUSTER = "cluster-1";

    @TempDir
    Path folder;

    private NodeState state;

    private NodeMeta meta() throws IOException {
        state = new NodeState("targetone", Snode.TARGET);
        return new NodeMeta(state, folder, "", false, buckets -> {});
    }

    private static Snode node(String id, String type) {
        return Snode.of(id, type, NetInfo.http("127.0.0.1", 1), 0);
    }

    /** All that a primary knows in some version of a term. */
    private static MetaUpdate told(String primary, long term, long version, String... buckets) {
        Smap map = new Smap(
                Map.of("targetone", node("targetone", Snode.TARGET)),
                Map.of("proxy-one", node("proxy-one", Snode.PROXY), "proxy-two", node("proxy-two", Snode.PROXY)),
                node(primary, Snode.PROXY),
                Long.toString(version),
                CLUSTER,
                "");
        Bmd bmd = new Bmd(term, version, CLUSTER, Map.of());
        for (String bucket : buckets) {
            bmd = bmd.with(new Bmd.Bucket(bucket, "id-of-" + bucket, 1));
        }
        StampedMap stamped = new StampedMap(term, map, null);
        EtlMd etls = new EtlMd(term, version, Map.of());
        ConfigMd config = new ConfigMd(term, version, Map.of("log.level", "4"), Map.of("log.max_size", "2MiB"), "");
        return new MetaUpdate(
                primary,
                CLUSTER,
                new Stamps(stamped.stamp(), bmd.stamp(), etls.stamp(), config.stamp()),
                stamped,
                bmd,
                etls,
                config,
                null);
    }

    @Test
    void a_node_is_a_member_when_the_primary_has_told_it_so() throws Exception {
        NodeMeta meta = meta();
        assertThatThrownBy(state::map).isInstanceOf(AisException.class).hasMessageContaining("starting");
        assertThat(meta.accept(told("proxy-one", 1, 1))).isEmpty();
        assertThat(state.map().version()).isEqualTo("1");
        assertThat(state.member()).isTrue();
    }

    @Test
    void what_is_older_is_refused_and_changes_nothing() throws Exception {
        NodeMeta meta = meta();
        meta.accept(told("proxy-one", 1, 7, "new"));
        assertThat(meta.accept(told("proxy-one", 1, 6, "old"))).contains("there is a newer cluster map");
        assertThat(meta.buckets().current().buckets()).containsOnlyKeys("new");
    }

    @Test
    void a_later_primary_wins_over_whatever_an_earlier_one_has_changed_since() throws Exception {
        NodeMeta meta = meta();
        meta.accept(told("proxy-one", 1, 9, "never-confirmed"));
        assertThat(meta.accept(told("proxy-two", 2, 5, "confirmed"))).isEmpty();
        assertThat(meta.buckets().current().buckets()).containsOnlyKeys("confirmed");
        assertThat(meta.accept(told("proxy-one", 1, 10, "revived"))).isPresent();
        assertThat(meta.buckets().current().buckets()).containsOnlyKeys("confirmed");
    }

    @Test
    void only_the_primary_of_the_map_is_listened_to() throws Exception {
        NodeMeta meta = meta();
        meta.accept(told("proxy-one", 1, 1));
        MetaUpdate other = told("proxy-one", 1, 2, "x");
        MetaUpdate impostor = new MetaUpdate(
                "proxy-two", other.uuid(), meta.stamps(), null, other.buckets(), other.etls(), null, null);
        assertThat(meta.accept(impostor)).contains("proxy-two is not the primary");
        assertThat(meta.buckets().current().buckets()).isEmpty();
    }

    @Test
    void a_node_of_another_cluster_keeps_what_it_has() throws Exception {
        NodeMeta meta = new NodeMeta(new NodeState("targetone", Snode.TARGET), folder, "cluster-2", false, b -> {});
        assertThat(meta.accept(told("proxy-one", 1, 1, "x")).orElseThrow()).contains("belongs to cluster cluster-2");
        assertThat(meta.buckets().current().buckets()).isEmpty();
    }

    @Test
    void all_of_it_is_there_again_after_a_restart_but_the_node_has_yet_to_join() throws Exception {
        MetaUpdate told = told("proxy-one", 3, 4, "kept");
        meta().accept(told);
        NodeMeta again = meta();
        assertThat(again.all().map()).isEqualTo(told.map());
        assertThat(again.all().buckets()).isEqualTo(told.buckets());
        assertThat(again.all().etls()).isEqualTo(told.etls());
        assertThat(again.all().config()).isEqualTo(told.config());
        assertThat(again.config().current().passing()).isEmpty();
        assertThat(again.config().current().lasting()).containsEntry("log.level", "4");
        assertThat(state.smap()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws Exception {
        Files.writeString(folder.resolve("etlmd.json"), "{\"etls\":[");
        assertThatThrownBy(this::meta).isInstanceOf(IOException.class).hasMessageContaining("etlmd.json");
    }

    @Test
    void a_node_has_one_vote_in_a_term_whatever_restarts_come_between() throws Exception {
        assertThat(new Ballot(folder, false).cast(3, "proxy-one")).isTrue();
        Ballot again = new Ballot(folder, false);
        assertThat(again.cast(3, "proxy-two")).isFalse();
        assertThat(again.cast(3, "proxy-one")).isTrue();
        assertThat(again.cast(2, "proxy-one")).isFalse();
        assertThat(again.cast(4, "proxy-two")).isTrue();
    }
}
