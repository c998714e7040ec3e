package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.Sandbox;
import org.junit.jupiter.api.Test;

class SandboxLadderTest {

    @Test
    void all_rungs_are_told_of_the_best_first_and_those_that_are_absent_say_why() {
        assertThat(SandboxLadder.examine())
                .extracting(SandboxLadder.Rung::sandbox)
                .containsExactly(Sandbox.DOORS, Sandbox.RELAY, Sandbox.ROOT, Sandbox.NONE);
        assertThat(SandboxLadder.examine())
                .allSatisfy(
                        rung -> rung.absence().ifPresent(why -> assertThat(why).contains("What to do: ")));
    }

    @Test
    void the_first_that_is_present_is_taken() {
        Sandbox first = SandboxLadder.examine().stream()
                .filter(SandboxLadder.Rung::present)
                .map(SandboxLadder.Rung::sandbox)
                .findFirst()
                .orElseThrow();
        assertThat(SandboxLadder.best()).isEqualTo(first);
    }

    @Test
    void rungs_have_words() {
        assertThat(Sandbox.of("doors")).contains(Sandbox.DOORS);
        assertThat(Sandbox.of("Doors")).isEmpty();
        assertThat(Sandbox.words()).isEqualTo("doors, relay, root, none");
    }
}
