package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.JobProgress;
import io.etlbed.cluster.client.JobSelection;
import io.etlbed.cluster.client.JobState;
import io.etlbed.cluster.client.NewNames;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.simulator.handler.HandlerAnswer;
import io.etlbed.simulator.handler.HandlerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs over objects that were chosen by their names or by a template (XFORM-06), and what is told of a job on its way. */
class SelectedJobsTest {

    private static final int SHARDS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Let as many requests of two slow transformers go on. */
    private static final Semaphore SHARED = new Semaphore(0);

    private static final Semaphore PACED = new Semaphore(0);

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .inproc()
                .targets(3)
                .handler(
                        "acme/upper",
                        (request, answer) -> answer.send(
                                200, new String(request.body().readAllBytes(), UTF_8).toUpperCase(Locale.ROOT)))
                .handler("acme/slow", (request, answer) -> when(SHARED, request, answer))
                .handler("acme/paced", (request, answer) -> when(PACED, request, answer))
                .folder(folder.resolve("cluster"))
                .start();
        ais = AisClient.of(cluster.url());
        ais.buckets().create("src");
        for (int i = 0; i < SHARDS; i++) {
            put("shard-%04d.tar".formatted(i));
        }
        put("other");
        ais.etl().init(TransformerSpecs.withImage("etl-upper", "acme/upper"));
    }

    private static void when(Semaphore passes, HandlerRequest request, HandlerAnswer answer) throws Exception {
        request.body().readAllBytes();
        boolean asked = request.method().equals("GET") || passes.tryAcquire(60, TimeUnit.SECONDS);
        answer.send(asked ? 200 : 500, "late");
    }

    @AfterAll
    static void stop() {
        SHARED.release(1000);
        PACED.release(1000);
        ais.close();
        cluster.close();
    }

    @Test
    void objects_of_a_list_are_transformed_and_no_others() throws Exception {
        done(ais.jobs()
                .transform(
                        "etl-upper", "src", "listed", by(new JobSelection.Names(List.of("other", "shard-0007.tar")))));

        assertThat(names("listed")).containsExactly("other", "shard-0007.tar");
        assertThat(text("listed", "shard-0007.tar")).isEqualTo("I AM SHARD-0007.TAR");
    }

    @Test
    void objects_of_a_template_are_copied_with_the_options_of_every_job() throws Exception {
        JobOptions options = by(new JobSelection.Template("shard-{0004..0012..4}.tar"))
                .calling(new NewNames(Map.of("tar", "txt"), Optional.empty(), "new/", "-end"));
        done(ais.jobs().copy("src", "options", options));

        assertThat(names("options"))
                .containsExactly("new/shard-0004.txt-end", "new/shard-0008.txt-end", "new/shard-0012.txt-end");
        assertThat(text("options", "new/shard-0008.txt-end")).isEqualTo("i am shard-0008.tar");
    }

    @ParameterizedTest
    @CsvSource({
        "shard-{0000..0039}.tar,           40,    0",
        "shard-@0002.tar,                   3,    0",
        "shard-%04d.tar,                   40,   -1",
        "shard-000,                        10,    0",
        "shard-00{38..41}.tar,              2,    2",
        "shard-{38..41}.tar,                0,    4",
        "other{0..0},                       0,    1",
        "shard-{0000..999999999999}.tar,   40,   -1",
    })
    void a_template_finds_what_it_names_and_tells_what_is_not_there(String template, int found, int missing)
            throws Exception {
        JobOptions options = by(new JobSelection.Template(template)).countingOnly();
        String id = ais.jobs().copy("src", "nowhere", options);
        done(id);

        JobProgress progress = ais.jobs().progress(id);
        assertThat(progress.objects()).isEqualTo(found);
        assertThat(progress.allObjects()).hasValue((long) found);
        if (missing >= 0) {
            assertThat(progress.missing()).isEqualTo(missing);
            assertThat(progress.missingNames()).hasSize(missing);
        } else {
            // Of names without end some are counted, fewer are named.
            assertThat(progress.missing()).isPositive();
            assertThat(progress.missingNames()).hasSizeBetween(1, 300).contains("shard-0040.tar");
        }
        assertThat(ais.buckets().exists("nowhere")).isFalse();
    }

    @Test
    void an_object_of_a_list_that_is_not_there_fails_the_job_and_takes_the_new_bucket_along() throws Exception {
        String id = ais.jobs().copy("src", "incomplete", by(new JobSelection.Names(List.of("other", "nosuch"))));
        JobState state = ais.jobs().await(id, PATIENCE);

        assertThat(state.succeeded()).isFalse();
        assertThat(state.error()).contains("ais://src/nosuch", "does not exist");
        assertThat(ais.buckets().exists("incomplete")).isFalse();
    }

    @Test
    void a_job_that_goes_on_names_and_counts_what_is_not_there() throws Exception {
        ais.buckets().create("most");
        List<String> names =
                IntStream.range(30, 50).mapToObj("shard-%04d.tar"::formatted).toList();
        String id =
                ais.jobs().copy("src", "most", by(new JobSelection.Names(names)).goingOn());
        JobState state = ais.jobs().await(id, PATIENCE);

        assertThat(state.error()).contains("shard-0040.tar", "does not exist");
        assertThat(names("most")).hasSize(10);
        JobProgress progress = ais.jobs().progress(id);
        assertThat(progress.failures()).isEqualTo(10);
        assertThat(progress.failed()).containsOnlyKeys(names.subList(10, 20));
        assertThat(progress.allObjects()).hasValue(20L);
    }

    @Test
    void jobs_of_selected_objects_share_a_bucket_that_stays_and_no_other() throws Exception {
        ais.etl().init(TransformerSpecs.withImage("etl-slow", "acme/slow"));
        ais.buckets().create("shared");
        List<String> ids = new ArrayList<>();
        for (String name : List.of("shard-0001.tar", "shard-0002.tar")) {
            ids.add(ais.jobs().transform("etl-slow", "src", "shared", by(new JobSelection.Names(List.of(name)))));
        }
        assertThatThrownBy(() -> ais.jobs().copy("src", "shared", JobOptions.NONE))
                .hasMessageContaining("currently");
        String made = ais.jobs().transform("etl-slow", "src", "made", by(new JobSelection.Template("shard-0003")));
        ids.add(made);
        assertThatThrownBy(() -> ais.jobs().copy("src", "made", by(new JobSelection.Template("other"))))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(409));

        String running = ask("qryxstats", "{\"id\":\"" + made + "\",\"kind\":\"etl-listrange\"}");
        assertThat(running).contains("\"is_idle\":false", "\"bck\":{\"name\":\"src\"");
        assertThat(ask("running_all", "{\"show_active\":true}")).contains("etl-listrange[" + made + "]");
        ais.jobs().abort(made);
        // One for the aborted one, whose request may wait still.
        SHARED.release(3);
        assertThat(ais.jobs().await(made, PATIENCE).aborted()).isTrue();
        done(ids.get(0));
        done(ids.get(1));
        assertThat(names("shared")).containsExactly("shard-0001.tar", "shard-0002.tar");
        assertThat(ais.buckets().exists("made")).isFalse();
        assertThat(ask("qryxstats", "{\"id\":\"" + made + "\"}")).contains("\"is_idle\":true");
        ais.etl().delete("etl-slow");
    }

    @Test
    void a_job_on_its_way_tells_how_far_it_is_how_fast_and_how_long_it_takes() throws Exception {
        ais.etl().init(TransformerSpecs.withImage("etl-paced", "acme/paced"));
        String id = ais.jobs().transform("etl-paced", "src", "paced", JobOptions.NONE);
        PACED.release(SHARDS / 2);

        JobProgress half = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> ais.jobs().progress(id),
                        now -> now.objects() == SHARDS / 2 && now.left().isPresent());
        assertThat(half.allObjects()).hasValue(SHARDS + 1L);
        assertThat(half.bytes()).isBetween(1L, half.allBytes().orElseThrow() - 1);
        assertThat(half.objectsPerSecond()).isPositive();
        assertThat(half.bytesPerSecond()).isPositive();
        assertThat(half.left().orElseThrow()).isPositive();

        PACED.release(SHARDS);
        done(id);
        JobProgress whole = ais.jobs().progress(id);
        assertThat(whole.objects()).isEqualTo(SHARDS + 1);
        assertThat(whole.left()).hasValue(Duration.ZERO);
        ais.etl().delete("etl-paced");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"template\":\"\"}                                    | 400 | which objects",
                "{\"objnames\":[]}                                      | 400 | which objects",
                "{\"objnames\":[\"a\"],\"template\":\"b\"}                  | 400 | both",
                "{\"objnames\":\"a\"}                                     | 400 | an array of names",
                "{\"objnames\":[7]}                                     | 400 | names of objects",
                "{\"template\":\"a{1..x}\"}                               | 400 | braces around whole numbers",
                "{\"template\":\"a\",\"tobck\":{\"name\":\"x\",\"provider\":\"aws\"}} | 404 | aws://x",
                "{\"template\":\"a\",\"tobck\":{\"name\":\"x/y\"}}            | 400 | bucket name",
                "{\"template\":\"a\",\"tobck\":{\"name\":\"src\"}}            | 400 | onto itself",
                "{\"template\":\"a\"}                                     | 400 | where to",
            })
    void what_makes_no_sense_is_refused_and_makes_no_bucket(String value, int status, String message) throws Exception {
        String name = message.equals("where to") ? "" : "x";
        HttpResponse<String> answer = call(
                "POST",
                "/v1/buckets/src",
                "{\"action\":\"copy-listrange\",\"name\":\"" + name + "\",\"value\":" + value + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
        assertThat(ais.buckets().exists("x")).isFalse();
    }

    private static JobOptions by(JobSelection selection) {
        return JobOptions.NONE.selecting(selection);
    }

    private static void done(String id) throws IOException, InterruptedException {
        JobState state = ais.jobs().await(id, PATIENCE);
        assertThat(state.succeeded()).as(state.toString()).isTrue();
    }

    private static void put(String name) throws IOException, InterruptedException {
        ais.objects().put(new ObjectRef("src", name), ObjectBody.of(("i am " + name).getBytes(UTF_8)));
    }

    private static String text(String bucket, String name) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(new ObjectRef(bucket, name)), bytes);
        return bytes.toString(UTF_8);
    }

    private static List<String> names(String bucket) throws IOException, InterruptedException {
        List<ObjectEntry> entries = new ArrayList<>();
        ais.objects().list(bucket, "", entries::add);
        return entries.stream().map(ObjectEntry::name).toList();
    }

    private static String ask(String what, String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("GET", "/v1/cluster?what=" + what, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(cluster.url() + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
