package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.embedded.runtime.PreparedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCatalogTest {

    @TempDir
    Path rootfs;

    private final ImageCatalog images = new ImageCatalog();

    @ParameterizedTest
    @CsvSource({
        "some/python:3.8, some/python:3.8",
        "docker.io/some/python:3.8, some/python:3.8",
        "some/python:2, some/python:2",
        "some/python:3.9, some/python",
        "some/python, some/python",
        "some/python:latest, some/python",
        "other/tool, other/tool:latest",
        "other/tool:latest, other/tool:latest",
        "localhost:5000/some/python:2, localhost:5000/some/python",
    })
    void the_bundle_of_the_very_tag_comes_before_the_one_for_all_tags(String asked, String found) throws Exception {
        add("some/python:3.8", "some/python:2", "some/python", "docker.io/other/tool:latest");
        add("localhost:5000/some/python");
        String name = bundle(asked).name();
        assertThat(name.replace("docker.io/", "")).isEqualTo(found);
    }

    @Test
    void a_tag_that_is_not_known_is_named_beside_those_that_are() {
        add("some/python:3.8", "some/python:2", "other");
        assertThatThrownBy(() -> images.pull("some/python:9@sha256:" + "0".repeat(64)))
                .isInstanceOf(ImageException.class)
                .hasMessage(
                        "no image 'some/python:9' in this cluster; there are other, some/python:2, some/python:3.8");
        assertThatThrownBy(() -> images.pull("some/python"))
                .hasMessageStartingWith("no image 'some/python:latest' in this cluster");
        assertThatThrownBy(() -> images.pull("unknown:1")).hasMessageStartingWith("no image 'unknown' in this cluster");
    }

    @Test
    void a_bundle_takes_the_place_of_an_earlier_one_of_its_name_and_tag() throws Exception {
        images.add(bundle("some/python:3", Map.of("WHICH", "first")));
        images.add(bundle("docker.io/some/python:3", Map.of("WHICH", "second")));
        assertThat(bundle("some/python:3").environment()).containsEntry("WHICH", "second");
    }

    private Bundle bundle(String image) throws ImageException {
        return ((PreparedImage) images.pull(image)).bundle();
    }

    private void add(String... names) {
        List.of(names).forEach(name -> images.add(bundle(name, Map.of())));
    }

    private Bundle bundle(String name, Map<String, String> environment) {
        return new Bundle(name, rootfs, List.of("sh"), List.of(), environment, Set.of());
    }
}
