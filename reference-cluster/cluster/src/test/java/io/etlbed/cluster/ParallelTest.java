package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelTest {

    @TempDir
    Path folder;

    @Test
    void readersNeverSeeAMixOfTwoWrites() throws Exception {
        int sizes = 7;
        try (ReferenceCluster cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 2))) {
            Web web = new Web(cluster.url());
            web.createBucket("b");
            web.send("PUT", "/v1/objects/b/o", content(0, sizes));
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int seed = i;
                calls.add(
                        i % 2 == 0
                                ? () -> {
                                    assertThat(web.send("PUT", "/v1/objects/b/o", content(seed, sizes))
                                                    .statusCode())
                                            .isEqualTo(200);
                                    return null;
                                }
                                : () -> {
                                    HttpResponse<byte[]> got = web.get("/v1/objects/b/o");
                                    assertThat(got.statusCode()).isEqualTo(200);
                                    byte[] body = got.body();
                                    assertThat(Arrays.equals(body, content(body[0], sizes)))
                                            .isTrue();
                                    return null;
                                });
            }
            ExecutorService threads = Executors.newFixedThreadPool(32);
            try {
                for (Future<Void> done : threads.invokeAll(calls)) {
                    done.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Sizes below and above the limit for sendfile; the first byte tells the rest. */
    private static byte[] content(int seed, int sizes) {
        byte mark = (byte) seed;
        byte[] bytes = new byte[1 + Math.floorMod(mark, sizes) * 5000];
        Arrays.fill(bytes, mark);
        return bytes;
    }

    @Test
    void anOverwriteOrDeleteIsSeenAtOnce() throws Exception {
        try (ReferenceCluster cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 2))) {
            Web web = new Web(cluster.url());
            web.createBucket("b");
            for (int i = 0; i < 50; i++) {
                byte[] data = Web.bytes(10 + i * 1000, i);
                web.send("PUT", "/v1/objects/b/o", data);
                assertThat(web.get("/v1/objects/b/o").body()).isEqualTo(data);
                assertThat(web.get("/v1/objects/b/o").body()).isEqualTo(data);
                if (i % 10 == 9) {
                    assertThat(web.send("DELETE", "/v1/objects/b/o", "").statusCode())
                            .isEqualTo(200);
                    assertThat(web.get("/v1/objects/b/o").statusCode()).isEqualTo(404);
                    assertThat(web.send("DELETE", "/v1/objects/b/o", "").statusCode())
                            .isEqualTo(404);
                }
            }
        }
    }

    @Test
    void theSameBytesAgainAreNoNewVersion() throws Exception {
        try (ReferenceCluster cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 2))) {
            Web web = new Web(cluster.url());
            web.createBucket("b");
            for (String data : List.of("a", "a", "b", "b")) {
                web.send("PUT", "/v1/objects/b/o", data);
            }
            assertThat(web.get("/v1/objects/b/o").headers().firstValue("ais-version"))
                    .contains("2");
        }
    }
}
