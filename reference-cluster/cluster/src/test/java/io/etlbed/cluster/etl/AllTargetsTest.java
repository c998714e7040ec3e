package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy and three targets over one Kubernetes API. */
@Timeout(120)
class AllTargetsTest {

    private static final String YAML = TargetFixture.YAML;

    @TempDir
    private Path folder;

    private FakeKubernetes kubernetes;
    private EtlProxy proxy;
    private final FakeTargets targets = new FakeTargets("t1", "t2", "t3");
    private final Map<String, EtlTarget> handlers = new java.util.TreeMap<>();

    @BeforeEach
    void start() {
        kubernetes = new FakeKubernetes(folder, "node-1", "node-2", "node-3");
        for (String id : targets.ids()) {
            EtlTarget target = new EtlTarget(
                    id,
                    URI.create("http://10.0.0.9:8081"),
                    Optional.of(kubernetes.client),
                    Map.of("K8S_NODE_NAME", id.replace("t", "node-")),
                    new PodAccess(PodReach.POD_NETWORK, (host, port) -> {}, Optional.empty()),
                    EtlSettings.document());
            handlers.put(id, target);
            targets.on(id, (method, path, body) -> {
                try {
                    return target.handle(
                            Requests.of(method, path, new String(body, java.nio.charset.StandardCharsets.UTF_8)));
                } catch (AisException e) {
                    return FakeTargets.error(e.status(), String.valueOf(e.getMessage()));
                }
            });
        }
        proxy = new EtlProxy(targets, new LocalStore(), EtlSettings.document());
        proxy.tookOver();
    }

    @AfterEach
    void stop() {
        proxy.close();
        handlers.values().forEach(EtlTarget::close);
        kubernetes.close();
    }

    @Test
    void life_01_and_life_02_each_target_has_its_pod_for_its_own_node() throws Exception {
        proxy.handle(Requests.init("my-etl", YAML));
        Map<String, String> nodes = kubernetes.pods().stream()
                .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), AllTargetsTest::wantedNode));
        assertThat(nodes)
                .containsOnly(
                        Map.entry("my-etl-t1", "node-1"),
                        Map.entry("my-etl-t2", "node-2"),
                        Map.entry("my-etl-t3", "node-3"));
        assertThat(handlers.values()).allMatch(target -> target.find("my-etl").isPresent());
        proxy.handle(Requests.of("DELETE", "/v1/etl/my-etl"));
        assertThat(kubernetes.left()).isEmpty();
        assertThat(handlers.values()).allMatch(target -> target.find("my-etl").isEmpty());
    }

    @Test
    void life_10_one_hopeless_pod_ends_all_though_another_would_wait_without_end() {
        kubernetes.onePod("my-etl-t2", status -> status.withPhase("Running"));
        kubernetes.onePod("my-etl-t3", AllTargetsTest::crashing);
        assertThatThrownBy(() -> proxy.handle(Requests.init("my-etl", YAML)))
                .isInstanceOf(AisException.class)
                .hasMessageContaining("was not started, and nothing of it is left")
                .hasMessageContaining(
                        "target t3: pod \"my-etl-t3\" on node \"node-3\" cannot become ready: CrashLoopBackOff")
                .hasMessageContaining("given up: ")
                .hasMessageContaining("target t2: pod \"my-etl-t2\" on node \"node-2\" was not ready");
        assertThat(kubernetes.left()).isEmpty();
        assertThat(handlers.values()).allMatch(target -> target.find("my-etl").isEmpty());
    }

    @Test
    void life_08_a_stopped_etl_starts_again_on_all_targets_and_stays_stopped_where_it_cannot() throws Exception {
        proxy.handle(Requests.init("my-etl", YAML));
        proxy.handle(Requests.of("POST", "/v1/etl/my-etl/stop"));
        kubernetes.onePod("my-etl-t1", AllTargetsTest::crashing);
        assertThatThrownBy(() -> proxy.handle(Requests.of("POST", "/v1/etl/my-etl/start")))
                .hasMessageContaining("CrashLoopBackOff");
        assertThat(kubernetes.left()).isEmpty();
        assertThat(stage()).isEqualTo("Stopped");
        kubernetes.onePod("my-etl-t1", kubernetes::ready);
        proxy.handle(Requests.of("POST", "/v1/etl/my-etl/start"));
        assertThat(kubernetes.pods()).hasSize(3);
        assertThat(stage()).isEqualTo("Running");
    }

    @Test
    void spec_03_when_time_is_up_every_pod_that_is_not_ready_is_named() {
        kubernetes.onePod("my-etl-t1", status -> status.withPhase("Running"));
        kubernetes.onePod("my-etl-t3", status -> status.withPhase("Running"));
        String yaml = YAML.replace("wait_timeout: 0s", "wait_timeout: 1s");
        assertThatThrownBy(() -> proxy.handle(Requests.init("my-etl", yaml)))
                .hasMessageContaining("my-etl-t1")
                .hasMessageContaining("my-etl-t3")
                .hasMessageContaining("wait timeout of 1s is over");
        assertThat(kubernetes.left()).isEmpty();
    }

    private String stage() throws Exception {
        ControlResponse view = proxy.handle(Requests.of("GET", "/v1/etl/my-etl"));
        return Json.read(view.body()).get("stage").textValue();
    }

    private static PodStatusBuilder crashing(PodStatusBuilder status) {
        return status.addNewContainerStatus()
                .withName("server")
                .withNewState()
                .withNewWaiting("back-off 10s", "CrashLoopBackOff")
                .endState()
                .endContainerStatus();
    }

    private static String wantedNode(Pod pod) {
        return pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .get(0)
                .getMatchExpressions()
                .get(0)
                .getValues()
                .get(0);
    }
}
