package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNetSampleTest {

    @TempDir
    Path temp;

    private Path photos = Path.of("");

    @BeforeEach
    void photographs() throws IOException {
        photos = Files.createDirectories(temp.resolve("photos"));
        write("a_251.jpg", 80, 60);
        write("b_609.jpeg", 60, 80);
        write("c_609.jpg", 40, 40);
        write("d.JPG", 50, 40);
        Files.writeString(photos.resolve("notes_7.txt"), "no photograph");
    }

    @Test
    void photographs_become_numbered_pictures_with_their_classes_and_the_dog_has_the_documented_number()
            throws Exception {
        Path to = temp.resolve("as/they/are");
        assertThat(Playbooks.sample(Optional.of(photos), to, SampleShape.AS_THEY_ARE))
                .contains(photos.toString());

        assertThat(names(to))
                .containsExactly(
                        "train/0278350.cls",
                        "train/0278350.jpg",
                        "train/0780129.cls",
                        "train/0780129.jpg",
                        "train/0780130.cls",
                        "train/0780130.jpg",
                        "val/0003843.cls",
                        "val/0003843.jpg");
        assertThat(to.resolve("train/0278350.cls")).hasContent("251");
        assertThat(to.resolve("train/0278350.jpg")).hasSameBinaryContentAs(photos.resolve("a_251.jpg"));
        assertThat(to.resolve("val/0003843.cls")).hasContent("3");
    }

    @Test
    void as_many_pictures_as_wanted_are_made_of_them_and_the_same_ones_each_time() throws Exception {
        SampleShape shape = new SampleShape(10, 6, 32);
        String unused = Playbooks.sample(Optional.of(photos), temp.resolve("one"), shape);
        unused = Playbooks.sample(Optional.of(photos), temp.resolve("other"), shape);

        assertThat(names(temp.resolve("one")))
                .hasSize(32)
                .filteredOn(name -> name.startsWith("train/"))
                .hasSize(20);
        assertThat(names(temp.resolve("one"))).isEqualTo(names(temp.resolve("other")));
        for (String name : names(temp.resolve("one"))) {
            assertThat(temp.resolve("one").resolve(name))
                    .hasSameBinaryContentAs(temp.resolve("other").resolve(name));
        }
        BufferedImage picture =
                ImageIO.read(temp.resolve("one/train/0278350.jpg").toFile());
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(32, 32);
    }

    @Test
    void what_is_no_photograph_is_named() throws Exception {
        Files.writeString(photos.resolve("e_1.jpg"), "not a JPEG");

        assertThatThrownBy(() -> Playbooks.sample(Optional.of(photos), temp.resolve("to"), new SampleShape(5, 5, 32)))
                .isInstanceOf(PlaybookException.class)
                .hasMessageContaining("e_1.jpg is no picture");
    }

    @Test
    void a_folder_that_holds_something_a_folder_without_photographs_and_numbers_beyond_all_measure_are_refused() {
        assertThatThrownBy(() -> Playbooks.sample(Optional.of(photos), photos, SampleShape.AS_THEY_ARE))
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> Playbooks.sample(
                        Optional.of(Files.createDirectory(temp.resolve("empty"))),
                        temp.resolve("to"),
                        SampleShape.AS_THEY_ARE))
                .hasMessageContaining("holds 0 JPEGs");
        assertThatThrownBy(() -> new SampleShape(1_000_000, 1, 0)).hasMessageContaining("not 1000000 and 1");
        assertThatThrownBy(() -> new SampleShape(10, 0, 0)).hasMessageContaining("not 10 and 0");
        assertThatThrownBy(() -> new SampleShape(1, 1, 5)).hasMessageContaining("not 5");
    }

    private void write(String name, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, ((x * 255 / width) << 16) | ((y * 255 / height) << 8) | (name.hashCode() & 0xff));
            }
        }
        assertThat(ImageIO.write(picture, "jpeg", photos.resolve(name).toFile()))
                .isTrue();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
