package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose disk is full, or takes no writes. */
@Timeout(120)
class FullDiskIT {

    private static final int MIB = 1 << 20;

    @TempDir
    Path temporary;

    private Path folder;
    private Tmpfs disk;
    private byte[] kept;

    @BeforeEach
    void mount() throws Exception {
        folder = temporary.resolve("cluster");
        disk = Tmpfs.mount(folder, 24);
        kept = Web.bytes(2 * MIB, 1);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    private ReferenceCluster start() throws Exception {
        return ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 1));
    }

    private Web filled(ReferenceCluster cluster) throws Exception {
        Web web = new Web(cluster.url());
        web.createBucket("b");
        assertThat(web.send("PUT", "/v1/objects/b/kept", kept).statusCode()).isEqualTo(200);
        return web;
    }

    private void assertKept(Web web) throws Exception {
        HttpResponse<byte[]> answer = web.get("/v1/objects/b/kept");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(kept);
        assertThat(answer.headers().firstValue("ais-version")).contains("1");
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String words) {
        assertThat(Web.text(answer)).contains(words);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void a_put_without_room_is_507_and_leaves_the_version_there_was_and_nothing_else() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster);
            assertRefused(web.send("PUT", "/v1/objects/b/new", Web.bytes(40 * MIB, 2)), 507, "out of space");
            assertRefused(web.send("PUT", "/v1/objects/b/kept", Web.bytes(40 * MIB, 3)), 507, "\\\"kept\\\"");
            assertThat(new StoredBytes(folder).leftovers()).isEmpty();
            assertThat(web.get("/v1/objects/b/new").statusCode()).isEqualTo(404);
            assertKept(web);
        }
    }

    @Test
    void a_disk_full_of_objects_still_has_room_for_what_the_cluster_is_to_remember() throws Exception {
        int stored = 0;
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster);
            HttpResponse<byte[]> last;
            do {
                last = web.send("PUT", "/v1/objects/b/o" + stored++, Web.bytes(MIB, stored));
            } while (last.statusCode() == 200 && stored < 100);
            assertRefused(last, 507, "out of space");
            web.createBucket("another");
            assertKept(web);
        }
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            assertKept(web);
            assertThat(web.get("/v1/objects/b/o0").body()).isEqualTo(Web.bytes(MIB, 1));
            for (int i = 0; i < stored - 1; i++) {
                assertThat(web.send("DELETE", "/v1/objects/b/o" + i, "").statusCode())
                        .isEqualTo(200);
            }
            assertThat(web.send("PUT", "/v1/objects/b/o0", "room again").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void where_others_have_taken_the_last_byte_changes_are_refused_and_the_old_state_stays() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster);
            Path ballast = disk.fill();
            HttpResponse<byte[]> create = web.send("POST", "/v1/buckets/late", "{\"action\":\"create-bck\"}");
            assertRefused(create, 507, "bmd.json");
            assertThat(web.send("HEAD", "/v1/buckets/late", "").statusCode()).isEqualTo(404);
            assertRefused(web.send("PUT", "/v1/objects/b/new", "x"), 507, "out of space");
            assertKept(web);
            assertThat(web.send("DELETE", "/v1/objects/b/nothing", "").statusCode())
                    .isEqualTo(404);
            Files.delete(ballast);
            web.createBucket("late");
            assertThat(web.send("PUT", "/v1/objects/late/o", "x").statusCode()).isEqualTo(200);
        }
        try (ReferenceCluster cluster = start()) {
            assertThat(Web.text(new Web(cluster.url()).get("/v1/objects/late/o")))
                    .isEqualTo("x");
        }
    }

    @Test
    void a_disk_that_takes_no_writes_is_read_and_what_would_write_says_so() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster);
            for (String part : List.of("t1/work", "t1/objects", "p1")) {
                disk.readOnly(part);
            }
            assertKept(web);
            assertRefused(web.send("PUT", "/v1/objects/b/new", "x"), 500, "Read-only file system");
            assertRefused(web.send("DELETE", "/v1/objects/b/kept", ""), 500, "Read-only file system");
            assertRefused(
                    web.send("POST", "/v1/buckets/late", "{\"action\":\"create-bck\"}"), 500, "Read-only file system");
            assertThat(web.get("/v1/objects/b/new").statusCode()).isEqualTo(404);
            assertKept(web);
        }
        disk.readOnly("t1");
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("cannot be written");
        disk.writable();
        try (ReferenceCluster cluster = start()) {
            assertKept(new Web(cluster.url()));
        }
    }
}
