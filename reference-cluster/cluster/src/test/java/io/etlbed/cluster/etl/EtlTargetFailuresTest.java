package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EtlTargetFailuresTest extends TargetFixture {

    @Test
    void life_10_hopeless_pods_end_the_wait_at_once_and_are_removed() {
        EtlTarget target = target();
        Map<String, UnaryOperator<PodStatusBuilder>> hopeless = Map.of(
                "ImagePullBackOff: Back-off pulling image", waiting("ImagePullBackOff", "Back-off pulling image"),
                "InvalidImageName: bad", waiting("InvalidImageName", "bad"),
                "CreateContainerConfigError: no map", waiting("CreateContainerConfigError", "no map"),
                "CrashLoopBackOff: back-off 10s", waiting("CrashLoopBackOff", "back-off 10s"),
                "phase Failed", status -> status.withPhase("Failed"),
                "Unschedulable: 0/2 nodes",
                        status -> status.addNewCondition()
                                .withType("PodScheduled")
                                .withStatus("False")
                                .withReason("Unschedulable")
                                .withMessage("0/2 nodes")
                                .endCondition());
        hopeless.forEach((words, status) -> {
            kubernetes.image(FakeKubernetes.READY_IMAGE, status);
            assertRefused(400, words, target, "my-etl", YAML);
            assertThat(kubernetes.left()).isEmpty();
            assertThat(target.find("my-etl")).isEmpty();
        });
    }

    @Test
    void the_error_names_pod_and_node_and_shows_the_end_of_the_output() {
        kubernetes.image(FakeKubernetes.READY_IMAGE, waiting("CrashLoopBackOff", "back-off 10s"));
        EtlTarget target = target();
        assertRefused(400, "pod \"my-etl-t1\" on node \"node-1\" cannot become ready: Crash", target, "my-etl", YAML);
        assertRefused(400, "its output ends with:\noutput of my-etl-t1", target, "my-etl", YAML);
    }

    @Test
    void the_error_leaves_out_what_happened_to_an_earlier_pod_of_the_name() {
        kubernetes.image(FakeKubernetes.READY_IMAGE, status -> {
            Pod pod = kubernetes.pod("my-etl-t1");
            warn("of-earlier", pod, "0-0-0-0", "an old story");
            warn("of-this", pod, pod.getMetadata().getUid(), "what happens now");
            return waiting("CrashLoopBackOff", "back-off 10s").apply(status);
        });
        assertThatThrownBy(() -> target().handle(Requests.init("my-etl", YAML)))
                .hasMessageContaining("Failed: what happens now")
                .hasMessageNotContaining("an old story");
    }

    private void warn(String name, Pod pod, String uid, String message) {
        kubernetes
                .client
                .v1()
                .events()
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("ais")
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withKind("Pod")
                        .withNamespace("ais")
                        .withName(pod.getMetadata().getName())
                        .withUid(uid)
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason("Failed")
                        .withMessage(message)
                        .build())
                .create();
    }

    @Test
    void spec_03_when_the_wait_timeout_is_over_the_error_says_what_was_missing() {
        kubernetes.image(FakeKubernetes.READY_IMAGE, status -> status.withPhase("Running"));
        EtlTarget target = target();
        String yaml = YAML.replace("wait_timeout: 0s", "wait_timeout: 1s");
        assertRefused(
                400,
                "pod \"my-etl-t1\" on node \"node-1\" is not ready, and the wait timeout of 1s is over: phase Running",
                target,
                "my-etl",
                yaml);
        assertThat(kubernetes.left()).isEmpty();
    }

    @Test
    void a_stop_ends_a_start_that_waits_and_says_what_it_waited_for() throws Exception {
        kubernetes.image(FakeKubernetes.READY_IMAGE, status -> status.withPhase("Running"));
        EtlTarget target = target();
        Future<ControlResponse> start = later(target, "my-etl", "?uuid=run-1");
        await().until(() -> kubernetes.pods().size() == 1);
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop?uuid=another-run"));
        assertThat(start).isNotDone();
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop?uuid=run-1"));
        assertThat(kubernetes.left()).isEmpty();
        assertThatThrownBy(start::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("was not ready: phase ");
    }

    @Test
    void a_stop_that_overtakes_its_start_is_not_lost() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop?uuid=run-1"));
        assertThatThrownBy(
                        () -> target.handle(Requests.of("PUT", "/v1/etl?uuid=run-1", Requests.message("my-etl", YAML))))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(409));
        assertThat(kubernetes.left()).isEmpty();
        target.handle(Requests.of("PUT", "/v1/etl?uuid=run-2", Requests.message("my-etl", YAML)));
    }

    @Test
    void what_kubernetes_refuses_is_said_in_its_words() {
        assertRefused(
                400,
                "Kubernetes refused (422) to create pod",
                target(),
                "my-etl",
                YAML.replace("name: server", "name: Not_A_Label"));
        assertThat(kubernetes.left()).isEmpty();
    }

    @Test
    void closing_removes_what_runs_and_ends_what_waits() throws Exception {
        EtlTarget target = target();
        target.handle(Requests.init("my-etl", YAML));
        kubernetes.image("example/slow", status -> status.withPhase("Running"));
        Future<ControlResponse> start =
                later(target, "other-etl", YAML.replace(FakeKubernetes.READY_IMAGE, "example/slow"), "");
        await().until(() -> kubernetes.pods().size() == 2);
        target.close();
        assertThat(kubernetes.left()).isEmpty();
        assertThatThrownBy(start::get).hasMessageContaining("was not ready");
        assertThatThrownBy(() -> target.handle(Requests.init("third-etl", YAML)))
                .isInstanceOf(AisException.class);
    }

    @Test
    void a_pod_that_takes_no_connections_fails_the_start_when_it_is_stopped() throws Exception {
        EtlTarget target = target(PodReach.POD_NETWORK, (host, port) -> {
            throw new IOException("nothing listens");
        });
        Future<ControlResponse> start = later(target, "my-etl", "?uuid=run-1");
        await().until(() -> kubernetes.pods().stream()
                .anyMatch(pod -> "Running".equals(pod.getStatus().getPhase())));
        assertThat(target.find("my-etl")).isEmpty();
        target.handle(Requests.of("POST", "/v1/etl/my-etl/stop?uuid=run-1"));
        assertThatThrownBy(start::get).hasCauseInstanceOf(AisException.class);
        assertThat(kubernetes.left()).isEmpty();
    }

    private static UnaryOperator<PodStatusBuilder> waiting(String reason, String message) {
        return status -> status.addNewContainerStatus()
                .withName("server")
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .endContainerStatus();
    }
}
