package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs over buckets: transforming and copying them, by what clients send. */
class BucketJobsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OBJECTS = 60;

    /** Lets the requests of the slow transformer go on. */
    private static final CountDownLatch RELEASE = new CountDownLatch(1);

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .inproc()
                .targets(3)
                .handler("acme/picky", (request, answer) -> {
                    String text = new String(request.body().readAllBytes(), UTF_8);
                    if (text.equals("bad")) {
                        answer.send(500, "I do not like it");
                    } else {
                        answer.send(200, text.toUpperCase(Locale.ROOT));
                    }
                })
                .handler("acme/slow", (request, answer) -> {
                    request.body().readAllBytes();
                    boolean asked = request.method().equals("GET") || RELEASE.await(60, TimeUnit.SECONDS);
                    answer.send(asked ? 200 : 500, "late");
                })
                .folder(folder.resolve("cluster"))
                .start();
        ais = AisClient.of(cluster.url());
        ais.buckets().create("src");
        for (int i = 0; i < OBJECTS; i++) {
            put("src", "dir/" + i + (i % 3 == 0 ? ".in1" : i % 3 == 1 ? ".in2" : ""), "text " + i);
        }
        ais.etl().init(TransformerSpecs.of("etl-md5", "md5"));
    }

    @AfterAll
    static void stop() {
        RELEASE.countDown();
        ais.close();
        cluster.close();
    }

    @Test
    void the_documents_call_makes_a_bucket_of_transformed_objects() throws Exception {
        JsonNode status = ended(post(
                "src",
                "",
                "{\"action\":\"etl-bck\",\"name\":\"docs\",\"value\":{\"id\":\"etl-md5\","
                        + "\"ext\":\"md5\",\"prefix\":\"new-\",\"suffix\":\"-end\"}}"));

        assertThat(status.path("err").asText()).isEmpty();
        List<String> names = names("docs");
        assertThat(names).hasSize(OBJECTS).contains("new-dir/0.md5-end", "new-dir/1.md5-end", "new-dir/2-end");
        assertThat(text("docs", "new-dir/7.md5-end")).isEqualTo(md5("text 7"));
        assertThat(text("docs", "new-dir/8-end")).isEqualTo(md5("text 8"));
    }

    @ParameterizedTest
    @CsvSource({"ais/@%23/NAME/", "ais//NAME/", "ais%2F%40%23%2FNAME%2F"})
    void a_copy_goes_where_the_query_says_and_is_the_same_bytes(String form) throws Exception {
        String to = "copy-" + Integer.toHexString(form.hashCode());
        JsonNode status =
                ended(post("src", "?bck_to=" + form.replace("NAME", to), "{\"action\":\"copy-bck\",\"value\":null}"));

        assertThat(status.path("err").asText()).isEmpty();
        assertThat(status.path("aborted").asBoolean()).isFalse();
        assertThat(names(to)).isEqualTo(names("src"));
        assertThat(text(to, "dir/5")).isEqualTo("text 5");
    }

    @Test
    void extensions_are_mapped_and_with_prepend_the_prefix_selects() throws Exception {
        ended(post(
                "src",
                "?bck_to=ais//mapped/",
                "{\"action\":\"etl-bck\",\"value\":{\"id\":\"etl-md5\","
                        + "\"ext\":{\"in1\":\"out1\"},\"prepend\":\"p/\",\"prefix\":\"dir/1\"}}"));

        assertThat(names("mapped"))
                .contains("p/dir/1.in2", "p/dir/12.out1", "p/dir/15.out1")
                .allMatch(name -> name.startsWith("p/dir/1"))
                .doesNotContain("p/dir/0.out1");
    }

    @Test
    void a_dry_run_counts_what_would_be_and_makes_nothing() throws Exception {
        String id = post(
                "src", "", "{\"action\":\"etl-bck\",\"name\":\"dry\",\"value\":{\"id\":\"etl-md5\",\"dry_run\":true}}");
        ended(id);

        JsonNode reports = json(get("/v1/cluster?what=qryxstats", "{\"id\":\"" + id + "\"}"));
        assertThat(sum(reports, "loc-objs")).isEqualTo(OBJECTS);
        assertThat(sum(reports, "loc-bytes")).isEqualTo(OBJECTS * 32L);
        assertThat(reports).hasSize(3).allSatisfy(each -> assertThat(each).hasSize(1));
        assertThat(ais.buckets().exists("dry")).isFalse();
    }

    @Test
    void work_is_spread_over_the_targets_and_counted_where_it_was_done() throws Exception {
        String id = post("src", "?bck_to=ais//spread/", "{\"action\":\"copy-bck\",\"value\":{\"prefix\":\"x\"}}");
        ended(id);

        JsonNode reports = json(get("/v1/cluster?what=qryxstats", "{\"id\":\"" + id + "\",\"kind\":\"copy-bck\"}"));
        assertThat(sum(reports, "loc-objs") + sum(reports, "out-objs")).isEqualTo(OBJECTS);
        assertThat(sum(reports, "out-objs")).isPositive();
        assertThat(reports).allSatisfy(target -> {
            JsonNode report = target.get(0);
            assertThat(report.at("/progress/objects").asLong())
                    .isPositive()
                    .isEqualTo(report.at("/progress/all-objects").asLong());
            assertThat(report.at("/bck/name").asText()).isEqualTo("spread");
            assertThat(report.path("end-time").asText()).doesNotStartWith("0001");
        });
    }

    @Test
    void an_object_that_fails_ends_the_job_and_takes_the_new_bucket_along() throws Exception {
        picky("picky-1");
        HttpResponse<String> status = await(
                post("picky-1", "?bck_to=ais//gone/", "{\"action\":\"etl-bck\",\"value\":{\"id\":\"etl-picky\"}}"));

        assertThat(status.statusCode()).isEqualTo(400);
        assertThat(status.body()).contains("ais://picky-1/the-bad-one", "answered 500", "I do not like it");
        assertThat(ais.buckets().exists("gone")).isFalse();
    }

    @Test
    void a_job_that_goes_on_names_what_failed_and_does_the_rest() throws Exception {
        picky("picky-2");
        ais.buckets().create("kept");
        String id = post(
                "picky-2",
                "?bck_to=ais//kept/",
                "{\"action\":\"etl-bck\",\"value\":{\"id\":\"etl-picky\",\"coer\":true}}");
        HttpResponse<String> status = await(id);

        assertThat(status.statusCode()).isEqualTo(400);
        assertThat(status.body()).contains("1 of", "the-bad-one");
        assertThat(names("kept")).hasSize(20);
        assertThat(text("kept", "good-3")).isEqualTo("GOOD");
        JsonNode reports = json(get("/v1/cluster?what=qryxstats", "{\"id\":\"" + id + "\"}"));
        assertThat(reports.findValues("obj_name")).extracting(JsonNode::asText).containsExactly("the-bad-one");
    }

    @Test
    void an_aborted_job_says_so_and_leaves_no_bucket() throws Exception {
        ais.etl().init(TransformerSpecs.withImage("etl-slow", "acme/slow"));
        String id = post("src", "?bck_to=ais//aborted/", "{\"action\":\"etl-bck\",\"value\":{\"id\":\"etl-slow\"}}");
        assertThat(json(get("/v1/cluster?what=status", "{\"id\":\"" + id + "\"}"))
                        .path("end_time")
                        .asLong())
                .isZero();
        assertThat(get("/v1/cluster?what=running_all", "{\"show_active\":true}"))
                .contains("etl-bck[" + id + "]");

        call("PUT", "/v1/cluster", "{\"action\":\"stop\",\"value\":{\"id\":\"" + id + "\"}}");

        JsonNode status = ended(id);
        assertThat(status.path("aborted").asBoolean()).isTrue();
        assertThat(status.path("err").asText()).contains("aborted");
        assertThat(ais.buckets().exists("aborted")).isFalse();
    }

    @Test
    void a_job_ends_with_its_etl() throws Exception {
        ais.etl().init(TransformerSpecs.withImage("etl-slower", "acme/slow"));
        String id = post("src", "?bck_to=ais//stopped/", "{\"action\":\"etl-bck\",\"value\":{\"id\":\"etl-slower\"}}");
        ais.etl().stop("etl-slower");

        HttpResponse<String> status = await(id);
        assertThat(status.statusCode()).isEqualTo(400);
        assertThat(status.body()).contains("etl-slower", "was stopped");
        assertThat(ais.buckets().exists("stopped")).isFalse();
    }

    @Test
    void a_large_object_streams_through() throws Exception {
        long size = 48L << 20;
        ais.buckets().create("large");
        Noise noise = new Noise(size);
        ais.objects().put(new ObjectRef("large", "object"), ObjectBody.of(noise, size));
        ais.etl().init(TransformerSpecs.of("etl-echo", "echo"));
        ended(post(
                "large",
                "?bck_to=ais//large-echo/",
                "{\"action\":\"etl-bck\",\"value\":{\"id\":\"etl-echo\",\"prepend\":\"a\"}}"));
        ended(post("large", "?bck_to=ais//large-copy/", "{\"action\":\"copy-bck\",\"value\":{\"prepend\":\"bc\"}}"));

        assertThat(checksum("large-echo", "aobject")).isEqualTo(noise.checksum());
        assertThat(checksum("large-copy", "bcobject")).isEqualTo(noise.checksum());
    }

    @Test
    void without_an_id_the_only_etl_that_runs_is_meant() throws Exception {
        HttpResponse<String> several =
                call("POST", "/v1/buckets/src", "{\"action\":\"etl-bck\",\"name\":\"none\",\"value\":{}}");
        if (ais.etl().list().size() > 1) {
            assertThat(several.statusCode()).isEqualTo(400);
            assertThat(several.body()).contains("ETL ID can't be empty", "etl-md5");
        } else {
            ended(several.body());
            assertThat(names("none")).hasSize(OBJECTS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src | {\"action\":\"etl-bck\",\"name\":\"x\",\"value\":{\"id\":\"nosuch\"}} | 404 | etl job \\\"nosuch\\\"",
                "nosuch | {\"action\":\"copy-bck\",\"name\":\"x\"} | 404 | does not exist",
                "src | {\"action\":\"copy-bck\",\"name\":\"src\"} | 400 | onto itself",
                "src | {\"action\":\"copy-bck\"} | 400 | missing \\\"bck_to\\\"",
                "src | {\"action\":\"copy-bck\",\"name\":\"a/b\"} | 400 | invalid",
                "src | {\"action\":\"copy-bck\",\"name\":\"x\",\"value\":{\"nonsense\":1}} | 400 | unknown field",
                "src | {\"action\":\"copy-bck\",\"name\":\"x\",\"value\":{\"dry_run\":\"yes\"}} | 400 | true or false",
                "src | {\"action\":\"etl-bck\",\"name\":\"x\",\"value\":{\"id\":\"etl-md5\",\"ext\":7}} | 400 | an extension",
                "src | {\"action\":\"etl-bck\",\"name\":\"x\",\"value\":{\"id\":\"etl-md5\",\"request_timeout\":\"x\"}}"
                        + " | 400 | a duration",
            })
    void what_makes_no_sense_is_refused_and_makes_no_bucket(String from, String body, int status, String message)
            throws Exception {
        HttpResponse<String> answer = call("POST", "/v1/buckets/" + from, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
        assertThat(ais.buckets().exists("x")).isFalse();
    }

    @Test
    void a_job_that_nobody_knows_is_404() throws Exception {
        assertThat(call("GET", "/v1/cluster?what=status", "{\"id\":\"nosuch\"}").statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/v1/cluster?what=qryxstats", "{\"id\":\"nosuch\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/v1/cluster?what=qryxstats", "{\"kind\":\"nosuch\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/v1/cluster?what=status", "{}").statusCode()).isEqualTo(400);
        assertThat(json(get("/v1/cluster?what=qryxstats", "{\"kind\":\"rebalance\"}")))
                .hasSize(3);
    }

    private static void picky(String bucket) throws Exception {
        ais.buckets().create(bucket);
        for (int i = 0; i < 20; i++) {
            put(bucket, "good-" + i, "good");
        }
        put(bucket, "the-bad-one", "bad");
        if (ais.etl().list().stream().noneMatch(etl -> etl.id().equals("etl-picky"))) {
            ais.etl().init(TransformerSpecs.withImage("etl-picky", "acme/picky"));
        }
    }

    private static void put(String bucket, String name, String text) throws IOException, InterruptedException {
        ais.objects().put(new ObjectRef(bucket, name), ObjectBody.of(text.getBytes(UTF_8)));
    }

    private static String text(String bucket, String name) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(new ObjectRef(bucket, name)), bytes);
        return bytes.toString(UTF_8);
    }

    private static long checksum(String bucket, String name) throws IOException, InterruptedException {
        try (var content = ais.objects().open(ObjectRead.of(new ObjectRef(bucket, name)));
                CheckedInputStream counted = new CheckedInputStream(content.stream(), new CRC32C())) {
            counted.skip(Long.MAX_VALUE);
            return counted.getChecksum().getValue();
        }
    }

    private static List<String> names(String bucket) throws IOException, InterruptedException {
        List<ObjectEntry> entries = new ArrayList<>();
        ais.objects().list(bucket, "", entries::add);
        return entries.stream().map(ObjectEntry::name).toList();
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    }

    private static long sum(JsonNode reports, String counter) {
        return reports.findValues(counter).stream()
                .mapToLong(each -> Long.parseLong(each.asText()))
                .sum();
    }

    private static String post(String bucket, String query, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("POST", "/v1/buckets/" + bucket + query, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The last status of a job that went well or was aborted. */
    private static JsonNode ended(String id) {
        HttpResponse<String> status = await(id);
        assertThat(status.statusCode()).as(status.body()).isEqualTo(200);
        return json(status.body());
    }

    private static HttpResponse<String> await(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> call("GET", "/v1/cluster?what=status", "{\"id\":\"" + id + "\"}"),
                        answer -> answer.statusCode() != 200
                                || json(answer.body()).path("end_time").asLong() > 0);
    }

    private static String get(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("GET", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        URI url = URI.create(cluster.url() + path);
        return HTTP.send(
                HttpRequest.newBuilder(url)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
