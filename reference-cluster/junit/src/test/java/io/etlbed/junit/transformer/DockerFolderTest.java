package io.etlbed.junit.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerFolderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), "six\n");
        Files.writeString(folder.resolve("server.py"), "pass");
        Files.createDirectories(folder.resolve("lib/deep"));
        Files.writeString(folder.resolve("lib/deep/er.py"), "pass");
    }

    @Test
    void what_most_dockerfiles_of_transformers_do_needs_no_docker() throws IOException {
        DockerFolder read = read("""
                FROM python:3.10-slim AS base
                LABEL maintainer="a b"
                WORKDIR /code
                COPY requirements.txt .
                RUN pip install --no-cache-dir --upgrade pip && \\
                    pip install -r requirements.txt 'numpy<2' pillow==10.4.0
                COPY --chown=1000 server.py lib /opt/
                ENV A=1 B="two words"
                EXPOSE 8080/tcp
                ENTRYPOINT ["python", "/opt/server.py"]
                CMD ["--listen", "0.0.0.0"]
                """);
        assertThat(read.python()).contains("3.10");
        assertThat(read.files().files().keySet())
                .containsExactly("code/requirements.txt", "opt/deep/er.py", "opt/server.py");
        assertThat(read.requirements()).isEqualTo("six\n\nnumpy<2\npillow==10.4.0\n");
        assertThat(read.environment()).isEqualTo(Map.of("A", "1", "B", "two words"));
        assertThat(read.workdir()).contains("/code");
        assertThat(read.entrypoint()).containsExactly("python", "/opt/server.py");
        assertThat(read.arguments()).containsExactly("--listen", "0.0.0.0");
        assertThat(read.port()).isEqualTo(8080);
    }

    @Test
    void what_only_docker_can_do_is_refused_with_its_line() {
        refused("FROM a\n\nRUN apt-get update", "line 3: RUN apt-get update: cannot be done without Docker");
        refused("FROM a\nRUN pip install -r nothing.txt", "no instruction before it copies /nothing.txt");
        refused("FROM a\nFROM b", "line 2: FROM b: several stages");
        refused("FROM a\nCOPY --from=x /a /b", "line 2: COPY --from=x /a /b: cannot be done");
        refused("FROM a\nCOPY ../secret /b", "there is no ../secret in " + folder);
        refused("FROM a\nCOPY nothing /b", "there is no nothing in " + folder);
        refused("FROM a\nCMD [server.py]", "an array of texts in double quotes is expected");
        refused("FROM a\nENV WITHOUT", "NAME=value is expected");
        refused("FROM a\nONBUILD RUN x", "line 2: ONBUILD RUN x: cannot be done");
        refused("FROM a\nCMD", "line 2: CMD is no instruction");
    }

    @Test
    void in_a_specification_one_word_is_exchanged() {
        String spec = """
                # mine
                spec:
                  containers:
                    - name: "\uD83D\uDC31"
                      image: 'acme/x:1'   # and a remark
                      env: []
                """;
        assertThat(SpecText.withImage(spec, "etlbed/y", Optional.of("/app"))).isEqualTo("""
                # mine
                spec:
                  containers:
                    - name: "\uD83D\uDC31"
                      image: "etlbed/y"
                      workingDir: "/app"   # and a remark
                      env: []
                """);
        assertThat(SpecText.withImage("{spec: {containers: [{image: a, workingDir: /b}]}}", "c", Optional.of("/app")))
                .isEqualTo("{spec: {containers: [{image: \"c\", workingDir: /b}]}}");
        assertThat(SpecText.withImage("{spec: {containers: [{image: a}]}}", "c", Optional.of("/app")))
                .isEqualTo("{spec: {containers: [{image: \"c\", workingDir: \"/app\"}]}}");
        for (String wrong : new String[] {"", "spec: 1", "a: [", "spec: {containers: [{name: x}]}"}) {
            assertThat(SpecText.withImage(wrong, "c", Optional.empty())).isEqualTo(wrong);
        }
    }

    private void refused(String dockerfile, String message) {
        assertThatThrownBy(() -> read(dockerfile)).hasMessageContaining(message);
    }

    private DockerFolder read(String dockerfile) throws IOException {
        Files.write(folder.resolve("Dockerfile"), dockerfile.getBytes(UTF_8));
        return DockerFolder.read(folder);
    }
}
