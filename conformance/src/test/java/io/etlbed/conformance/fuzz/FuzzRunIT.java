package io.etlbed.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.campaign.FuzzPlace;
import io.etlbed.conformance.campaign.FuzzRun;
import io.etlbed.junit.EtlCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fuzzing of our own cluster and Kubernetes: each kind of cases, and nothing is found. */
class FuzzRunIT {

    @TempDir
    Path temp;

    @Test
    void specifications_on_a_cluster_that_is_started_for_it() throws InterruptedException {
        assertNothing(FuzzTarget.SPEC, 300, FuzzPlace.in(temp), 130);
    }

    @Test
    void objects_of_a_Kubernetes_that_is_started_for_it() throws InterruptedException {
        assertNothing(FuzzTarget.KUBERNETES, 200, FuzzPlace.in(temp), 40);
    }

    @ParameterizedTest
    @CsvSource({"NAME, 160, 16", "CODE, 160, 16", "HTTP, 140, 7"})
    void what_a_gateway_is_sent(FuzzTarget target, long examples, int kinds) throws InterruptedException {
        // One of its own: that of the other tests changes while it is looked at.
        try (EtlCluster cluster =
                EtlCluster.builder().inproc().folder(temp.resolve("cluster")).start()) {
            assertNothing(target, examples, FuzzPlace.in(temp).at(cluster.url()), kinds);
        }
    }

    private static void assertNothing(FuzzTarget target, long examples, FuzzPlace place, int kinds)
            throws InterruptedException {
        FuzzOptions options = new FuzzOptions(target, Duration.ofMinutes(5), examples, 1, 2, List.of());
        FuzzReport report = FuzzRun.run(options, place, FuzzListener.none());
        assertThat(report.findings()).isEmpty();
        assertThat(report.cases()).isEqualTo(examples);
        assertThat(report.tried()).hasSizeGreaterThanOrEqualTo(kinds);
    }
}
