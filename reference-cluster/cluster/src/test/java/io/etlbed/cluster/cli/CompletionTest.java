package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words may become, whatever the shell. */
class CompletionTest {

    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer(ScriptedNames::answer);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etl i                                | init",
                "etl init                             | init",
                "etl init ''                          | spec code",
                "etl sto                              | stop",
                "b                                    | bucket",
                "bucket props ''                      | ais://photos ais://shards",
                "bucket props s                       | set",
                "ls --li                              | --limit",
                "ls ''                                | ais://photos/ ais://shards/",
                "ls ais://p                           | ais://photos/",
                "bucket rm -y ais://                  | ais://photos ais://shards",
                "bucket rm ais://photos ais://s       | ais://shards",
                "get ais://photos/                    | ais://photos/dog.jpg ais://photos/train/ ais://photos/val/",
                "get ais://photos/d                   | ais://photos/dog.jpg",
                "get ais://photos/train/998            | ais://photos/train/998",
                "get ais://photos/x ''                | :files",
                "put ''                               | :files",
                "put dog.jpg ais:                     | ais://photos/ ais://shards/",
                "etl object ''                        | etl-echo etl-md5",
                "etl object etl-m                     | etl-md5",
                "etl object etl-md5 ais://s           | ais://shards/",
                "etl bucket etl-md5 ais://photos ais: | ais://photos ais://shards",
                "etl init spec --from-file ''         | :files",
                "etl init spec --from-file=           | :files",
                "etl init spec --comm-type h          | hpush:// hpull:// hrev://",
                "etl init code --runtime=python3.     | --runtime=python3.6 --runtime=python3.8 --runtime=python3.10",
                "completion ''                        | bash zsh fish",
                "nonsense ''                          | ",
                "get --nonsense=                      | ",
            })
    void a_word_becomes_what_fits_its_place(String typed, String expected) {
        List<String> words = new ArrayList<>(List.of("__complete", "--"));
        for (String word : typed.strip().split(" +", -1)) {
            words.add(word.equals("''") ? "" : word);
        }

        String shown = new Cli(server.url(), folder).out(words.toArray(new String[0]));

        List<String> candidates = expected == null ? List.of() : List.of(expected.split(" ", -1));
        assertThat(shown.lines()).containsExactlyInAnyOrderElementsOf(candidates);
    }

    @Test
    void a_large_folder_is_asked_for_once() {
        new Cli(server.url(), folder).out("__complete", "--", "ls", "ais://photos/");

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whoever_types_hears_nothing_of_a_cluster_that_is_not_there() {
        Cli nowhere = new Cli(URI.create("http://127.0.0.1:1"), folder);

        assertThat(nowhere.ais("__complete", "--", "ls", "ais://")).isEqualTo(new Cli.Shown(0, "", ""));
        assertThat(nowhere.out("__complete", "--", "--endpoint=" + server.url(), "ls", "ais://s"))
                .isEqualTo("ais://shards/\n");
        assertThat(nowhere.out(
                        "__complete", "--", "ls", "--endpoint", server.url().toString(), "ais://s"))
                .isEqualTo("ais://shards/\n");
    }

    @Test
    void names_that_would_move_a_terminal_are_left_out() throws Exception {
        String page = "{\"entries\":[{\"name\":\"a\\nb\"},{\"name\":\"a\\u001b[31m\"},{\"name\":\"ab\"}]}";
        try (ScriptedServer hostile =
                new ScriptedServer(exchange -> exchange.takeBody().answer(200, "", page))) {
            assertThat(new Cli(hostile.url(), folder).out("__complete", "--", "cat", "ais://b/"))
                    .isEqualTo("ais://b/ab\n");
        }
    }

    @Test
    void other_shells_are_refused_and_the_helper_is_hidden() {
        Cli cli = new Cli(server.url(), folder);

        assertThat(cli.ais("completion", "tcsh").err()).contains("expected bash, zsh or fish");
        assertThat(cli.out("--help")).contains("completion").doesNotContain("__complete");
        assertThat(cli.ais("nonsense").err()).doesNotContain("__complete");
    }
}
