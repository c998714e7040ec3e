package io.etlbed.ci.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.ci.CommandRun;
import io.etlbed.ci.bench.Transformers;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.faults.FaultRule;
import io.etlbed.junit.faults.Place;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command, as it is typed, against a cluster that is not its own; by hand its mixes run for minutes. */
class LoadIT {

    private static final String ETL = "load-echo";

    @TempDir
    static Path folder;

    private static EtlCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .inproc()
                .faults()
                .folder(folder.resolve("cluster"))
                .targets(3)
                .start();
        cluster.client().etl().init(Transformers.image(ETL, "echo", "hpush://"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        cluster.faults().reset();
        assertThat(cluster.client().buckets().list()).noneMatch(name -> name.startsWith("etlbed-load-"));
    }

    private static CommandRun bench(String... options) {
        List<String> line =
                new ArrayList<>(List.of("bench", "--endpoint", cluster.url().toString(), "--seconds", "1"));
        line.addAll(Arrays.asList(options));
        return CommandRun.of(line.toArray(new String[0]));
    }

    @Test
    void each_mix_runs_without_an_error_and_tells_what_it_did(@TempDir Path work) throws Exception {
        Path json = work.resolve("load.json");
        CommandRun run = bench(
                "--mix",
                "mixed,range,etl,etl-name",
                "--size",
                "1KiB-64KiB",
                "--workers",
                "4",
                "--etl",
                ETL,
                "--json",
                json.toString());
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("errors").asInt(-1)).isZero();
        assertThat(result.path("endpoint").asText()).isEqualTo(cluster.url().toString());
        assertThat(calls(result, "mixed")).containsExactlyInAnyOrder("PUT", "GET");
        for (String reading : List.of("range", "etl", "etl-name")) {
            assertThat(calls(result, reading)).as(reading).containsExactly("GET");
        }
        assertThat(run.out()).contains("| mixed | 1KiB-64KiB | GET |", "| range | 1KiB-64KiB | GET |");
        assertThat(run.err())
                .contains("range (GET of a part, 1KiB-64KiB) in ais://etlbed-load-")
                .containsPattern("range: 1 of 1 s: .* calls/s");
    }

    /** The kinds of calls of a mix, of which there were some, and each took its time. */
    private static List<String> calls(JsonNode result, String mix) {
        JsonNode of = StreamSupport.stream(result.path("mixes").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(mix))
                .findFirst()
                .orElseThrow();
        List<String> calls = new ArrayList<>();
        of.path("calls").forEach(call -> {
            assertThat(call.path("count").asLong()).isPositive();
            assertThat(call.path("bytes").asLong()).isPositive();
            double median = call.path("millis").path("p50").asDouble();
            assertThat(median).isPositive();
            assertThat(call.path("millis").path("max").asDouble()).isGreaterThanOrEqualTo(median);
            calls.add(call.path("call").asText());
        });
        return calls;
    }

    @Test
    void objects_of_any_size_are_streamed() {
        CommandRun run = bench("--mix", "mixed", "--size", "24MiB", "--workers", "2");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("| mixed | 24MiB | GET |");
    }

    @Test
    void whatever_is_wrong_with_an_object_is_told_as_what_it_is() {
        toTargets("GET").nth(20).corrupt(700, 1 << 30);
        toTargets("GET").nth(30).corrupt(3, 1 << 30);
        toTargets("GET").nth(40).truncate(600);
        toTargets("GET").nth(50).status(500, "out of order");
        CommandRun run = bench("--mix", "get", "--size", "1KiB", "--workers", "2");
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("get: 1 × GET: a wrong byte, such as: ", ", byte 700\n")
                .contains("get: 1 × GET: not the object, such as: ")
                .contains("get: 1 × GET: EOFException: the body broke off")
                .contains("get: 1 × GET: status 500, such as: out of order\n")
                .containsPattern("\\| get \\| 1KiB \\| GET \\| .* \\| 4 \\|");
    }

    @ParameterizedTest
    @CsvSource({"range, GET, a wrong byte", "etl, GET, a wrong transform"})
    void a_wrong_byte_is_found_in_a_part_and_in_a_transform(String mix, String method, String kind) {
        toTargets(method).every(5).corrupt(0, 100);
        CommandRun run = bench("--mix", mix, "--size", "1KiB", "--workers", "2", "--etl", ETL);
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).containsPattern(mix + ": [0-9,]+ × " + method + ": " + kind);
    }

    @Test
    void a_put_that_is_refused_is_an_error_and_the_next_one_goes_on() {
        toTargets("PUT").nth(5).status(503, "no room");
        CommandRun run = bench("--mix", "put", "--size", "1KiB", "--workers", "2");
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("put: 1 × PUT: status 503, such as: no room\n")
                .contains("| put | 1KiB | PUT |");
    }

    private static FaultRule toTargets(String method) {
        return cluster.faults()
                .at(Place.targets())
                .method(method)
                .path("/v1/objects/**")
                .query("utm=")
                .afterEffect();
    }

    @Test
    void ctrl_c_ends_it_and_its_bucket() throws Exception {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.etlbed.ci.Etlbed",
                        "bench",
                        "--endpoint",
                        cluster.url().toString(),
                        "--mix",
                        "mixed",
                        "--minutes",
                        "10")
                .start();
        try {
            BufferedReader told = command.errorReader(StandardCharsets.UTF_8);
            String line = told.readLine();
            while (line != null && !line.contains("calls/s")) {
                line = told.readLine();
            }
            assertThat(line).as("the first line of progress").isNotNull();
            assertThat(cluster.client().buckets().list()).anyMatch(name -> name.startsWith("etlbed-load-"));
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(command.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(command.exitValue()).isEqualTo(130);
        } finally {
            command.destroyForcibly();
        }
    }
}
