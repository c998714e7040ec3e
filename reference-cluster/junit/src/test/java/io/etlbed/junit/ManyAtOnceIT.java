package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixty-four requests at a time by each mechanism, on a node with little memory (COMM-06, COMM-08). */
class ManyAtOnceIT {

    private static final int AT_ONCE = 64;
    private static final List<Integer> SIZES = List.of(0, 1, 1 << 20);

    /** Pods of Python answer in turn, and a fresh copy of a script takes its time. */
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    static Path folder;

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    private static final Map<Integer, byte[]> OBJECTS = new HashMap<>();

    private static ClusterProcess cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        cluster = ClusterProcess.start(folder.resolve("cluster"), "256m");
        ais = AisClient.of(cluster.url());
        ais.buckets().create("sizes");
        for (int size : SIZES) {
            byte[] content = new Noise(size).readAllBytes();
            OBJECTS.put(size, content);
            ais.objects().put(new ObjectRef("sizes", String.valueOf(size)), ObjectBody.of(content));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        ais.close();
        cluster.close();
    }

    static Stream<EtlInit> echoes() {
        return Stream.of(
                TransformerSpecs.of("many-hpush", "echo", "hpush://"),
                TransformerSpecs.of("many-hrev", "echo", "hrev://"),
                TransformerSpecs.of("many-hpull", "echo", "hpull://"),
                code("many-function", "def transform(input_bytes): return input_bytes\n", "hpush://"),
                code("many-script", "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())\n", "io://"));
    }

    private static EtlInit code(String id, String code, String communication) {
        return new EtlInit.Code(
                id, code.getBytes(UTF_8), new byte[0], "python3", Optional.of(communication), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void come_back_whole(EtlInit etl) throws Exception {
        ais.etl().init(etl);
        for (int size : SIZES) {
            URI url = URI.create(cluster.url() + "/v1/objects/sizes/" + size + "?uuid=" + etl.id());
            List<CompletableFuture<HttpResponse<byte[]>>> all = IntStream.range(0, AT_ONCE)
                    .mapToObj(each -> CLIENT.sendAsync(
                            HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray()))
                    .toList();
            for (CompletableFuture<HttpResponse<byte[]>> each : all) {
                HttpResponse<byte[]> answer = each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(answer.statusCode())
                        .as("%s: %d bytes: %s", etl.id(), size, answer.headers())
                        .isEqualTo(200);
                assertThat(answer.body()).as("%s: %d bytes", etl.id(), size).isEqualTo(OBJECTS.get(size));
            }
        }
        ais.etl().delete(etl.id());
    }
}
