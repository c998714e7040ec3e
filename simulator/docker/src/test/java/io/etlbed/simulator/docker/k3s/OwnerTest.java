package io.etlbed.simulator.docker.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnerTest {

    @Test
    void a_process_that_runs_is_not_gone_however_its_label_is_read() {
        Owner self = Owner.self();

        assertThat(Owner.parse(self.text())).hasValueSatisfying(read -> {
            assertThat(read.pid()).isEqualTo(self.pid());
            assertThat(read.gone()).isFalse();
        });
    }

    @Test
    void a_later_process_of_the_same_number_is_another_one() {
        Owner self = Owner.self();

        assertThat(new Owner(self.host(), self.pid(), self.started().minusSeconds(3600)).gone())
                .isTrue();
        assertThat(new Owner(self.host(), self.pid(), self.started().minusSeconds(2)).gone())
                .isFalse();
    }

    @Test
    void of_other_hosts_nothing_is_known() {
        assertThat(new Owner("elsewhere", 1, Instant.EPOCH).gone()).isFalse();
        assertThat(Owner.parse("")).isEmpty();
        assertThat(Owner.parse("host/x/1")).isEmpty();
    }
}
