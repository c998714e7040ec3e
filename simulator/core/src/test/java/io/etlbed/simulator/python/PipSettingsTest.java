package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipSettingsTest {

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void pip_gets_the_users_settings_for_it_and_for_the_web_and_nothing_else() {
        environment.putAll(Map.of(
                "PIP_INDEX_URL", "https://example.org/simple",
                "PIP_TARGET", "/elsewhere",
                "PIP_USER", "1",
                "PIP_CACHE_DIR", "/elsewhere",
                "HTTPS_PROXY", "http://proxy:1",
                "no_proxy", "localhost",
                "SSL_CERT_FILE", "/certs.pem",
                "SECRET", "secret",
                "PYTHONPATH", "/elsewhere"));
        assertThat(settings().variables(Path.of("/work"), Path.of("/cache"), python()))
                .containsEntry("PIP_INDEX_URL", "https://example.org/simple")
                .containsEntry("HTTPS_PROXY", "http://proxy:1")
                .containsEntry("no_proxy", "localhost")
                .containsEntry("SSL_CERT_FILE", "/certs.pem")
                .containsEntry("PIP_USER", "0")
                .containsEntry("PIP_CACHE_DIR", "/cache")
                .containsEntry("TMPDIR", "/work")
                .containsEntry("HOME", home.toString())
                .doesNotContainKeys("PIP_TARGET", "SECRET", "PYTHONPATH");
    }

    @Test
    void another_index_is_another_identity_and_another_proxy_is_not() throws IOException {
        String before = identity();
        environment.put("HTTPS_PROXY", "http://proxy:1");
        environment.put("PIP_DEFAULT_TIMEOUT", "180");
        assertThat(identity()).isEqualTo(before);
        environment.put("PIP_EXTRA_INDEX_URL", "https://example.org/simple");
        assertThat(identity()).isNotEqualTo(before);
        environment.remove("PIP_EXTRA_INDEX_URL");
        write(".config/pip/pip.conf", "[global]\nindex-url = https://example.org/simple\n");
        assertThat(identity()).isNotEqualTo(before);
    }

    @Test
    void pip_sees_its_files_and_those_that_they_and_the_variables_name() throws IOException {
        Path ofUser = write(
                ".config/pip/pip.conf",
                "[global]\ncert = " + home + "/a.pem\nfind-links =\n  " + home + "/links\n  file://" + home
                        + "/more\n  https://example.org\n");
        Path named = write("named.conf", "");
        environment.put("PIP_CONFIG_FILE", named.toString());
        environment.put("PIP_CLIENT_CERT", write("b.pem", "").toString());
        environment.put("SSL_CERT_FILE", write("c.pem", "").toString());
        environment.put("SECRET_FILE", write("d.pem", "").toString());
        environment.put("PIP_CERT", "/no/such/file");
        write("a.pem", "");
        Path netrc = write(".netrc", "");
        Files.createDirectories(home.resolve("links"));
        Files.createDirectories(home.resolve("more"));
        assertThat(settings().visible(python()))
                .filteredOn(path -> path.startsWith(home))
                .containsExactlyInAnyOrder(
                        ofUser,
                        named,
                        named,
                        home.resolve("a.pem"),
                        home.resolve("b.pem"),
                        home.resolve("c.pem"),
                        home.resolve("links"),
                        home.resolve("more"),
                        netrc);
    }

    private String identity() throws IOException {
        return settings().identity(python());
    }

    private PipSettings settings() {
        return new PipSettings(environment, home);
    }

    private Interpreter python() {
        return new Interpreter(
                PythonVersion.parse("3.8.5"), home.resolve("p/bin/python3.8"), home.resolve("p"), "any-64", false);
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
