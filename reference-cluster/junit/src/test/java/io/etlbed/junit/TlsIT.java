package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.python.HostEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster that speaks TLS, with real pods, and real programs as its clients. */
class TlsIT {

    private static final String BUCKET = "tls";
    private static final int OBJECTS = 8;
    private static final long LARGE = 64L << 20;

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;
    private static Path authority;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .proxies(2)
                .targets(2)
                .tls()
                .folder(folder.resolve("cluster"))
                .start();
        authority = cluster.authority().orElseThrow();
        ais = cluster.client();
        ais.buckets().create(BUCKET);
        for (int i = 0; i < OBJECTS; i++) {
            ais.objects().put(new ObjectRef(BUCKET, "o" + i), ObjectBody.of(content(i)));
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static byte[] content(int number) {
        return ("content of o" + number).getBytes(UTF_8);
    }

    private static String url(String object) {
        return cluster.url() + "/v1/objects/" + BUCKET + "/" + object;
    }

    private static Shown curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--cacert", authority.toString()));
        command.addAll(List.of(arguments));
        return Shown.by(folder, Map.of(), command);
    }

    private static Shown ais(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.etlbed.cluster.cli.Ais"));
        command.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.put("AIS_ENDPOINT", cluster.url().toString());
        return Shown.by(folder, all, command);
    }

    @Test
    void curl_knows_the_cluster_by_its_authority_and_by_that_alone() throws Exception {
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", url("o1"))
                        .well()
                        .text())
                .startsWith("301 https://127.0.0.1:");
        assertThat(curl("-L", url("o1")).well().out()).isEqualTo(content(1));
        assertThat(curl("-L", "-r", "3-6", url("o1")).well().text()).isEqualTo("tent");
        assertThat(curl("-L", "https://localhost:" + cluster.url().getPort() + "/v1/health")
                        .code())
                .isZero();

        Shown stranger = Shown.by(folder, Map.of(), List.of("curl", "-sS", cluster.url() + "/v1/health"));
        assertThat(stranger.code()).isEqualTo(60);
        String plain = cluster.url().toString().replace("https:", "http:");
        assertThat(curl(plain + "/v1/health").well().text()).contains("this node speaks TLS");
    }

    @Test
    void a_large_object_goes_up_and_down_by_curl_byte_for_byte() throws Exception {
        Path file = folder.resolve("large");
        Noise noise = new Noise(LARGE);
        Files.copy(noise, file);
        curl("-L", "-T", file.toString(), url("large")).well();
        Path back = folder.resolve("back");
        curl("-L", "-o", back.toString(), url("large")).well();
        CRC32C checksum = new CRC32C();
        byte[] block = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(back)) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                checksum.update(block, 0, count);
            }
        }
        assertThat(Files.size(back)).isEqualTo(LARGE);
        assertThat(checksum.getValue()).isEqualTo(noise.checksum());
        ais.objects().delete(new ObjectRef(BUCKET, "large"));
        Files.delete(file);
        Files.delete(back);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpush://", "hrev://", "hpull://"})
    void pods_need_to_know_nothing_of_it(String mechanism) throws Exception {
        String etl = "tls-" + mechanism.substring(0, mechanism.indexOf(':'));
        ais.etl().init(TransformerSpecs.of(etl, "echo", mechanism));
        assertTransforms(etl);
        ais.etl().delete(etl);
    }

    private static void assertTransforms(String etl) throws Exception {
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(curl("-L", url("o" + i) + "?uuid=" + etl).well().out()).isEqualTo(content(i));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(new ObjectRef(BUCKET, "o" + i)).through(etl), answer);
            assertThat(answer.toByteArray()).isEqualTo(content(i));
        }
    }

    @Test
    void a_bucket_is_transformed_by_a_script_and_targets_join() throws Exception {
        byte[] script = """
                import sys
                sys.stdout.buffer.write(sys.stdin.buffer.read())
                """.getBytes(UTF_8);
        ais.etl()
                .init(new EtlInit.Code(
                        "tls-script", script, new byte[0], "python3", Optional.of("io://"), Optional.empty()));
        assertTransforms("tls-script");
        String added = cluster.addTarget().id();
        ais.jobs().await(ais.jobs().transform("tls-script", BUCKET, "tls-copy", JobOptions.NONE));
        List<String> names = new ArrayList<>();
        ais.objects().list("tls-copy", "", entry -> names.add(entry.name()));
        assertThat(names).hasSize(OBJECTS);
        assertThat(ais.clusterMap().nodes()).anyMatch(node -> node.id().equals(added));
        ais.etl().delete("tls-script");
    }

    @Test
    void ais_takes_the_authority_from_its_environment_or_an_option() throws Exception {
        String file = authority.toString();
        assertThat(ais(Map.of("AIS_CLIENT_CA", file), "cat", "ais://tls/o1")
                        .well()
                        .out())
                .isEqualTo(content(1));
        assertThat(ais(Map.of(), "--ca", file, "ls").well().text()).contains("ais://tls");
        assertThat(ais(Map.of("AIS_SKIP_VERIFY_CRT", "true"), "ls").well().text())
                .contains("ais://tls");

        Shown refused = ais(Map.of(), "ls");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains(cluster.url() + " cannot be trusted").contains("--ca=FILE or AIS_CLIENT_CA");
        assertThat(ais(Map.of("AIS_CLIENT_CA", "/no/such/file"), "ls").err())
                .isEqualTo("ais: no such file: /no/such/file\n");
    }

    @Test
    void the_SDK_for_Python_takes_the_authority() throws Exception {
        HostEnvironment environment;
        try {
            environment = HostEnvironment.of("3.8.5", List.of("aistore==1.13.9"), message -> {});
        } catch (SimulatorException e) {
            abort("aistore 1.13.9 cannot be had on this machine: " + e.getMessage());
            return;
        }
        Path script = folder.resolve("python_operations.py");
        try (InputStream text = TlsIT.class.getResourceAsStream("python_operations.py")) {
            Files.write(script, text.readAllBytes());
        }
        Map<String, String> variables = new HashMap<>(environment.variables("/usr/bin:/bin"));
        List<String> command = List.of(
                environment.programs().resolve("python").toString(),
                script.toString(),
                cluster.url().toString(),
                Path.of("../../playbooks/md5/spec.yaml").toAbsolutePath().toString(),
                "sdk-tls");
        variables.put("SDK_CA_CERT", authority.toString());
        // Where these are set, the library below the SDK takes them in place of what the SDK tells it.
        variables.put("REQUESTS_CA_BUNDLE", "");
        variables.put("CURL_CA_BUNDLE", "");
        Shown.by(folder, variables, command).well();
    }

    @Test
    void targets_that_are_processes_and_proxies_that_serve_speak_it_too_by_a_certificate_of_the_user()
            throws Exception {
        Path own = userCertificate();
        try (EtlCluster other = EtlCluster.builder()
                        .targets(1)
                        .targetProcesses()
                        .serveThroughProxy()
                        .tls(new TlsFiles(own.resolve("own.crt"), own.resolve("own.key"), Optional.empty()))
                        .folder(folder.resolve("other"))
                        .start();
                AisClient client = AisClient.builder(other.url())
                        .authority(other.authority().orElseThrow())
                        .build()) {
            String objects = other.url() + "/v1/objects/own/";
            List<String> curl =
                    List.of("curl", "-sSf", "--cacert", own.resolve("own.crt").toString());
            client.buckets().create("own");
            Path file = Files.write(folder.resolve("sent"), content(7));
            Shown.by(folder, Map.of(), with(curl, "-T", file.toString(), objects + "o7"))
                    .well();
            assertThat(Shown.by(folder, Map.of(), with(curl, objects + "o7"))
                            .well()
                            .out())
                    .isEqualTo(content(7));
            for (String mechanism : List.of("hpush", "hrev", "hpull")) {
                client.etl().init(TransformerSpecs.of("own-" + mechanism, "echo", mechanism + "://"));
                assertThat(Shown.by(folder, Map.of(), with(curl, objects + "o7?uuid=own-" + mechanism))
                                .well()
                                .out())
                        .isEqualTo(content(7));
                client.etl().delete("own-" + mechanism);
            }
        }
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** Signed by itself, as users make one in one line. */
    private static Path userCertificate() throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("own"));
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=my-nodes",
                "-addext",
                "subjectAltName=IP:127.0.0.1,DNS:localhost",
                "-keyout",
                "own.key",
                "-out",
                "own.crt");
        try {
            Shown.by(own, Map.of(), command).well();
        } catch (IOException e) {
            abort("openssl cannot be run here: " + e.getMessage());
        }
        return own;
    }

    @Test
    void faults_and_TLS_exclude_each_other() {
        assertThatThrownBy(() -> EtlCluster.builder().tls().faults().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("choose one of them");
    }
}
