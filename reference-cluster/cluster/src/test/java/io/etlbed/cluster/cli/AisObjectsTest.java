package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.ClusterOfClass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLI-03, on a cluster of two proxies and three targets. */
class AisObjectsTest {

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(2, 3);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void bucket() {
        cli = new Cli(cluster.url(), folder);
        cli.out("bucket", "create", "ais://imagenet");
    }

    @AfterEach
    void destroy() {
        cli.out("bucket", "rm", "-y", "ais://imagenet");
    }

    @Test
    void a_list_shows_names_and_sizes_as_the_documents_do() throws Exception {
        put("train/0000353.jpg", 18309);
        put("train/0000353.cls", 1);
        put("val/1280048.jpg", 84767);

        assertThat(cli.out("ls", "ais://imagenet")).isEqualTo("""
                        NAME               SIZE
                        train/0000353.cls  1B
                        train/0000353.jpg  17.88KiB
                        val/1280048.jpg    82.78KiB
                        """);
        assertThat(cli.out("ls", "ais://imagenet/val/")).contains("1280048").doesNotContain("train");
        assertThat(cli.out("bucket", "ls", "ais://imagenet", "--prefix=train/", "--json"))
                .isEqualTo("""
                        [{"name":"train/0000353.cls","size":1},{"name":"train/0000353.jpg","size":18309}]
                        """);
    }

    @Test
    void buckets_are_listed_too() {
        assertThat(cli.out("ls")).contains("AIS Buckets (1)\n", "  ais://imagenet\n");
        assertThat(cli.out("bucket", "ls", "--json")).isEqualTo("[{\"name\":\"imagenet\",\"provider\":\"ais\"}]\n");
    }

    @Test
    void get_writes_a_file_named_like_the_object_or_as_told() throws Exception {
        put("train/0278350.jpg", 5000);

        assertThat(cli.out("get", "ais://imagenet/train/0278350.jpg"))
                .isEqualTo("GET \"train/0278350.jpg\" from ais://imagenet as \"0278350.jpg\" [4.88KiB]\n");
        cli.out("object", "get", "ais://imagenet/train/0278350.jpg", "dog.jpg");
        Files.createDirectory(folder.resolve("sub"));
        cli.out("get", "ais://imagenet/train/0278350.jpg", "sub");

        for (String name : new String[] {"0278350.jpg", "dog.jpg", "sub/0278350.jpg"}) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(folder.resolve("source"));
        }
    }

    @Test
    void cat_and_get_to_a_dash_write_to_the_standard_output() {
        cli.fed("hello", "put", "-", "ais://imagenet/greeting");

        assertThat(cli.out("object", "cat", "ais://imagenet/greeting")).isEqualTo("hello");
        assertThat(cli.out("cat", "ais://imagenet/greeting")).isEqualTo("hello");
        assertThat(cli.out("get", "ais://imagenet/greeting", "-")).isEqualTo("hello");
        assertThat(cli.out("cat", "ais://imagenet/greeting", "--offset=1", "--length=3"))
                .isEqualTo("ell");
        assertThat(cli.out("cat", "ais://imagenet/greeting", "--offset=3")).isEqualTo("lo");
    }

    @Test
    void put_names_objects_after_files_unless_told() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.resolve("b.txt"), "b");

        assertThat(cli.out("put", "a.txt", "ais://imagenet")).isEqualTo("PUT \"a.txt\" to ais://imagenet\n");
        cli.out("put", "a.txt", "ais://imagenet/other");
        cli.out("object", "put", "a.txt", "b.txt", "ais://imagenet/in/");

        assertThat(cli.out("ls", "ais://imagenet")).contains("a.txt", "other", "in/a.txt", "in/b.txt");
        assertThat(cli.ais("put", "a.txt", "b.txt", "ais://imagenet/one").err()).contains("end it with /");
        assertThat(cli.ais("put", ".", "ais://imagenet/one").err()).contains("is a folder");
    }

    @Test
    void an_empty_file_is_an_object_like_any_other() throws Exception {
        Files.createFile(folder.resolve("empty"));
        cli.out("put", "empty", "ais://imagenet");

        assertThat(cli.out("get", "ais://imagenet/empty", "copy")).contains("[0B]");
        assertThat(folder.resolve("copy")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a%20b", "100%", "a?b#c", "a+b&c", "tränen/字", "it's \"it\"", "\\", "a;b=c,d"})
    void a_name_survives_put_list_get_and_rm(String name) {
        String uri = "ais://imagenet/" + name;
        assertThat(cli.fed("x", "put", "-", uri).code()).isZero();

        assertThat(cli.out("ls", "ais://imagenet")).contains("\n" + name + "  ");
        assertThat(cli.out("cat", uri)).isEqualTo("x");
        assertThat(cli.out("object", "rm", uri)).contains(name);
        assertThat(cli.out("ls", "ais://imagenet")).isEqualTo("NAME  SIZE\n");
    }

    @Test
    void any_gateway_will_do() {
        for (URI proxy : cluster.proxies()) {
            Cli there = new Cli(proxy, folder);
            there.fed("x", "put", "-", "ais://imagenet/" + proxy.getPort());
            assertThat(cli.out("cat", "ais://imagenet/" + proxy.getPort())).isEqualTo("x");
        }
        assertThat(cli.out("--endpoint=" + cluster.proxies().get(1), "ls")).contains("imagenet");
        assertThat(cli.out("ls", "--endpoint", cluster.proxies().get(1).toString()))
                .contains("imagenet");
    }

    @Test
    void what_is_not_there_is_one_line_of_error_with_a_hint() {
        Cli.Shown object = cli.ais("get", "ais://imagenet/none");
        assertThat(object.code()).isEqualTo(1);
        assertThat(object.err()).startsWith("ais: ").contains("none").hasLineCount(1);
        assertThat(folder).isEmptyDirectory();

        Cli.Shown bucket = cli.ais("ls", "ais://nowhere");
        assertThat(bucket.code()).isEqualTo(1);
        assertThat(bucket.err())
                .contains("ais://nowhere")
                .contains("does not exist")
                .contains("(see: ais ls)");

        assertThat(cli.ais("bucket", "create", "ais://imagenet").err()).contains("already exists");
        assertThat(cli.ais("put", "nofile", "ais://imagenet").err())
                .contains("no such file: ")
                .contains("nofile");
    }

    @Test
    void a_bucket_that_holds_objects_is_destroyed_only_when_told() {
        cli.out("bucket", "create", "ais://other");
        cli.fed("x", "put", "-", "ais://other/o");

        Cli.Shown refused = cli.ais("bucket", "rm", "ais://other");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("--yes");
        assertThat(cli.out("cat", "ais://other/o")).isEqualTo("x");

        cli.out("object", "rm", "ais://other/o");
        assertThat(cli.out("bucket", "rm", "ais://other")).isEqualTo("\"ais://other\" destroyed\n");
    }

    @Test
    void show_cluster_names_every_node() {
        assertThat(cli.out("show", "cluster").lines().filter(line -> line.startsWith("target  ")))
                .hasSize(3);
        assertThat(cli.out("show", "cluster")).contains(cluster.url().toString(), "primary");
        assertThat(cli.out("show", "cluster", "--json")).contains("\"type\":\"proxy\"", "\"primary\":true");
    }

    @Test
    void a_large_object_passes_through_a_small_memory() throws IOException {
        Path large = folder.resolve("large");
        try (var out = Files.newOutputStream(large)) {
            byte[] part = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                part[i] = (byte) i;
                out.write(part);
            }
        }
        cli.out("put", "large", "ais://imagenet");
        cli.out("get", "ais://imagenet/large", "back");

        assertThat(folder.resolve("back")).hasSameBinaryContentAs(large);
    }

    private void put(String name, int size) throws IOException {
        Files.write(folder.resolve("source"), new byte[size]);
        cli.out("put", "source", "ais://imagenet/" + name);
    }
}
