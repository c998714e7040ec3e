package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.ClusterOfClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands about many objects, and about jobs, on a cluster of two targets. */
class AisManyTest {

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(1, 2);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void bucket() {
        cli = new Cli(cluster.url(), folder);
        cli.out("bucket", "create", "ais://b");
    }

    @AfterEach
    void destroy() {
        cli.out("bucket", "rm", "-y", "ais://b");
    }

    @Test
    void what_was_put_from_a_folder_comes_back_into_a_folder() throws Exception {
        write("in/train/1 one.jpg", "one");
        write("in/train/deep/2.jpg", "");
        write("in/.hidden", "x".repeat(100_000));

        assertThat(cli.out("put", "-r", "in", "ais://b")).isEqualTo("PUT 3 objects to ais://b [97.66KiB]\n");
        assertThat(cli.out("ls", "ais://b", "--json"))
                .contains("\".hidden\"", "\"train/1 one.jpg\"", "\"train/deep/2.jpg\"");
        assertThat(cli.out("get", "-r", "ais://b", "out")).isEqualTo("GET 3 objects from ais://b [97.66KiB]\n");
        assertThat(folder.resolve("out/train/1 one.jpg")).hasContent("one");
        assertThat(folder.resolve("out/train/deep/2.jpg")).isEmptyFile();
        assertThat(folder.resolve("out/.hidden")).hasSameBinaryContentAs(folder.resolve("in/.hidden"));

        cli.out("get", "-r", "ais://b/train/deep/", "part");
        assertThat(folder.resolve("part/train")).isDirectoryNotContaining("glob:**one.jpg");
    }

    @Test
    void a_folder_goes_below_the_name_that_is_given() throws Exception {
        write("in/1.jpg", "one");
        write("alone.txt", "alone");

        cli.out("put", "-r", "in", "alone.txt", "ais://b/2012/");
        cli.out("put", "-r", "in", "ais://b/2013");

        assertThat(names()).containsExactly("2012/1.jpg", "2012/alone.txt", "2013/1.jpg");
    }

    @Test
    void links_are_followed_but_never_in_a_circle_and_pipes_are_left_out() throws Exception {
        write("in/a/file", "x");
        Files.createSymbolicLink(folder.resolve("in/a/up"), folder.resolve("in"));
        Files.createSymbolicLink(folder.resolve("in/other"), folder.resolve("in/a/file"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("in/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        Cli.Shown shown = cli.ais("put", "-r", "in", "ais://b");

        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.err()).contains("in/a/up leads back", "in/pipe is no file");
        assertThat(names()).containsExactly("a/file", "other");
    }

    @Test
    void one_that_cannot_be_put_ends_it_or_is_named_among_the_others() throws Exception {
        write("in/a", "a");
        write("in/b", "b");
        Files.createSymbolicLink(folder.resolve("in/broken"), folder.resolve("nowhere"));

        Cli.Shown ended = cli.ais("put", "-r", "in", "ais://b");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("ais: no such file: ").hasLineCount(1);

        Cli.Shown named = cli.ais("put", "-r", "--cont-on-err", "in", "ais://b");
        assertThat(named.code()).isEqualTo(1);
        assertThat(named.err()).contains("broken: no such file", "ais: 1 of 3 failed\n");
        assertThat(names()).containsExactly("a", "b");

        Cli.Shown nowhere = cli.ais("put", "-r", "--cont-on-err", "in", "ais://nowhere");
        assertThat(nowhere.err()).contains("nowhere\" does not exist", "3 of 3 failed");
    }

    @Test
    void a_link_in_the_folder_leads_no_object_out_of_it() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("out/dir"), outside);
        Files.createSymbolicLink(folder.resolve("out/file"), outside.resolve("planted"));
        for (String name : List.of("dir/evil", "file", "good", "a//b")) {
            assertThat(cli.fed("x", "put", "-", "ais://b/" + name).code()).isZero();
        }

        Cli.Shown shown = cli.ais("get", "-r", "--cont-on-err", "ais://b", "out");

        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.err())
                .contains("is a link that leads elsewhere", "is a link\n", "the part \"\"", "3 of 4 failed");
        assertThat(outside).isEmptyDirectory();
        assertThat(folder.resolve("out/good")).hasContent("x");
    }

    @Test
    void objects_are_removed_by_name_or_by_what_their_names_begin_with() {
        for (String name : List.of("a/1", "a/2", "b/1", "c")) {
            cli.fed("x", "put", "-", "ais://b/" + name);
        }
        assertThat(cli.out("rm", "ais://b/c")).isEqualTo("\"c\" deleted from ais://b\n");

        Cli.Shown asked = cli.ais("rm", "-r", "ais://b/a/");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains("whose name begins with a/?", "--yes");
        assertThat(names()).hasSize(3);

        assertThat(cli.out("rm", "-r", "-y", "ais://b/a/")).isEqualTo("2 objects deleted from ais://b\n");
        assertThat(names()).containsExactly("b/1");
        assertThat(cli.out("rm", "-r", "ais://b/none")).isEqualTo("0 objects deleted from ais://b\n");
    }

    @Test
    void objects_are_removed_by_list_and_by_template() {
        for (String name : List.of("a-1", "a-2", "a-3", "b", "c")) {
            cli.fed("x", "put", "-", "ais://b/" + name);
        }
        assertThat(cli.out("rm", "ais://b", "--template=a-{1..2}"))
                .isEqualTo("the objects selected are deleted from ais://b\n");
        cli.out("object", "rm", "ais://b", "--list", "b,c");

        assertThat(names()).containsExactly("a-3");
        assertThat(cli.ais("rm", "-r", "ais://b", "--list=x").err()).contains("go without -r");
        assertThat(cli.ais("rm", "ais://b/x", "--list=x").err()).contains("a bucket alone");
    }

    @Test
    void an_object_gets_another_name() {
        cli.fed("x", "put", "-", "ais://b/a b");

        assertThat(cli.out("mv", "ais://b/a b", "ais://b/dir/c?d")).isEqualTo("\"a b\" is \"dir/c?d\" in ais://b\n");
        cli.out("object", "mv", "ais://b/dir/c?d", "ais://b/other/");

        assertThat(names()).containsExactly("other/c?d");
        assertThat(cli.ais("mv", "ais://b/none", "ais://b/x").err()).contains("none does not exist");
        assertThat(cli.ais("mv", "ais://b/x", "ais://c/x").err()).contains("stays in its bucket");
    }

    @Test
    void a_list_ends_where_it_is_told_to() {
        for (int i = 0; i < 5; i++) {
            cli.fed("x", "put", "-", "ais://b/" + i);
        }
        assertThat(cli.out("ls", "ais://b", "--limit=3").lines())
                .hasSize(4)
                .last()
                .isEqualTo("2     1B");
    }

    @Test
    void a_bucket_is_copied_and_its_job_is_listed_waited_for_and_stopped() throws Exception {
        cli.fed("x", "put", "-", "ais://b/o");

        assertThat(cli.out("bucket", "cp", "ais://b", "ais://copy", "--prefix=new/", "--wait"))
                .isEqualTo("copied 1 object of \"ais://b\" to \"ais://copy\" [1B]\n");
        assertThat(cli.out("cat", "ais://copy/new/o")).isEqualTo("x");
        assertThat(cli.out("bucket", "cp", "ais://b", "ais://none", "--dry-run", "--progress"))
                .isEqualTo("would copy 1 object of \"ais://b\" to \"ais://none\" [1B]\n");
        String job = cli.out("bucket", "copy", "ais://b", "ais://copy").strip();

        assertThat(cli.out("job", "wait", job)).isEqualTo("job \"" + job + "\" is done\n");
        assertThat(cli.out("job", "ls", "copy-bck").lines())
                .hasSizeGreaterThan(2)
                .first()
                .asString()
                .startsWith("ID")
                .endsWith("STATE");
        assertThat(cli.out("show", "job").lines())
                .anyMatch(line -> line.startsWith(job) && line.contains("ais://copy") && line.endsWith("finished"));
        assertThat(cli.out("job", "ls", "--json")).contains("\"id\":\"" + job + "\"", "\"objects\":1");
        assertThat(cli.out("job", "ls", "--active")).isEmpty();
        assertThat(cli.out("job", "stop", job)).contains("is over already");
        assertThat(cli.ais("job", "stop", "none").err()).contains("no job \"none\" is known");
        assertThat(cli.ais("job", "wait", "none").err()).contains("none");
        assertThat(cli.ais("job", "ls", "knitting").err()).contains("unknown xaction kind");
        cli.out("bucket", "rm", "-y", "ais://copy");
    }

    @Test
    void a_bucket_gets_another_name() {
        cli.out("bucket", "create", "ais://old");
        cli.fed("x", "put", "-", "ais://old/o");

        assertThat(cli.out("bucket", "mv", "ais://old", "ais://new", "--wait"))
                .isEqualTo("\"ais://old\" is \"ais://new\"\n");
        assertThat(cli.out("cat", "ais://new/o")).isEqualTo("x");
        assertThat(cli.ais("ls", "ais://old").err()).contains("does not exist");
        assertThat(cli.ais("bucket", "mv", "ais://new", "ais://b").err()).contains("already exists");
        cli.out("bucket", "rm", "-y", "ais://new");
    }

    @Test
    void what_is_in_buckets_is_counted() throws Exception {
        cli.out("bucket", "create", "ais://a");
        for (int i = 0; i < 7; i++) {
            cli.fed("x".repeat(100 * i), "put", "-", "ais://b/" + i);
        }
        assertThat(cli.out("bucket", "summary").lines().toList())
                .containsExactly(
                        "NAME     OBJECTS  SIZE     USED",
                        "ais://a  0        0B       0%",
                        "ais://b  7        2.05KiB  0%");
        assertThat(cli.out("bucket", "summary", "ais://b", "--json"))
                .isEqualTo("[{\"name\":\"b\",\"objects\":7,\"size\":2100,\"used_pct\":0}]\n");
        assertThat(cli.ais("bucket", "summary", "ais://nowhere").err()).contains("does not exist");
        cli.out("bucket", "rm", "ais://a");
    }

    @Test
    void properties_are_shown_changed_and_reset() {
        assertThat(cli.out("bucket", "props", "ais://b", "checksum."))
                .contains("PROPERTY", "checksum.type               xxhash\n", "checksum.validate_warm_get  false\n")
                .doesNotContain("mirror");
        cli.out("bucket", "props", "set", "ais://b", "checksum.validate_warm_get=true");
        assertThat(cli.out("bucket", "props", "ais://b", "--json")).contains("\"checksum.validate_warm_get\":\"true\"");
        cli.out("bucket", "props", "reset", "ais://b");
        assertThat(cli.out("bucket", "props", "ais://b")).contains("validate_warm_get  false");

        assertThat(cli.ais("bucket", "props", "set", "ais://b", "mirror.enabled=true")
                        .err())
                .contains("mirror.enabled");
        assertThat(cli.ais("bucket", "props", "set", "ais://b", "a=1", "a.b=2").err())
                .contains("no name of a property");
        assertThat(cli.ais("bucket", "props").err()).contains("of which bucket?");
    }

    @Test
    void progress_is_for_terminals_and_leaves_nothing_behind() throws Exception {
        write("in/a", "a");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session terminal = new Session(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("AIS_ENDPOINT", cluster.url().toString()),
                folder,
                new Terminals(true, true, true),
                () -> false);
        assertThat(Execution.of(terminal, List.of("put", "-r", "in", "ais://b")))
                .isZero();

        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith(Session.OVERWRITE);
        assertThat(cli.ais("put", "-r", "in", "ais://b").err()).isEmpty();
        try (ProgressBar bar = new ProgressBar(terminal)) {
            bar.begins(OptionalLong.of(4096));
            bar.moved(512);
            bar.done();
            assertThat(bar.line()).startsWith("1 object  512B  ");
            bar.of(4, 2048);
            assertThat(bar.line())
                    .startsWith("[======                  ] 25%  1/4 objects  512B  ")
                    .endsWith(" left");
        }
        try (ProgressBar bar = new ProgressBar(terminal).ofOne()) {
            bar.begins(OptionalLong.of(2048));
            bar.moved(1024);
            assertThat(bar.line()).startsWith("[============            ] 50%  1.00KiB  ");
        }
    }

    private List<String> names() {
        return cli.out("ls", "ais://b")
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst(" +\\S+$", ""))
                .toList();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
