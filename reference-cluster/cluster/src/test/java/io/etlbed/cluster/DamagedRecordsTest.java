package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes have written down of their cluster, damaged. */
class DamagedRecordsTest {

    @TempDir
    Path folder;

    private ReferenceCluster start() throws Exception {
        return ReferenceCluster.start(ReferenceClusterConfig.of(folder, 2, 2));
    }

    private void keep() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            web.send("PUT", "/v1/objects/kept/o", "some bytes");
        }
    }

    @Test
    void a_turned_bit_anywhere_stops_the_start_and_names_the_file_and_changes_nothing() throws Exception {
        keep();
        for (String name : List.of("t1/smap.json", "t2/bmd.json", "p1/bmd.json", "p2/etlmd.json", "t1/node.json")) {
            assertNamed(name);
        }
        assertNamed("cluster.json");
        try (ReferenceCluster cluster = start()) {
            assertThat(new Web(cluster.url()).get("/v1/objects/kept/o").body())
                    .asString()
                    .isEqualTo("some bytes");
        }
    }

    private void assertNamed(String name) throws Exception {
        Path file = folder.resolve(name);
        long size = Files.size(file);
        // The last two are the end of the line and of the file.
        for (long position : List.of(0L, 15L, size / 2, size - 3)) {
            StoredBytes.flip(file, position);
            assertThatThrownBy(this::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("damaged");
            StoredBytes.flip(file, position);
        }
    }

    @Test
    void one_node_may_lose_a_record_that_others_have() throws Exception {
        keep();
        Files.delete(folder.resolve("t1/bmd.json"));
        Files.delete(folder.resolve("t1/smap.json"));
        try (ReferenceCluster cluster = start()) {
            assertThat(new Web(cluster.url()).get("/v1/objects/kept/o").body())
                    .asString()
                    .isEqualTo("some bytes");
        }
        assertThat(folder.resolve("t1/bmd.json")).exists();
    }
}
