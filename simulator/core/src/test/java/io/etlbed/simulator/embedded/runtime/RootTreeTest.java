package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootTreeTest {

    @TempDir
    Path temp;

    private final RootTree tree = new RootTree();
    private Path system = Path.of("/");
    private Path image = Path.of("/");
    private Path root = Path.of("/");

    @BeforeEach
    void folders() throws IOException {
        system = temp.resolve("system");
        image = temp.resolve("image");
        root = Files.createDirectory(temp.resolve("root"));
        write(system.resolve("bin/sh"));
        write(system.resolve("share/doc/note"));
        write(image.resolve("app/run"));
    }

    @Test
    void a_folder_is_shown_whole_and_read_only_by_one_mount() throws IOException {
        tree.show("/usr", system, true);
        assertThat(build()).singleElement().asString().contains("rbind,ro", system.toString(), root + "/usr");
        assertThat(root.resolve("usr")).isEmptyDirectory();
    }

    @Test
    void what_an_image_has_beside_the_system_is_laid_over_it() throws IOException {
        write(image.resolve("usr/bin/own"));
        tree.show("/usr", system, true);
        tree.layOver(image);
        assertThat(build())
                .anySatisfy(mount -> assertThat(mount)
                        .contains("overlay", "lowerdir=" + image.resolve("usr") + ":" + system, root + "/usr"));
    }

    @Test
    void what_is_put_below_a_link_of_the_system_goes_where_the_link_leads() throws IOException {
        write(image.resolve("bin/own"));
        tree.show("/usr", system, true);
        tree.link("/bin", "usr/bin");
        tree.layOver(image);
        assertThat(build())
                .anySatisfy(mount ->
                        assertThat(mount).contains("lowerdir=" + image.resolve("bin") + ":" + system.resolve("bin")));
        assertThat(root.resolve("bin")).isSymbolicLink();
    }

    @Test
    void a_folder_that_must_hold_a_volume_is_opened() throws IOException {
        Path volume = Files.createDirectory(temp.resolve("volume"));
        tree.layOver(image);
        tree.show("/app/data", volume, false);
        assertThat(build())
                .anySatisfy(mount -> assertThat(mount).contains("none rbind 0", volume.toString(), root + "/app/data"))
                .anySatisfy(mount -> assertThat(mount).contains("bind,ro", image + "/app/run", root + "/app/run"));
        assertThat(root.resolve("app/data")).isEmptyDirectory();
    }

    @Test
    void nothing_can_be_put_into_a_file_or_over_the_root() throws IOException {
        tree.layOver(image);
        assertThatThrownBy(() -> tree.show("/app/run/x/y", system, false)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tree.show("/", system, false)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tree.show("relative", system, false)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tree.show("/../..", system, false)).isInstanceOf(IOException.class);
    }

    @Test
    void a_name_with_spaces_stays_one_field_of_the_table() throws IOException {
        Path volume = Files.createDirectory(temp.resolve("my volume\\1"));
        tree.show("/a b", volume, false);
        assertThat(build())
                .singleElement()
                .isEqualTo(temp + "/my\\040volume\\1341 " + root + "/a\\040b none rbind 0 0");
    }

    @Test
    void what_is_mounted_below_a_read_only_folder_is_protected_after_all_is_mounted() throws IOException {
        tree.show("/usr", system, true);
        MountTable host = MountTable.parse(List.of("24 1 0:1 / " + system + "/share rw,nosuid - tmpfs tmpfs rw"));
        assertThat(new RootBuilder(host, HostPrograms.find()).build(tree, root))
                .hasSize(2)
                .last()
                .asString()
                .contains("'remount,bind,ro,nosuid' '" + root + "/usr/share'");
    }

    /** The lines of the table, but for the root itself and the kernel's, which are always there. */
    private List<String> build() throws IOException {
        List<String> commands = new RootBuilder(MountTable.parse(List.of()), HostPrograms.find()).build(tree, root);
        Path table = Path.of(root + ".fstab");
        assertThat(commands).singleElement().asString().endsWith("'-a' '-T' '" + table + "'");
        List<String> lines = Files.readAllLines(table);
        assertThat(lines.get(0)).isEqualTo(root + " " + root + " none bind 0 0");
        return lines.stream()
                .skip(1)
                .filter(line -> !line.contains(" " + root + "/proc"))
                .toList();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }
}
