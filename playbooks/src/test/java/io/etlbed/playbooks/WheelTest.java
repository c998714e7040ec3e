package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelTest {

    @TempDir
    Path temp;

    private Path to;

    @BeforeEach
    void folder() throws IOException {
        to = Files.createDirectory(temp.resolve("to"));
    }

    @Test
    void files_that_fit_are_taken_by_their_own_names() throws Exception {
        Wheel.extract(wheel("pkg/data/a.jpg", "pkg/data/b.txt", "pkg/code.py"), "pkg/data/*.jpg", to);

        assertThat(to).isDirectoryContaining("glob:**/a.jpg");
        assertThat(to.toFile().list()).containsExactly("a.jpg");
    }

    @Test
    void an_entry_that_leads_out_of_the_folder_stays_within_it() throws Exception {
        Wheel.extract(wheel("../../evil.jpg"), "**.jpg", to);

        assertThat(to.resolve("evil.jpg")).exists();
        assertThat(temp.toFile().list()).containsExactlyInAnyOrder("to", "x.whl");
    }

    @Test
    void an_entry_without_a_name_of_its_own_is_refused() throws Exception {
        Path wheel = wheel("a/..");

        assertThatThrownBy(() -> Wheel.extract(wheel, "**", to))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a/..");
    }

    @Test
    void two_entries_of_one_name_are_refused() throws Exception {
        Path wheel = wheel("a/x.jpg", "b/x.jpg");

        assertThatThrownBy(() -> Wheel.extract(wheel, "**.jpg", to)).isInstanceOf(IOException.class);
    }

    @Test
    void a_package_without_such_files_is_refused_by_the_glob() throws Exception {
        Path wheel = wheel("a.txt");

        assertThatThrownBy(() -> Wheel.extract(wheel, "*.jpg", to)).hasMessageContaining("*.jpg");
    }

    private Path wheel(String... names) throws IOException {
        Path file = temp.resolve("x.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        }
        return file;
    }
}
