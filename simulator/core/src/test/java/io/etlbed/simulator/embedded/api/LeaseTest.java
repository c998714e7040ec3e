package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Leases, the first kind outside the core group, and what clients do with them. */
class LeaseTest {

    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/default/leases";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient raw = new RawClient(at.kubeconfig);

    @Test
    void one_of_two_candidates_leads_and_the_other_follows_when_it_gives_up() throws Exception {
        List<String> leaders = new CopyOnWriteArrayList<>();
        CompletableFuture<?> first = candidate("first", leaders);
        await().until(() -> leaders.equals(List.of("first")));
        CompletableFuture<?> second = candidate("second", leaders);
        try {
            assertThat(at.client
                            .leases()
                            .inNamespace("default")
                            .withName("election")
                            .get()
                            .getSpec()
                            .getHolderIdentity())
                    .isEqualTo("first");
            assertThat(leaders).containsExactly("first");

            first.cancel(true);

            await().atMost(Duration.ofSeconds(20)).until(() -> leaders.equals(List.of("first", "second")));
        } finally {
            second.cancel(true);
        }
    }

    @Test
    void refusals_name_the_group() {
        HttpResponse<String> absent = raw.get(LEASES + "/nosuch");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body())
                .contains("leases.coordination.k8s.io \\\"nosuch\\\" not found")
                .contains("\"group\":\"coordination.k8s.io\"", "\"kind\":\"leases\"");

        HttpResponse<String> invalid = raw.post(
                LEASES,
                "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"leaseDurationSeconds\":0,\"leaseTransitions\":-1}}");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(invalid.body())
                .contains("Lease.coordination.k8s.io \\\"x\\\" is invalid")
                .contains("spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")
                .contains("spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0");

        String misspelt =
                "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"acquireTime\":\"2026-01-02T03:04:05.000006Z\",\"hodler\":1}}";
        assertThat(raw.post(LEASES + "?fieldValidation=Strict", misspelt).body())
                .contains("unknown field \\\"spec.hodler\\\"");
        assertThat(raw.post(LEASES, "{\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"x\"}}")
                        .body())
                .contains("the apiVersion in the data (v1) does not match the expected apiVersion"
                        + " (coordination.k8s.io/v1)");
    }

    @Test
    void a_group_does_not_have_the_kinds_of_another() {
        assertThat(raw.get("/api/v1/namespaces/default/leases").statusCode()).isEqualTo(404);
        assertThat(raw.get("/apis/coordination.k8s.io/v1/namespaces/default/pods")
                        .statusCode())
                .isEqualTo(404);
        assertThat(raw.get("/apis").body()).contains("\"coordination.k8s.io/v1\"");
        assertThat(raw.get("/apis/coordination.k8s.io").body()).contains("\"kind\":\"APIGroup\"");
        assertThat(raw.get("/apis/coordination.k8s.io/v1").body()).contains("\"name\":\"leases\"");
    }

    private static CompletableFuture<?> candidate(String name, List<String> leaders) throws Exception {
        LeaderElectionConfig config = new LeaderElectionConfigBuilder()
                .withName(name)
                .withReleaseOnCancel(true)
                .withLeaseDuration(Duration.ofSeconds(3))
                .withRenewDeadline(Duration.ofSeconds(2))
                .withRetryPeriod(Duration.ofMillis(200))
                .withLeaderCallbacks(new LeaderCallbacks(() -> leaders.add(name), () -> {}, leader -> {}))
                .withLock(new LeaseLock("default", "election", name))
                .build();
        return at.client.leaderElector().withConfig(config).build().start();
    }
}
