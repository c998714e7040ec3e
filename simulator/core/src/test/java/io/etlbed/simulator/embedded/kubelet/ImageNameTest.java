package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "aistore/transformer_md5, aistore/transformer_md5",
        "aistore/transformer_md5:latest, aistore/transformer_md5",
        "docker.io/aistore/transformer_md5:v1, aistore/transformer_md5",
        "index.docker.io/library/python:3.11-slim, python",
        "python@sha256:0123, python",
        "python:3@sha256:0123, python",
        "localhost:5000/team/app, localhost:5000/team/app",
        "localhost:5000/team/app:2, localhost:5000/team/app",
    })
    void registry_tag_and_digest_are_left_out(String image, String repository) {
        assertThat(ImageName.repository(image)).isEqualTo(repository);
    }
}
