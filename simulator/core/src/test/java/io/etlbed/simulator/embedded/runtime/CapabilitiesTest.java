package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {

    @ParameterizedTest
    @CsvSource({"000001ffffffffff, true", "0000000000200000, true", "00000000a80425fb, false", "0000000000000000, false"
    })
    void only_who_has_sys_admin_may_enter_networks(String mask, boolean may) {
        assertThat(Capabilities.mayEnterNetworks(List.of("Name:\tjava", "CapEff:\t" + mask)))
                .isEqualTo(may);
    }
}
