package io.etlbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

    private static final Map<String, String> ALL = Map.of("ETLBED_CACHE", "/own", "XDG_CACHE_HOME", "/shared");

    @Test
    void the_property_comes_first_then_the_variables_then_the_home() {
        assertThat(CacheFolder.find("/property", ALL, "/home/me")).isEqualTo(Path.of("/property"));
        assertThat(CacheFolder.find("", ALL, "/home/me")).isEqualTo(Path.of("/own"));
        assertThat(CacheFolder.find("", Map.of("XDG_CACHE_HOME", "/shared"), "/home/me"))
                .isEqualTo(Path.of("/shared/etlbed"));
        assertThat(CacheFolder.find("", Map.of(), "/home/me")).isEqualTo(Path.of("/home/me/.cache/etlbed"));
    }
}
