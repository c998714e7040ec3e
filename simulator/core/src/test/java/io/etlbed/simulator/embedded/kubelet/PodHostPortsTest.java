package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodHostPortsTest {

    @Test
    void ports_are_separated_by_commas() {
        assertThat(PodHostPorts.parse("9090, 8080,9090")).containsExactly(8080, 9090);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "80,", "eighty", "127.0.0.1:80"})
    void what_is_no_port_is_said_to_be_none(String text) {
        assertThatThrownBy(() -> PodHostPorts.parse(text)).hasMessageContaining("is no port: expected 1 to 65535");
    }
}
