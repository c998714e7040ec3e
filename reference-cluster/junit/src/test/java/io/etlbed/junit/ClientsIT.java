package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.etlbed.cluster.cli.Ais;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.python.HostEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same operations by every kind of client leave the same behind, and docs/clients.md says which of them has what: AIStore's SDK for
 * Python as PyPI has it, curl, {@code ais}, {@link AisClient}. They mostly wait, so some run at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class ClientsIT {

    private static final List<String> NAMES = List.of("dir/x.txt", "o1.txt", "o3.txt", "ü ä.txt");
    private static final Path SPEC = Path.of("../../playbooks/md5/spec.yaml").toAbsolutePath();
    private static final String PATH = "/usr/bin:/bin";

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static final ClientTable TABLE = ClientTable.ofTheDocs();

    @BeforeAll
    static void start() {
        cluster = EtlCluster.builder().proxies(2).targets(3).start();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
        TABLE.writeIfAsked();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0.0.6, 3.8.5", "1.0.3, 3.8.5", "1.4.23, 3.8.5", "1.13.9, 3.8.5", "1.26.0, 3.8.5", "2.0.0, 3.10"})
    void the_sdk_for_python(String release, String python) throws Exception {
        HostEnvironment environment = environment(python, packages(release));
        String name = "sdk-" + release.replace('.', '-');

        String shown =
                operations(name, python(environment, "python_operations.py"), environment.variables(PATH), List.of());

        expectTheSame(name);
        TABLE.expect("SDK " + release, shown);
    }

    /** Clients of one release on another Python than that above: the client's Python is that of its pods. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"1.26.0, 3.9", "2.0.0, 3.10"})
    void a_class_of_the_sdk_becomes_an_etl(String release, String python) throws Exception {
        HostEnvironment environment = environment(python, List.of("aistore[etl]==" + release));
        String name = "cls-" + release.replace('.', '-');
        List<String> command = new ArrayList<>(python(environment, "sdk_class.py"));
        command.addAll(List.of(cluster.url().toString(), name));

        Shown.by(folder, environment.variables(PATH), command).well();

        try (AisClient ais = AisClient.of(cluster.url())) {
            assertThat(content(ais, name + "-b"))
                    .containsOnlyKeys("dir/x y.txt", "o1.txt", "o2.txt")
                    .containsEntry("o1.txt", "hello $(NOBODY)|" + name + "-a/o1.txt||SECOND");
            assertThat(ais.etl().list()).noneMatch(etl -> etl.id().startsWith(name + "-"));
        }
    }

    @Test
    void curl() throws Exception {
        String shown =
                operations("curl", List.of("bash", script("curl_operations.sh").toString()), Map.of(), List.of());

        expectTheSame("curl");
        TABLE.expect("curl", shown);
    }

    @Test
    void the_command_line() throws Exception {
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Ais.class.getName());

        String shown =
                operations("ais", List.of("bash", script("ais_operations.sh").toString()), Map.of(), program);

        expectTheSame("ais");
        TABLE.expect("`ais`", shown);
    }

    @Test
    void the_client_for_java() throws Exception {
        String shown = new JavaOperations(cluster.url(), Files.readString(SPEC), "java").run();

        expectTheSame("java");
        TABLE.expect("`AisClient`", shown);
    }

    /** The first release needs what it does not say. */
    private static List<String> packages(String release) {
        return release.equals("0.0.6")
                ? List.of("aistore==0.0.6", "braceexpand", "requests")
                : List.of("aistore==" + release);
    }

    private static void expectTheSame(String name) throws Exception {
        Map<String, String> kept = new TreeMap<>();
        Map<String, String> transformed = new TreeMap<>();
        for (String each : NAMES) {
            String text = "content of " + each;
            kept.put(each, text);
            transformed.put(each, md5(text));
        }
        try (AisClient ais = AisClient.of(cluster.url())) {
            assertThat(ais.buckets().list())
                    .contains(name + "-a", name + "-c", name + "-d")
                    .doesNotContain(name + "-b");
            assertThat(content(ais, name + "-a")).isEqualTo(kept);
            assertThat(content(ais, name + "-d")).isEqualTo(transformed);
            kept.keySet().removeAll(List.of("o1.txt", "o3.txt"));
            assertThat(content(ais, name + "-c")).isEqualTo(kept);
            assertThat(ais.etl().list()).noneMatch(etl -> etl.id().startsWith(name + "-"));
        }
    }

    private static HostEnvironment environment(String python, List<String> packages) throws InterruptedException {
        try {
            return HostEnvironment.of(python, packages, message -> {});
        } catch (SimulatorException e) {
            return abort(packages + " cannot be had on this machine: " + e.getMessage());
        }
    }

    private static List<String> python(HostEnvironment environment, String script) throws IOException {
        return List.of(
                environment.programs().resolve("python").toString(),
                script(script).toString());
    }

    /** Runs COMMAND ENDPOINT SPEC NAME MORE…; returns what it has printed. */
    private static String operations(
            String name, List<String> command, Map<String, String> variables, List<String> more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(cluster.url().toString(), SPEC.toString(), name));
        words.addAll(more);
        return Shown.by(folder, variables, words).well().text();
    }

    private static Path script(String name) throws IOException {
        Path file = Files.createTempFile(folder, "", name);
        try (InputStream text = ClientsIT.class.getResourceAsStream(name)) {
            Files.write(file, text.readAllBytes());
        }
        return file;
    }

    private static Map<String, String> content(AisClient ais, String bucket) throws IOException, InterruptedException {
        Map<String, String> objects = new TreeMap<>();
        ais.objects().list(bucket, "", each -> objects.put(each.name(), ""));
        for (Map.Entry<String, String> each : objects.entrySet()) {
            try (ObjectContent content = ais.objects().open(ObjectRead.of(new ObjectRef(bucket, each.getKey())))) {
                each.setValue(new String(content.stream().readAllBytes(), UTF_8));
            }
        }
        return objects;
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    }
}
