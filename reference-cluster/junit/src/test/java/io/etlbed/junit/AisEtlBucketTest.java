package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.cli.Ais;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CLI-04: {@code ais etl bucket}. */
class AisEtlBucketTest {

    private static final String ETL = "etl-shout";

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;

    private String err = "";

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .inproc()
                .targets(2)
                .handler("acme/shout", (request, answer) -> {
                    String text = new String(request.body().readAllBytes(), UTF_8);
                    answer.send(text.equals("bad") ? 500 : 200, text + "!");
                })
                .folder(folder)
                .start();
        ais = AisClient.of(cluster.url());
        ais.etl().init(EtlInit.spec(ETL, """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shout
                spec:
                  containers:
                    - name: server
                      image: acme/shout
                      ports:
                        - name: default
                          containerPort: 80
                      readinessProbe:
                        httpGet:
                          path: /health
                          port: default
                """.getBytes(UTF_8)));
        ais.buckets().create("words");
        put("a.txt", "one");
        put("b/c.md", "two");
        put("plain", "three");
    }

    @AfterAll
    static void stop() {
        ais.close();
        cluster.close();
    }

    @AfterEach
    void destroy() throws Exception {
        if (ais.buckets().exists("louder")) {
            ais.buckets().destroy("louder");
        }
    }

    @Test
    void a_bucket_is_transformed_into_another_and_waited_for() throws Exception {
        assertThat(etlBucket("--wait"))
                .isEqualTo("transformed 3 objects of \"ais://words\" to \"ais://louder\" [14B]\n");
        assertThat(names()).containsExactly("a.txt", "b/c.md", "plain");
    }

    @Test
    void without_waiting_the_job_is_named() throws Exception {
        String job = etlBucket().strip();

        assertThat(job).isNotEmpty().doesNotContain(" ");
        ais.jobs().await(job);
        assertThat(ais.jobs().progress(job).objects()).isEqualTo(3);
        assertThat(ais.jobs().progress(job).running()).isFalse();
    }

    @Test
    void objects_are_chosen_by_list_or_by_template() throws Exception {
        etlBucket("--wait", "--list", "plain,a.txt");
        assertThat(names()).containsExactly("a.txt", "plain");
        ais.buckets().destroy("louder");

        etlBucket("--wait", "--template", "b/");
        assertThat(names()).containsExactly("b/c.md");
    }

    @Test
    void new_names_are_made_as_the_options_say() throws Exception {
        etlBucket("--wait", "--ext", "{txt:loud,\"md\":\"LOUD\"}", "--prefix=new/", "--suffix=.gz");
        assertThat(names()).containsExactly("new/a.loud.gz", "new/b/c.LOUD.gz", "new/plain.gz");
        ais.buckets().destroy("louder");

        etlBucket("--wait", "--ext", ".loud");
        assertThat(names()).containsExactly("a.loud", "b/c.loud", "plain");
    }

    @Test
    void a_dry_run_counts_and_makes_nothing() throws Exception {
        assertThat(etlBucket("--wait", "--dry-run")).startsWith("would transform 3 objects");
        assertThat(ais.buckets().exists("louder")).isFalse();
    }

    @Test
    void an_object_that_fails_ends_it_with_its_name_unless_told_to_go_on() throws Exception {
        put("d.txt", "bad");
        try {
            assertThat(etlBucket("--wait")).isEmpty();
            assertThat(err).startsWith("ais: ").contains("d.txt");
            assertThat(ais.buckets().exists("louder")).isFalse();

            assertThat(etlBucket("--wait", "--cont-on-err")).isEmpty();
            assertThat(err).contains("1 of ", "d.txt");
            assertThat(names()).containsExactly("a.txt", "b/c.md", "plain");
        } finally {
            ais.objects().delete(new ObjectRef("words", "d.txt"));
        }
    }

    @Test
    void what_makes_no_sense_is_refused_before_anything_is_done() throws Exception {
        for (String wrong : List.of("{txt}", "{txt:a:b}", "{:a}", "{txt:a", "", "a/b")) {
            assertThat(etlBucket("--ext=" + wrong)).as(wrong).isEmpty();
            assertThat(err).as(wrong).contains("--ext should look like");
        }
        assertThat(run("etl", "bucket", ETL, "ais://words/a.txt", "ais://louder"))
                .isEmpty();
        assertThat(err).contains("bucket alone");
        assertThat(run("etl", "bucket", "etl-none", "ais://words", "ais://louder"))
                .isEmpty();
        assertThat(err).contains("etl-none", "(see: ais etl ls)");
        assertThat(ais.buckets().exists("louder")).isFalse();
    }

    private String etlBucket(String... options) {
        List<String> words = new ArrayList<>(List.of("etl", "bucket", ETL, "ais://words", "ais://louder"));
        words.addAll(List.of(options));
        return run(words.toArray(new String[0]));
    }

    private String run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int unused = Ais.run(
                List.of(words),
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(errors, true, UTF_8),
                Map.of("AIS_ENDPOINT", cluster.url().toString()),
                folder);
        err = errors.toString(UTF_8);
        return out.toString(UTF_8);
    }

    private static List<String> names() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        ais.objects().list("louder", "", (ObjectEntry entry) -> names.add(entry.name()));
        return names;
    }

    private static void put(String object, String content) throws IOException, InterruptedException {
        ais.objects().put(new ObjectRef("words", object), ObjectBody.of(content.getBytes(UTF_8)));
    }
}
