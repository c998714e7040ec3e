package io.etlbed.simulator.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineAddressTest {

    private static final String CONTEXT = "unix:///home/me/.colima/docker.sock";

    @Test
    void the_property_comes_before_DOCKER_HOST_and_that_before_all_others() {
        Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://build:2375", "XDG_RUNTIME_DIR", "/run/user/7");

        assertThat(EngineAddress.candidates("unix:///mine", environment, "/home/me", CONTEXT))
                .containsExactly("unix:///mine");
        assertThat(EngineAddress.candidates("", environment, "/home/me", CONTEXT))
                .containsExactly("tcp://build:2375");
    }

    @Test
    void without_them_the_context_the_usual_sockets_and_podman_are_tried_in_this_order() {
        assertThat(EngineAddress.candidates("", Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "/home/me", CONTEXT))
                .containsExactly(
                        CONTEXT,
                        "unix:///var/run/docker.sock",
                        "unix:///run/user/7/docker.sock",
                        "unix:///home/me/.docker/run/docker.sock",
                        "unix:///home/me/.docker/desktop/docker.sock",
                        "unix:///run/user/7/podman/podman.sock",
                        "unix:///run/podman/podman.sock");
    }

    @Test
    void a_context_that_is_the_usual_socket_is_tried_once() {
        assertThat(EngineAddress.candidates("", Map.of(), "/home/me", "unix:///var/run/docker.sock"))
                .doesNotHaveDuplicates()
                .startsWith("unix:///var/run/docker.sock");
    }
}
