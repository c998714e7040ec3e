package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EtlTargetTest extends TargetFixture {

    private final List<String> connections = new ArrayList<>();

    @Test
    void an_init_returns_when_the_pod_is_ready_and_takes_connections() throws Exception {
        AtomicInteger refusals = new AtomicInteger(2);
        EtlTarget target = target(PodReach.POD_NETWORK, (host, port) -> {
            connections.add(host + ":" + port);
            if (refusals.getAndDecrement() > 0) {
                throw new IOException("refused");
            }
        });
        target.handle(Requests.init("my-etl", YAML));
        Pod pod = kubernetes.pod("my-etl-t1");
        String ip = pod.getStatus().getPodIP();
        assertThat(connections).containsExactly(ip + ":80", ip + ":80", ip + ":80");
        assertThat(target.find("my-etl").orElseThrow().pod()).isEqualTo(new PodAddress(ip, 80, "my-etl-t1"));
        assertThat(pod.getSpec().getContainers().get(0).getReadinessProbe().getPeriodSeconds())
                .isEqualTo(10);
        assertThat(pod.getSpec().getContainers().get(0).getEnv().get(0).getValue())
                .matches("http://10\\.0\\.0\\.9:8081/v1/etl/_object/my-etl/[A-Za-z0-9]{20}");
        JsonNode etl =
                Json.read(target.handle(Requests.of("GET", "/v1/etl")).body()).get(0);
        assertThat(etl.get("id").textValue()).isEqualTo("my-etl");
    }

    @Test
    void outside_of_the_pods_network_the_pod_is_reached_by_its_node_port() throws Exception {
        EtlTarget target = target(PodReach.NODE_PORT, (host, port) -> {});
        target.handle(Requests.init("my-etl", YAML));
        int nodePort = kubernetes
                .client
                .services()
                .inNamespace("ais")
                .withName("my-etl-t1")
                .get()
                .getSpec()
                .getPorts()
                .get(0)
                .getNodePort();
        assertThat(target.find("my-etl").orElseThrow().pod())
                .isEqualTo(new PodAddress("172.18.0.2", nodePort, "my-etl-t1"));
    }

    @Test
    void life_06_a_stop_returns_when_pod_and_service_are_gone() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        assertThat(kubernetes.left()).containsExactly("Pod my-etl-t1", "Service my-etl-t1");
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop"));
        assertThat(kubernetes.left()).isEmpty();
        assertThat(target.find("my-etl")).isEmpty();
        assertThat(text(target.handle(Requests.of("GET", "/v1/etl")))).isEqualTo("[]");
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop"));
        target.handle(Requests.init("my-etl", YAML));
        assertThat(target.find("my-etl")).isPresent();
    }

    @Test
    void leftovers_of_an_earlier_process_are_removed_and_strangers_are_not() throws Exception {
        kubernetes.namespace();
        kubernetes.bystander("my-etl-t1", Map.of("nvidia.com/ais-etl-target", "t1"));
        String uid = kubernetes.pod("my-etl-t1").getMetadata().getUid();
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        assertThat(kubernetes.pod("my-etl-t1").getMetadata().getUid()).isNotEqualTo(uid);
        kubernetes.bystander("other-etl-t1", Map.of("nvidia.com/ais-etl-target", "t1"));
        target.handle(Requests.of("POST", "/v1/etl/other-etl/stop"));
        assertThat(kubernetes.left()).containsExactly("Pod my-etl-t1", "Service my-etl-t1");
        kubernetes.bystander("third-etl-t1", Map.of("nvidia.com/ais-etl-target", "t2"));
        assertRefused(400, "is in the way, and is not of target t1", target, "third-etl", YAML);
        target.handle(Requests.of("POST", "/v1/etl/third-etl/stop"));
        assertThat(kubernetes.left()).contains("Pod third-etl-t1");
    }

    @Test
    void the_address_of_a_pod_that_comes_back_with_another_is_followed() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        Communicator.HPush before = (Communicator.HPush) target.find("my-etl").orElseThrow();
        kubernetes.status("my-etl-t1", status -> status.withPodIP("10.244.9.9"));
        await().until(() -> target.find("my-etl").orElseThrow().pod().host().equals("10.244.9.9"));
        Communicator.HPush after = (Communicator.HPush) target.find("my-etl").orElseThrow();
        assertThat(after.verb()).isSameAs(before.verb());
        assertThat(after.traffic()).isSameAs(before.traffic());
        kubernetes.status("my-etl-t1", status -> status.withConditions());
        assertThat(target.find("my-etl")).isPresent();
    }

    @Test
    void a_pod_that_somebody_deletes_is_created_again_until_the_etl_is_stopped() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        PodAddress before = target.find("my-etl").orElseThrow().pod();
        for (int i = 0; i < 3; i++) {
            String uid = kubernetes.pod("my-etl-t1").getMetadata().getUid();
            kubernetes.client.pods().inNamespace("ais").withName("my-etl-t1").delete();
            await().until(() -> {
                Pod pod = kubernetes.pod("my-etl-t1");
                return pod != null
                        && !pod.getMetadata().getUid().equals(uid)
                        && pod.getStatus().getPodIP() != null;
            });
        }
        String address = kubernetes.pod("my-etl-t1").getStatus().getPodIP();
        await().until(() -> target.find("my-etl").orElseThrow().pod().host().equals(address));
        assertThat(before.host()).isNotEqualTo(address);
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop"));
        assertThat(kubernetes.left()).isEmpty();
    }

    @Test
    void name_07_alike_names_run_side_by_side() throws Exception {
        EtlTarget target = target();
        for (String id : List.of("Etl-one", "etl_one", "etl-one")) {
            target.handle(Requests.init(id, YAML));
        }
        assertThat(kubernetes.pods())
                .hasSize(3)
                .allMatch(pod -> pod.getMetadata().getName().startsWith("etl-one"));
        target.handle(Requests.of("POST", "/v1/etl/Etl-one/stop"));
        assertThat(target.find("etl-one")).isPresent();
        assertThat(target.find("etl_one")).isPresent();
        assertThat(target.find("Etl-one")).isEmpty();
    }

    @Test
    void life_09_logs_are_base64_of_what_the_pod_printed() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        JsonNode log = Json.read(
                        target.handle(Requests.of("GET", "/v1/etl/my-etl/logs")).body())
                .get(0);
        assertThat(log.get("target_id").textValue()).isEqualTo("t1");
        assertThat(new String(Base64.getDecoder().decode(log.get("logs").textValue()), StandardCharsets.UTF_8))
                .isEqualTo("output of my-etl-t1\n");
        assertThatThrownBy(() -> target.handle(Requests.of("GET", "/v1/etl/nosuch/logs")))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void life_09_health_is_cpu_and_memory_of_the_pod_and_waited_for_where_it_is_not_there_yet() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        CompletableFuture<ControlResponse> early = CompletableFuture.supplyAsync(() -> health(target, "my-etl"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !early.isDone());
        kubernetes.measured.add("my-etl-t1");
        JsonNode health = Json.read(early.get(30, TimeUnit.SECONDS).body()).get(0);
        assertThat(health.get("target_id").textValue()).isEqualTo("t1");
        assertThat(health.get("cpu").doubleValue()).isCloseTo(0.5, Offset.offset(0.01));
        assertThat(health.get("mem").longValue()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> target.handle(Requests.of("GET", "/v1/etl/nosuch/health")))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(404))
                .hasMessageContaining("etl job \"nosuch\" does not run");
    }

    @Test
    void life_09_who_waits_for_metrics_is_told_when_the_etl_is_stopped() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        CompletableFuture<ControlResponse> waiting = CompletableFuture.supplyAsync(() -> health(target, "my-etl"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !waiting.isDone());
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop"));
        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                .hasMessageContaining("no metrics of pod \"my-etl-t1\"");
    }

    private static ControlResponse health(EtlTarget target, String etl) {
        try {
            return target.handle(Requests.of("GET", "/v1/etl/" + etl + "/health"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void life_03_a_target_finds_its_node_by_k8s_node_name_or_by_its_pod() throws Exception {
        kubernetes.namespace();
        kubernetes
                .client
                .pods()
                .inNamespace("ais")
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("ais-target-0")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName("node-2")
                        .addNewContainer()
                        .withName("c")
                        .withImage("x")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        EtlTarget byPod = target("t1", Map.of("HOSTNAME", "ais-target-0"), PodReach.POD_NETWORK, (host, port) -> {});
        byPod.handle(Requests.init("my-etl", YAML));
        assertThat(kubernetes.pod("my-etl-t1").getMetadata().getLabels())
                .containsEntry("nvidia.com/ais-etl-node", "node-2");
        for (Map<String, String> environment :
                List.of(Map.<String, String>of(), Map.of("HOSTNAME", "nobody"), Map.of("K8S_NODE_NAME", "node-9"))) {
            EtlTarget lost = target("t2", environment, PodReach.POD_NETWORK, (host, port) -> {});
            assertThatThrownBy(() -> lost.handle(Requests.of("GET", "/v1/etl")))
                    .isInstanceOfSatisfying(
                            AisException.class, e -> assertThat(e.status()).isEqualTo(400))
                    .hasMessageContaining("requires Kubernetes")
                    .hasMessageContaining("node");
        }
    }
}
