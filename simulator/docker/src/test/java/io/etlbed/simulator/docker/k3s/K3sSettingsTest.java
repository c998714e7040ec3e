package io.etlbed.simulator.docker.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.SimulatorException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class K3sSettingsTest {

    @Test
    void without_any_setting_there_are_images_to_look_for_and_nothing_is_reused() {
        K3sSettings settings = K3sSettings.find(name -> null, Map.of());

        assertThat(settings.image()).startsWith("rancher/k3s:v1.");
        assertThat(settings.base()).isEqualTo("python:3-slim");
        assertThat(settings.host()).isEmpty();
        assertThat(settings.reuse()).isFalse();
        assertThat(settings.reaper()).isEqualTo(K3sSettings.AUTO);
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void a_property_comes_before_the_environment() {
        Map<String, String> properties = Map.of("etlbed.k3s.image", "mine/k3s:1", "etlbed.k3s.reuse", "true");
        Map<String, String> environment =
                Map.of("ETLBED_K3S_IMAGE", "theirs/k3s:1", "ETLBED_K3S_HOST", "10.1.2.3", "ETLBED_K3S_PATIENCE", "7");

        K3sSettings settings = K3sSettings.find(properties::get, environment);

        assertThat(settings.image()).isEqualTo("mine/k3s:1");
        assertThat(settings.reuse()).isTrue();
        assertThat(settings.host()).contains("10.1.2.3");
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void who_has_turned_ryuk_off_for_Testcontainers_has_it_off_here() {
        Map<String, String> off = Map.of("TESTCONTAINERS_RYUK_DISABLED", "true");

        assertThat(K3sSettings.find(name -> null, off).reaper()).isEqualTo(K3sSettings.OFF);
        assertThat(K3sSettings.find(Map.of("etlbed.k3s.ryuk", "acme/ryuk:1")::get, off)
                        .reaper())
                .isEqualTo("acme/ryuk:1");
    }

    @Test
    void a_patience_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> K3sSettings.find(name -> null, Map.of("ETLBED_K3S_PATIENCE", "3m")))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("a number of seconds, 1 to 99999, not '3m'");
    }
}
