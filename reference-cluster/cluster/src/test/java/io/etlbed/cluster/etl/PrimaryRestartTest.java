package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.ReferenceCluster;
import org.junit.jupiter.api.Test;

/** The only proxy of a cluster is started again. */
class PrimaryRestartTest extends TakeoverFixture {

    @Override
    int proxies() {
        return 1;
    }

    @Test
    void etls_that_the_targets_still_run_are_running_after_a_restart_of_the_primary_alone() throws Exception {
        init(proxy(0), "my-etl");
        init(proxy(0), "my-stopped");
        send(proxy(0), "POST", "/v1/etl/my-stopped/stop", "");
        String before = get(proxy(0), "/v1/etl");
        cluster.proxy(0).stop();
        assertThat(kubernetes.pods()).hasSize(3);
        cluster.proxy(0).start();
        assertThat(get(proxy(0), "/v1/etl")).isEqualTo(before).contains("my-etl");
        assertThat(stage(proxy(0), "my-etl")).isEqualTo("Running");
        assertThat(stage(proxy(0), "my-stopped")).isEqualTo("Stopped");
        assertThat(send(proxy(0), "DELETE", "/v1/etl/my-etl", "").statusCode()).isEqualTo(200);
        assertThat(kubernetes.left()).isEmpty();
    }

    @Test
    void etls_of_a_cluster_that_is_started_again_as_a_whole_are_stopped() throws Exception {
        init(proxy(0), "my-etl");
        cluster.close();
        assertThat(kubernetes.left()).isEmpty();
        cluster = ReferenceCluster.start(config());
        assertThat(get(proxy(0), "/v1/etl")).isEqualTo("[]");
        assertThat(stage(proxy(0), "my-etl")).isEqualTo("Stopped");
        assertThat(send(proxy(0), "POST", "/v1/etl/my-etl/start", "").body()).isEqualTo("my-etl");
        assertThat(kubernetes.left()).hasSize(6);
    }

    @Test
    void a_target_that_is_started_again_runs_what_the_others_run() throws Exception {
        init(proxy(0), "my-etl");
        cluster.target(1).stop();
        assertThat(kubernetes.left()).hasSize(4);
        cluster.target(1).start();
        await().untilAsserted(() -> {
            assertThat(kubernetes.left()).hasSize(6);
            assertThat(get(cluster.targets().get(1), "/v1/etl")).contains("my-etl");
        });
        assertThat(stage(proxy(0), "my-etl")).isEqualTo("Running");
    }
}
