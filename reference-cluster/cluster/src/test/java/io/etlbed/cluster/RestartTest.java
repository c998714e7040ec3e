package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir
    Path folder;

    private ReferenceCluster start() throws Exception {
        return ReferenceCluster.start(ReferenceClusterConfig.of(folder, 2, 3));
    }

    @Test
    void aRestartOnTheSameFolderLosesNothing() throws Exception {
        List<String> ids;
        String list;
        try (ReferenceCluster cluster = start()) {
            ids = cluster.targetIds();
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            web.createBucket("gone");
            for (int i = 0; i < 30; i++) {
                web.send("PUT", "/v1/objects/kept/dir/o%20" + i, Web.bytes(1000 * i, i));
            }
            web.send("PUT", "/v1/objects/kept/dir/o%201", Web.bytes(500, 77));
            web.send("PUT", "/v1/objects/gone/x", "x");
            web.send("DELETE", "/v1/objects/kept/dir/o%202", "");
            web.send("DELETE", "/v1/buckets/gone", "{\"action\":\"destroy-bck\"}");
            list = entries(web);
        }
        try (Stream<Path> targets = Files.list(folder)) {
            for (Path target : targets.filter(Files::isDirectory).toList()) {
                if (Files.isDirectory(target.resolve("work"))) {
                    Files.writeString(target.resolve("work/upload-99"), "left by a crash");
                    Files.writeString(target.resolve("objects/stray"), "not a bucket");
                }
            }
        }
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            assertThat(cluster.targetIds()).isEqualTo(ids);
            assertThat(entries(web)).isEqualTo(list).contains("dir/o 29").doesNotContain("dir/o 2\"");
            assertThat(web.get("/v1/objects/kept/dir/o%207").body()).isEqualTo(Web.bytes(7000, 7));
            assertThat(web.get("/v1/objects/kept/dir/o%201").body()).isEqualTo(Web.bytes(500, 77));
            assertThat(web.get("/v1/objects/kept/dir/o%201").headers().firstValue("ais-version"))
                    .contains("2");
            assertThat(web.get("/v1/objects/gone/x").statusCode()).isEqualTo(404);
            web.createBucket("gone");
            assertThat(web.get("/v1/objects/gone/x").statusCode()).isEqualTo(404);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("upload-")))
                    .isEmpty();
        }
    }

    @Test
    void what_the_cluster_knows_survives_the_loss_of_all_but_one_proxy_s_folder() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            web.send("PUT", "/v1/objects/kept/o", "x");
        }
        for (String node : List.of("p1", "t1", "t2", "t3")) {
            for (String file : List.of("smap.json", "bmd.json", "etlmd.json")) {
                Files.delete(folder.resolve(node).resolve(file));
            }
        }
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            assertThat(Web.text(web.get("/v1/objects/kept/o"))).isEqualTo("x");
        }
    }

    private static String entries(Web web) throws Exception {
        String page = Web.text(
                web.send(
                        "GET",
                        "/v1/buckets/kept",
                        "{\"action\":\"list\",\"value\":{\"uuid\":\"abcdefghi\",\"props\":\"all,name,size,version,checksum,atime\"}}"));
        return page;
    }

    @Test
    void aFolderInUseAndAFolderOfAnotherSizeAreRefused() throws Exception {
        ReferenceCluster cluster = start();
        try {
            assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("in use");
        } finally {
            cluster.close();
        }
        assertThatThrownBy(() -> ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 targets");
    }

    @Test
    void aPortThatIsTakenIsSaidAndNothingIsLeft() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            ReferenceClusterConfig config =
                    ReferenceClusterConfig.of(folder, 1, 1).withFirstProxyPort(taken.getLocalPort());
            assertThatThrownBy(() -> ReferenceCluster.start(config))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on");
        }
        noThreadIsLeft();
    }

    @Test
    void tenClustersOneAfterAnotherLeaveNoThreadAndNoPort() throws Exception {
        int port = 0;
        for (int i = 0; i < 10; i++) {
            try (ReferenceCluster cluster = ReferenceCluster.start(
                    ReferenceClusterConfig.of(folder, 1, 3).withFirstProxyPort(port))) {
                port = cluster.url().getPort();
                Web web = new Web(cluster.url());
                if (i == 0) {
                    web.createBucket("b");
                }
                assertThat(web.send("PUT", "/v1/objects/b/o" + i, "x").statusCode())
                        .isEqualTo(200);
            }
        }
        noThreadIsLeft();
    }

    private static void noThreadIsLeft() {
        Awaitility.await().untilAsserted(() -> assertThat(ours()).isEmpty());
    }

    private static Set<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ais-") || name.startsWith("globalEventExecutor"))
                .collect(Collectors.toSet());
    }
}
