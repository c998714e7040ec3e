package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.Transformers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that fetch objects from their target (COMM-05). */
class PodFetchTest {

    @TempDir
    static Path folder;

    private static PushCluster cluster;
    private static Web target;

    @BeforeAll
    static void start() throws Exception {
        cluster = new PushCluster(folder);
        cluster.put("dir/o%201%25", "hello".getBytes(StandardCharsets.UTF_8));
        cluster.cluster().serve(0, new Transformers() {
            @Override
            public Optional<Communicator> find(String etlId) {
                return Optional.empty();
            }

            @Override
            public boolean admits(String etlId, String secret) {
                return etlId.equals("etl-one") && secret.equals("s3cret");
            }
        });
        target = new Web(cluster.cluster().targets().get(0));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc/dir/o%201%25",
                "abc%2Fdir%2Fo%201%25",
                "ais/@%23/abc/dir/o%201%25",
                "ais%2F@%23%2Fabc%2Fdir%2Fo%201%25"
            })
    void anObjectIsFetchedByEitherFormOfItsName(String name) throws Exception {
        HttpResponse<byte[]> answer = target.get("/v1/etl/_object/etl-one/s3cret/" + name);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Web.text(answer)).isEqualTo("hello");
        assertThat(Web.text(target.get("/v1/etl/_object/etl-one/s3cret/" + name, "Range", "bytes=1-2")))
                .isEqualTo("el");
    }

    @ParameterizedTest
    @CsvSource({
        "etl-one/wrong/abc/dir/o, 400, unrecognized request source",
        "etl-two/s3cret/abc/dir/o, 400, unrecognized request source",
        "etl-one/s3cret/abc, 400, path is too short",
        "etl-one/s3cret, 400, path is too short",
        "etl-one/s3cret/abc/none, 404, does not exist",
        "etl-one/s3cret/none/o, 404, does not exist",
        "etl-one/s3cret/abc/..%2Fx, 400, is invalid"
    })
    void nobodyElseAndNothingElse(String path, int status, String words) throws Exception {
        HttpResponse<byte[]> answer = target.get("/v1/etl/_object/" + path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Web.text(answer)).contains(words);
    }

    @Test
    void nothingIsWrittenThere() throws Exception {
        assertThat(target.send("PUT", "/v1/etl/_object/etl-one/s3cret/abc/x", "x")
                        .statusCode())
                .isEqualTo(405);
    }
}
