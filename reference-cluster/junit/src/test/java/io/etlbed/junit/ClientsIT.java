package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AIStore's SDK for Python as PyPI has it: the same operations by each release leave the same behind. They mostly wait, so some run at once. */
@Execution(ExecutionMode.CONCURRENT)
class SdkIT {

    private static final List<String> NAMES = List.of("dir/x.txt", "o1.txt", "o3.txt", "ü ä.txt");
    private static final int MINUTES = 2;

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static Path script;

    @BeforeAll
    static void start() throws IOException {
        cluster = EtlCluster.builder().proxies(2).targets(3).start();
        script = folder.resolve("sdk_operations.py");
        try (InputStream text = SdkIT.class.getResourceAsStream("sdk_operations.py")) {
            Files.write(script, text.readAllBytes());
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1.0.3, 3.8.5", "1.4.23, 3.8.5", "1.13.9, 3.8.5", "1.26.0, 3.8.5", "2.0.0, 3.10"})
    void every_release_leaves_the_same_behind(String release, String python) throws Exception {
        HostEnvironment environment;
        try {
            environment = HostEnvironment.of(python, List.of("aistore==" + release), message -> {});
        } catch (SimulatorException e) {
            abort("aistore " + release + " cannot be had on this machine: " + e.getMessage());
            return;
        }
        String name = "sdk-" + release.replace('.', '-');

        run(environment, name);

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
            assertThat(ais.etl().list()).noneMatch(etl -> etl.toString().contains(name));
        }
    }

    private static void run(HostEnvironment environment, String name) throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder program = new ProcessBuilder(
                        environment.programs().resolve("python").toString(),
                        script.toString(),
                        cluster.url().toString(),
                        Path.of("../../playbooks/md5/spec.yaml")
                                .toAbsolutePath()
                                .toString(),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        program.environment().putAll(environment.variables("/usr/bin:/bin"));
        Process process = program.start();
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            assertThat(ended)
                    .as("ended within %s minutes: %s", MINUTES, Files.readString(log))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
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
