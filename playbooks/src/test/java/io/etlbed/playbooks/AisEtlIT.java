package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.cli.Ais;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ByteRange;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.EtlTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CLI-01, 02 and 04 on a cluster whose pods are processes. */
@EtlTest
class AisEtlIT {

    private static final String BUCKET = "ais-etl-it";
    private static final String ETL = "ais_Etl-it";
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    @TempDir
    Path temp;

    private final EtlCluster cluster;
    private String err = "";

    AisEtlIT(EtlCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void prepare() throws Exception {
        Library.copy("md5", temp);
        try (AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create(BUCKET);
            ais.objects().put(object(), ObjectBody.of("hello".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @AfterEach
    void remove() {
        ais("etl", "rm", ETL);
        assertThat(ais("bucket", "rm", "-y", "ais://" + BUCKET)).contains("destroyed");
    }

    @Test
    void an_etl_lives_from_init_over_stop_and_start_to_rm() throws Exception {
        assertThat(ais("etl", "init", "spec", "--name=" + ETL, "--from-file=spec.yaml", "--wait-timeout=3m"))
                .isEqualTo(ETL + "\n");
        assertThat(ais("etl", "list")).contains(ETL);
        assertThat(ais("etl", "view", ETL)).isEqualTo(Files.readString(temp.resolve("spec.yaml")));
        assertThat(transformed()).isEqualTo(MD5_OF_HELLO);

        assertThat(ais("etl", "object", ETL, object().toString(), "md5.txt")).contains("[32B]");
        assertThat(temp.resolve("md5.txt")).hasContent(MD5_OF_HELLO);

        assertThat(ais("etl", "init", "spec", "--name=" + ETL, "--from-file=spec.yaml"))
                .isEmpty();
        assertThat(err).contains(ETL).contains("exist");
        assertThat(transformed()).as("the first one serves on").isEqualTo(MD5_OF_HELLO);

        assertThat(ais("etl", "stop", ETL)).contains("stopped successfully");
        assertThat(ais("etl", "list")).doesNotContain(ETL);
        assertThat(transformed()).isEmpty();
        assertThat(err).startsWith("ais: ").contains(ETL).contains("(see: ais etl ls)");

        assertThat(ais("etl", "start", ETL)).contains("started successfully");
        assertThat(transformed()).isEqualTo(MD5_OF_HELLO);

        assertThat(ais("etl", "rm", ETL)).contains("deleted");
        assertThat(ais("etl", "view", ETL)).isEmpty();
        assertThat(err).contains(ETL);
    }

    @Test
    void every_violation_of_a_spec_is_shown() throws Exception {
        Files.writeString(
                temp.resolve("spec.yaml"),
                "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  nodeName: here\n  containers:\n  - name: a\n");

        ais("etl", "init", "spec", "--name=" + ETL, "--from-file=spec.yaml");

        assertThat(err).startsWith("ais: ").contains("SPEC-05", "SPEC-06", "SPEC-09", "SPEC-18");
    }

    @Test
    void code_that_python_cannot_read_is_refused_in_the_words_of_python() {
        ais("etl", "init", "code", "--name=" + ETL, "--runtime=python3", "--from-file=spec.yaml");

        assertThat(err)
                .startsWith("ais: ")
                .contains("was not started, and nothing of it is left", "File \"/code/code.py\"", "Error: ");
    }

    @Test
    void a_client_reads_an_object_whole_in_part_and_transformed() throws Exception {
        ais("etl", "init", "spec", "--name=" + ETL, "--from-file=spec.yaml");
        try (AisClient ais = AisClient.of(cluster.url())) {
            ObjectRead read = ObjectRead.of(object());
            assertThat(text(ais, read)).isEqualTo("hello");
            assertThat(text(ais, read.part(ByteRange.of(1, 3)))).isEqualTo("ell");
            assertThat(text(ais, read.through(ETL))).isEqualTo(MD5_OF_HELLO);
            assertThat(ais.objects().head(object()).size()).isEqualTo(5);
            assertThat(ais.clusterMap().nodes()).hasSize(cluster.proxies().size() + cluster.targets());
            assertThat(ais.healthy()).isTrue();
        }
    }

    private static String text(AisClient ais, ObjectRead read) throws Exception {
        try (ObjectContent content = ais.objects().open(read)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String transformed() {
        return ais("etl", "object", ETL, object().toString(), "-");
    }

    private static ObjectRef object() {
        return new ObjectRef(BUCKET, "dir/o 1");
    }

    private String ais(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Ais.run(
                List.of(arguments),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                Map.of("AIS_ENDPOINT", cluster.url().toString()),
                temp);
        err = errors.toString(StandardCharsets.UTF_8);
        return out.toString(StandardCharsets.UTF_8);
    }
}
