package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as AIStore 3.8 to 3.11 gives them, where this cluster gives others, and as nobody should. */
class AisStoreTest {

    private static final String PAGE =
            "{\"uuid\":\"LA9PwzMnI\",\"entries\":[%s],\"continuation_token\":\"\",\"flags\":0}";

    @TempDir
    Path folder;

    @Test
    void a_job_of_chosen_objects_is_over_when_it_stays_idle() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(exchange -> {
            exchange.takeBody();
            if (exchange.request().target().endsWith("what=status")) {
                exchange.answer(404, "", "{\"status\":404,\"message\":\"\\\"V1mGy\\\" not found\"}");
            } else {
                boolean idle = looks.incrementAndGet() != 2;
                exchange.answer(
                        200,
                        "",
                        "{\"t1\":[{\"id\":\"V1mGy\",\"kind\":\"etl-listrange\",\"bck\":{\"name\":\"b\"},"
                                + "\"start-time\":\"2026-11-21T20:23:44.368405049+02:00\",\"end-time\":\"0001-01-01T00:00:00Z\","
                                + "\"stats\":{\"loc-objs\":\"1\",\"loc-bytes\":\"11\",\"out-objs\":\"2\",\"out-bytes\":\"2\"},"
                                + "\"aborted\":false,\"ext\":{\"is_idle\":" + idle + "}}],\"t2\":[]}");
            }
        })) {
            Cli cli = new Cli(server.url(), folder);

            assertThat(cli.out("job", "wait", "V1mGy")).contains("is done");
            assertThat(looks).hasValue(5);
            assertThat(cli.out("job", "ls").lines().toList().get(1))
                    .startsWith("V1mGy  etl-listrange  ais://b  3        13B    2026-11-21T18:23:44Z  -    idle");
        }
    }

    @Test
    void a_summary_is_asked_for_until_it_is_there() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(exchange -> {
            exchange.takeBody();
            if (asked.incrementAndGet() < 3) {
                exchange.answer(202, "", "V1mGyRHMs");
            } else {
                exchange.answer(
                        200,
                        "",
                        "[{\"name\":\"b\",\"provider\":\"ais\",\"count\":\"7\",\"size\":\"77\","
                                + "\"disks_size\":\"9\",\"used_pct\":0.4}]");
            }
        })) {
            assertThat(new Cli(server.url(), folder).out("bucket", "summary", "ais://b"))
                    .isEqualTo("NAME     OBJECTS  SIZE  USED\nais://b  7        77B   0%\n");
            assertThat(server.requests().get(1).body()).contains("\"uuid\":\"V1mGyRHMs\"");
        }
    }

    @Test
    void a_copy_and_a_transform_send_no_members_that_it_would_refuse() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(exchange -> exchange.takeBody().answer(200, "", "V1mGy"))) {
            Cli cli = new Cli(server.url(), folder);
            cli.out("bucket", "cp", "ais://a", "ais://b", "--prefix=x");
            cli.out("etl", "bucket", "etl-md5", "ais://a", "ais://b");

            assertThat(server.requests().get(0).body())
                    .isEqualTo(
                            "{\"action\":\"copy-bck\",\"name\":\"\",\"value\":{\"dry_run\":false,\"prefix\":\"x\"}}");
            assertThat(server.requests().get(1).body())
                    .isEqualTo(
                            "{\"action\":\"etl-bck\",\"name\":\"\",\"value\":{\"id\":\"etl-md5\",\"dry_run\":false}}");
        }
    }

    @Test
    void an_object_is_renamed_by_its_message() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(exchange -> exchange.takeBody().answer(200, "", ""))) {
            new Cli(server.url(), folder).out("mv", "ais://b/old", "ais://b/new");

            assertThat(server.requests().get(0).line()).startsWith("POST /v1/objects/b/old?provider=ais ");
            assertThat(server.requests().get(0).body()).isEqualTo("{\"action\":\"rename-obj\",\"name\":\"new\"}");
        }
    }

    @Test
    void no_name_leads_out_of_the_folder() throws Exception {
        List<String> hostile = List.of("../evil", "/evil", "a/../../evil", "./evil", "..", "a/..", "nul\\u0000");
        StringBuilder entries = new StringBuilder("{\"name\":\"good\",\"size\":\"1\"}");
        hostile.forEach(name -> entries.append(",{\"name\":\"" + name + "\",\"size\":\"1\"}"));
        try (ScriptedServer server = new ScriptedServer(exchange -> exchange.takeBody()
                .answer(200, "", exchange.request().target().contains("/buckets/") ? PAGE.formatted(entries) : "x"))) {
            Path out = folder.resolve("deep/out");
            Cli.Shown shown =
                    new Cli(server.url(), folder).ais("get", "-r", "--cont-on-err", "ais://b", out.toString());

            assertThat(shown.code()).isEqualTo(1);
            assertThat(shown.err()).contains("7 of 8 failed", "cannot be a file in " + out);
            try (var all = Files.walk(folder)) {
                assertThat(all.filter(Files::isRegularFile)).containsExactly(out.resolve("good"));
            }
        }
    }

    @Test
    void what_breaks_off_never_lies_under_its_name() throws Exception {
        try (ScriptedServer server = new ScriptedServer(exchange -> {
            exchange.takeBody();
            String target = exchange.request().target();
            if (target.contains("/buckets/")) {
                exchange.answer(
                        200, "", PAGE.formatted("{\"name\":\"a\",\"size\":\"9\"},{\"name\":\"b\",\"size\":\"1\"}"));
            } else if (target.contains("/a?")) {
                exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                exchange.close();
            } else {
                exchange.answer(200, "", "x");
            }
        })) {
            Cli.Shown shown = new Cli(server.url(), folder).ais("get", "-r", "--cont-on-err", "ais://b", "out");

            assertThat(shown.code()).isEqualTo(1);
            assertThat(shown.err()).contains("ais://b/a: ", "1 of 2 failed");
            try (var left = Files.list(folder.resolve("out"))) {
                assertThat(left).containsExactly(folder.resolve("out/b"));
            }
        }
    }
}
