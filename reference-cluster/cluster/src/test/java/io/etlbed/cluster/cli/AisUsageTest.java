package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ais} makes of its arguments, and of clusters that answer strangely. */
class AisUsageTest {

    @TempDir
    Path folder;

    @Test
    void the_release_is_told_without_a_cluster() {
        Cli.Shown shown = nowhere().ais("--version");

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).matches("ais of etlbed \\d+\\.\\d+\\.\\d+\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense                            | nonsense",
                "etl                                 | ls, init, object",
                "etl init                            | spec, code",
                "ls b                                | should begin with ais://",
                "ls ais://                           | names no bucket",
                "get ais://b                         | names no object",
                "get ais://b/                        | names no object",
                "get ais://b/a/                      | say which FILE",
                "get ais://b/..                      | say which FILE",
                "bucket create ais://b/o             | should be a bucket alone",
                "put file                            | ais://BUCKET",
                "put ais://b/o ais://b/p             | is no local file",
                "put - ais://b                       | no name of its own",
                "etl init spec --name=etl-md5        | --from-file",
                "etl init spec --from-file=x         | --name",
                "etl init code --name=x              | --runtime",
                "etl stop                            | --all",
                "etl stop --all etl-md5              | --all",
                "cat ais://b/o --length=0            | --length",
                "ls --endpoint=nowhere               | --endpoint should look like http://127.0.0.1:8080",
                "ls ais://b/x --prefix=y             | leave one out",
                "ls ais://b --limit=0                | --limit is 1 or more",
                "get -r ais://b -                    | leave out",
                "get -r ais://b x --length=1         | leave out",
                "put -r . ais://b --parallel=0       | --parallel",
                "mv ais://b/x ais://c/x              | stays in its bucket",
                "mv ais://b ais://b/x                | names no object",
                "job wait x --timeout=soon           | like 90s",
                "job                                 | ls, wait, stop",
            })
    void what_makes_no_sense_is_one_line_that_says_why_and_exit_code_2(String arguments, String why) {
        Cli.Shown shown = nowhere().ais(arguments.strip().split(" ", -1));

        assertThat(shown.err())
                .startsWith("ais: ")
                .contains(why)
                .contains("--help)")
                .hasLineCount(1);
        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put readme shards",
                "put s3://b/o shards",
                "bucket create shards",
                "ls shards",
                "cat shards",
            })
    void what_is_no_uri_is_said_without_the_words_of_the_parser(String arguments) {
        Cli.Shown shown = nowhere().ais(arguments.split(" ", -1));

        assertThat(shown.err()).startsWith("ais: \"shards\" should begin with ais:// (see: ais ");
        assertThat(shown.code()).isEqualTo(2);
    }

    @Test
    void a_folder_in_place_of_a_specification_is_named() {
        Cli.Shown shown = nowhere().ais("etl", "init", "spec", "--name=etl-md5", "--from-file=" + folder);

        assertThat(shown.err()).isEqualTo("ais: " + folder + " is a directory, not a file\n");
        assertThat(shown.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "get",
                "put",
                "cat",
                "object put",
                "object get",
                "object cat",
                "object rm",
                "bucket create",
                "bucket rm",
                "bucket ls",
                "etl ls",
                "etl list",
                "etl show",
                "etl init spec",
                "etl init code",
                "etl object",
                "etl view",
                "etl stop",
                "etl start",
                "etl rm",
                "etl logs",
                "etl health",
                "etl bucket",
                "rm",
                "mv",
                "object mv",
                "bucket cp",
                "bucket props",
                "bucket summary",
                "bucket mv",
                "bucket props set",
                "bucket props reset",
                "job ls",
                "job wait",
                "job stop",
                "show job",
                "show etl",
                "show cluster"
            })
    void every_command_teaches_by_example(String command) {
        Cli.Shown shown = nowhere().ais((command + " --help").split(" ", -1));

        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("Usage: ais " + command.split(" ", -1)[0])
                .containsPattern("Examples?:\n  ");
    }

    @Test
    void a_cluster_that_is_not_there_is_exit_code_1_with_a_hint() {
        Cli.Shown shown = nowhere().ais("etl", "ls");

        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.err())
                .isEqualTo("ais: cannot reach http://127.0.0.1:1: connection refused (name a gateway by --endpoint=URL"
                        + " or AIS_ENDPOINT)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "list", "show"})
    void no_etl_is_no_output_and_no_error(String word) throws Exception {
        try (ScriptedServer server = new ScriptedServer(exchange -> exchange.answer(200, "", "[]\n"))) {
            assertThat(new Cli(server.url(), folder).ais("etl", word)).isEqualTo(new Cli.Shown(0, "", ""));
        }
    }

    @Test
    void etls_are_listed_with_what_they_did() throws Exception {
        String answer = "[{\"id\":\"etl-md5\",\"obj_count\":3,\"in_bytes\":18309,\"out_bytes\":96}]";
        try (ScriptedServer server = new ScriptedServer(exchange -> exchange.answer(200, "", answer))) {
            Cli cli = new Cli(server.url(), folder);
            assertThat(cli.out("etl", "list")).isEqualTo("""
                            ID       OBJECTS  IN        OUT
                            etl-md5  3        17.88KiB  96B
                            """);
            assertThat(cli.out("etl", "ls", "--json")).isEqualTo(answer + "\n");
        }
    }

    @Test
    void init_spec_sends_what_it_was_given_and_shows_every_violation() throws Exception {
        Files.writeString(folder.resolve("spec.yaml"), "kind: Pod");
        String refusal = "SPEC-04 spec.containers is missing\\nSPEC-05 spec.containers[0].image is missing";
        try (ScriptedServer server = new ScriptedServer(
                exchange -> exchange.takeBody().answer(400, "", "{\"status\":400,\"message\":\"" + refusal + "\"}"))) {
            Cli.Shown shown = new Cli(server.url(), folder)
                    .ais(
                            "etl",
                            "init",
                            "spec",
                            "--name=etl-md5",
                            "--from-file=spec.yaml",
                            "--comm-type=hpush",
                            "--wait-timeout",
                            "5m");

            assertThat(shown.code()).isEqualTo(1);
            assertThat(shown.err()).contains("SPEC-04", "\nSPEC-05");
            assertThat(server.requests().get(0).body())
                    .isEqualTo("{\"id\":\"etl-md5\",\"communication\":\"hpush://\",\"timeout\":\"5m\","
                            + "\"spec\":\"a2luZDogUG9k\"}");
        }
    }

    @Test
    void init_code_reads_the_standard_input_and_shows_the_refusal_of_the_cluster() throws Exception {
        Files.writeString(folder.resolve("deps.txt"), "torch");
        try (ScriptedServer server = new ScriptedServer(exchange ->
                exchange.takeBody().answer(501, "", "{\"status\":501,\"message\":\"init code is not supported\"}"))) {
            Cli.Shown shown = new Cli(server.url(), folder)
                    .fed(
                            "def transform",
                            "etl",
                            "init",
                            "code",
                            "--name=my-first-etl",
                            "--runtime=python3",
                            "--deps-file=deps.txt",
                            "--comm-type",
                            "io://");

            assertThat(shown.code()).isEqualTo(1);
            assertThat(shown.err()).isEqualTo("ais: init code is not supported\n");
            assertThat(server.requests().get(0).body())
                    .contains(
                            "\"code\":\"ZGVmIHRyYW5zZm9ybQ==\"",
                            "\"dependencies\":\"dG9yY2g=\"",
                            "\"runtime\":\"python3\"",
                            "\"communication\":\"io://\"");
        }
    }

    @Test
    void view_and_logs_print_what_is_in_base64() throws Exception {
        try (ScriptedServer server = new ScriptedServer(exchange -> exchange.answer(
                200,
                "",
                exchange.request().target().contains("logs")
                        ? "[{\"target_id\":\"t1\",\"logs\":\"aGVsbG8=\"},{\"target_id\":\"t2\",\"logs\":\"\"}]"
                        : "{\"id\":\"etl-md5\",\"spec\":\"a2luZDogUG9kCg==\"}"))) {
            Cli cli = new Cli(server.url(), folder);
            assertThat(cli.out("etl", "view", "etl-md5")).isEqualTo("kind: Pod\n");
            assertThat(cli.out("etl", "logs", "etl-md5")).isEqualTo("t1:\nhello\n\nt2:\n\n");
        }
    }

    @Test
    void a_name_cannot_talk_to_the_terminal() throws Exception {
        String page = "{\"entries\":[{\"name\":\"a\\u001b[31m\\u202eb\",\"size\":\"1\"}],\"continuation_token\":\"\"}";
        try (ScriptedServer server =
                new ScriptedServer(exchange -> exchange.takeBody().answer(200, "", page))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Session terminal = new Session(
                    InputStream.nullInputStream(),
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    System.err,
                    Map.of("AIS_ENDPOINT", server.url().toString()),
                    folder,
                    new Terminals(true, true, true),
                    () -> false);
            assertThat(Execution.of(terminal, List.of("ls", "ais://b"))).isZero();

            assertThat(out.toString(StandardCharsets.UTF_8)).contains("a\\u001b[31m\\u202eb");
            assertThat(new Cli(server.url(), folder).out("ls", "ais://b")).contains("a\u001b[31m\u202eb");
        }
    }

    @ParameterizedTest
    @CsvSource({"'','',true", "1,'',false", "'',dumb,false"})
    void errors_are_coloured_on_terminals_that_want_it(String noColour, String term, boolean coloured) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session terminal = new Session(
                InputStream.nullInputStream(),
                System.out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("NO_COLOR", noColour, "TERM", term),
                folder,
                new Terminals(true, true, true),
                () -> false);
        assertThat(Execution.of(terminal, List.of("etl", "stop"))).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).contains("\u001b[31m")).isEqualTo(coloured);
    }

    @Test
    void an_output_that_cannot_be_written_is_a_failure() throws Exception {
        try (ScriptedServer server = new ScriptedServer(exchange -> exchange.answer(200, "", "hello"));
                PrintStream full = new PrintStream(Files.newOutputStream(Path.of("/dev/full")))) {
            int code = Ais.run(
                    List.of("cat", "ais://b/o"),
                    new ByteArrayInputStream(new byte[0]),
                    full,
                    System.err,
                    Map.of("AIS_ENDPOINT", server.url().toString()));
            assertThat(code).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0B",
        "1,1B",
        "1023,1023B",
        "1024,1.00KiB",
        "18309,17.88KiB",
        "1048575,1024.00KiB",
        "1048576,1.00MiB",
        "5368709120,5.00GiB",
        "9223372036854775807,8388608.00TiB"
    })
    void sizes_are_written_as_in_the_documents(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(text);
    }

    private Cli nowhere() {
        return new Cli(URI.create("http://127.0.0.1:1"), folder);
    }
}
