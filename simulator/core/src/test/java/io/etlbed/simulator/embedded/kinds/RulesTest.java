package io.etlbed.simulator.embedded.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @Test
    void a_pod_is_completed_as_Kubernetes_completes_it() {
        Pod pod = pod(container().withImage("host:5000/name:1").build());
        complete(pod);

        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Always");
        assertThat(pod.getSpec().getDnsPolicy()).isEqualTo("ClusterFirst");
        assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(30);
        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("default");
        assertThat(pod.getSpec().getTolerations()).hasSize(2);
        assertThat(errors("pods", pod)).isEmpty();
    }

    @Test
    void completing_twice_is_completing_once() {
        Pod once = pod(container().build());
        complete(once);
        Pod twice = new PodBuilder(once).build();
        complete(twice);

        assertThat(twice).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, Always",
        "nginx:latest, Always",
        "nginx:1, IfNotPresent",
        "host:5000/nginx, Always",
        "host:5000/nginx:1, IfNotPresent",
        "nginx@sha256:abc, IfNotPresent"
    })
    void an_image_is_pulled_always_when_its_tag_moves(String image, String policy) {
        Pod pod = pod(container().withImage(image).build());
        complete(pod);

        assertThat(pod.getSpec().getContainers().get(0).getImagePullPolicy()).isEqualTo(policy);
    }

    @Test
    void a_probe_needs_one_handler_and_sensible_numbers() {
        Pod pod = pod(container()
                .withNewLivenessProbe()
                .withSuccessThreshold(2)
                .withNewTcpSocket()
                .withNewPort("no_port")
                .endTcpSocket()
                .endLivenessProbe()
                .withNewReadinessProbe()
                .withPeriodSeconds(-1)
                .endReadinessProbe()
                .build());

        assertThat(errors("pods", pod))
                .contains(
                        "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1",
                        "spec.containers[0].readinessProbe: Required value: must specify a handler type",
                        "spec.containers[0].readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0")
                .anySatisfy(each ->
                        assertThat(each).startsWith("spec.containers[0].livenessProbe.tcpSocket.port: Invalid"));
    }

    @Test
    void a_request_is_not_above_its_limit_and_a_quantity_is_one() {
        Pod pod = pod(container()
                .withNewResources()
                .addToRequests("memory", new Quantity("2Gi"))
                .addToLimits("memory", new Quantity("1Gi"))
                .addToLimits("cpu", new Quantity("many"))
                .endResources()
                .build());

        assertThat(errors("pods", pod))
                .contains(
                        "spec.containers[0].resources.requests: Invalid value: \"2Gi\": must be less than or equal to memory limit of 1Gi")
                .anySatisfy(each -> assertThat(each)
                        .startsWith("spec.containers[0].resources.limits[cpu]: Invalid value: \"many\""));
    }

    @Test
    void names_are_one_of_a_kind_in_a_pod() {
        Pod pod = pod(
                container().addNewEnv().withName("A=B").endEnv().build(),
                container().addNewPort().withName("http").endPort().build());

        assertThat(errors("pods", pod))
                .contains(
                        "spec.containers[1].name: Duplicate value: \"c\"",
                        "spec.containers[0].env[0].name: Invalid value: \"A=B\": a valid environment variable name must consist only of "
                                + "printable ASCII characters other than '=' (regex used for validation is '^[ -<>-~]+$')",
                        "spec.containers[1].ports[0].containerPort: Required value");
    }

    @Test
    void quality_of_service_follows_requests_and_limits() {
        Pod guaranteed = pod(container()
                .withNewResources()
                .addToLimits("memory", new Quantity("1Gi"))
                .addToLimits("cpu", new Quantity("1"))
                .endResources()
                .build());
        Pod burstable = pod(container()
                .withNewResources()
                .addToRequests("cpu", new Quantity("1"))
                .endResources()
                .build());
        Pod effort = pod(container().build());
        List.of(guaranteed, burstable, effort).forEach(RulesTest::complete);

        assertThat(guaranteed.getStatus().getQosClass()).isEqualTo("Guaranteed");
        assertThat(burstable.getStatus().getQosClass()).isEqualTo("Burstable");
        assertThat(effort.getStatus().getQosClass()).isEqualTo("BestEffort");
    }

    @Test
    void a_service_has_ports_with_names_where_there_are_several() {
        Service service = new ServiceBuilder()
                .withNewMetadata()
                .withName("1st")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .addNewPort()
                .withPort(80)
                .withNodePort(30001)
                .endPort()
                .endSpec()
                .build();
        kind("services", Service.class).rules().complete(service);

        assertThat(errors("services", service))
                .contains(
                        "spec.ports[0].name: Required value",
                        "spec.ports[1]: Duplicate value: \"TCP/80\"",
                        "spec.ports[1].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'")
                .anySatisfy(
                        each -> assertThat(each).startsWith("metadata.name: Invalid value: \"1st\": a DNS-1035 label"));
    }

    @Test
    void a_secret_that_is_wrong_is_not_repeated() {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName("s")
                .endMetadata()
                .addToData("k", "pass word")
                .build();

        assertThat(errors("secrets", secret)).containsExactly("data[k]: Invalid value: illegal base64 data");
    }

    @Test
    void labels_and_annotations_have_keys_and_values_of_their_form() {
        Pod pod = pod(container().build());
        pod.getMetadata().getLabels().put("-bad", "ok");
        pod.getMetadata().getLabels().put("good.example/key", "not ok");

        assertThat(errors("pods", pod))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).startsWith("metadata.labels: Invalid value:"));
    }

    private static ContainerBuilder container() {
        return new ContainerBuilder().withName("c").withImage("i");
    }

    private static Pod pod(Container... containers) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewSpec()
                .withContainers(containers)
                .endSpec()
                .withNewStatus()
                .endStatus()
                .build();
    }

    private static void complete(Pod pod) {
        kind("pods", Pod.class).rules().complete(pod);
    }

    private static <T extends HasMetadata> List<String> errors(String plural, T object) {
        Findings findings = new Findings();
        @SuppressWarnings("unchecked") // an object's class is its own
        Class<T> type = (Class<T>) object.getClass();
        kind(plural, type).check(object, findings);
        return findings.errors().stream().map(FieldError::toString).toList();
    }

    @SuppressWarnings("unchecked") // the plural is that of the class
    private static <T extends HasMetadata> Kind<T> kind(String plural, Class<T> type) {
        Kind<?> kind = Kinds.byPlural("v1", plural).orElseThrow();
        assertThat(kind.type()).isEqualTo(type);
        return (Kind<T>) kind;
    }
}
