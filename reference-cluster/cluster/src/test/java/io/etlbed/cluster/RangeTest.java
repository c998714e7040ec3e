package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of objects. */
class RangeTest {

    @TempDir
    static Path folder;

    private static PushCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new PushCluster(folder, PushCluster.impatient());
        cluster.put("small", "hello".getBytes(StandardCharsets.UTF_8));
        cluster.put("big", Web.bytes(20 << 20, 5));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void rangesAreAnswered() throws Exception {
        byte[] big = Web.bytes(20 << 20, 5);
        for (String[] range : new String[][] {
            {"bytes=0-0", "0", "1"},
            {"bytes=100-1000099", "100", "1000000"},
            {"bytes=-5", "20971515", "5"},
            {"bytes=20971510-", "20971510", "10"},
            {"bytes=20971519-99999999999999999999", "20971519", "1"}
        }) {
            int first = Integer.parseInt(range[1]);
            int length = Integer.parseInt(range[2]);
            HttpResponse<byte[]> part = cluster.web().get("/v1/objects/abc/big", "Range", range[0]);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("content-range"))
                    .contains("bytes " + first + "-" + (first + length - 1) + "/" + big.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(big, first, first + length));
        }
        for (String range : List.of("bytes=20971520-", "bytes=0-1,3-4", "bytes=-0")) {
            HttpResponse<byte[]> none = cluster.web().get("/v1/objects/abc/big", "Range", range);
            assertThat(none.statusCode()).as(range).isEqualTo(416);
            assertThat(none.headers().firstValue("content-range")).contains("bytes */20971520");
        }
        for (String range : List.of("lines=1-2", "bytes=x-y", "bytes=5-2", "bytes=-")) {
            assertThat(cluster.web().get("/v1/objects/abc/big", "Range", range).statusCode())
                    .isEqualTo(200);
        }
    }
}
