package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.workload.SpecWorkload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PodPlanTest {

    private static final String URL = "http://10.0.0.1:8081/v1/etl/_object/my-etl/secret";

    @Test
    void life_02_the_pod_must_run_on_the_node_of_its_target() {
        Pod pod = plan(Requests.MD5).pod();
        var terms = pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms();
        assertThat(terms).hasSize(1);
        var expression = terms.get(0).getMatchExpressions().get(0);
        assertThat(expression.getKey()).isEqualTo("kubernetes.io/hostname");
        assertThat(expression.getOperator()).isEqualTo("In");
        assertThat(expression.getValues()).containsExactly("node-1");
    }

    @Test
    void comm_05_every_container_has_the_url_of_its_target_first() {
        String yaml = Requests.MD5.replace(
                "spec:\n",
                "spec:\n  initContainers: [{name: i, image: x, env: [{name: A, value: $(AIS_TARGET_URL)}]}]\n");
        Pod pod = plan(yaml).pod();
        for (Container container : List.of(
                pod.getSpec().getContainers().get(0),
                pod.getSpec().getInitContainers().get(0))) {
            EnvVar first = container.getEnv().get(0);
            assertThat(first.getName()).isEqualTo("AIS_TARGET_URL");
            assertThat(first.getValue()).isEqualTo(URL);
        }
    }

    @Test
    void labels_and_annotations_of_the_user_are_kept_and_the_clusters_own_are_added() {
        String yaml = Requests.MD5.replace("metadata:\n", "metadata:\n  labels: {app: mine, team: vision}\n");
        Pod pod = plan(yaml).pod();
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("app", "mine")
                .containsEntry("team", "vision")
                .containsEntry("app.kubernetes.io/component", "server")
                .containsEntry("nvidia.com/ais-etl-name", "my-etl-t1")
                .containsEntry("nvidia.com/ais-etl-node", "node-1")
                .containsEntry("nvidia.com/ais-etl-target", "t1");
        assertThat(pod.getMetadata().getAnnotations()).containsEntry("wait_timeout", "5m");
        assertThat(pod.getMetadata().getName()).isEqualTo("my-etl-t1");
        assertThat(pod.getMetadata().getNamespace()).isEqualTo("ais");
    }

    @Test
    void the_service_finds_the_pod_even_where_the_user_has_a_label_app() {
        PodPlan plan = plan(Requests.MD5.replace("metadata:\n", "metadata:\n  labels: {app: mine}\n"));
        Service service = plan.service();
        assertThat(plan.pod().getMetadata().getLabels().entrySet())
                .containsAll(service.getSpec().getSelector().entrySet());
        assertThat(service.getSpec().getType()).isEqualTo("NodePort");
        assertThat(service.getSpec().getPorts().get(0).getPort()).isEqualTo(80);
        assertThat(service.getSpec().getPorts().get(0).getTargetPort().getIntVal())
                .isEqualTo(80);
    }

    @Test
    void spec_17_fields_that_nobody_knows_reach_kubernetes() {
        String yaml = Requests.MD5
                .replace("spec:\n", "spec:\n  futureField: {deep: [1, 0.5]}\n  dnsPolicy: None\n")
                .replace("metadata:\n", "metadata:\n  futureMeta: 7\n  uid: exported\n  resourceVersion: '9'\n");
        String json = new KubernetesSerialization().asJson(plan(yaml).pod());
        assertThat(json)
                .contains("\"futureField\":{\"deep\":[1,0.5]}")
                .contains("\"dnsPolicy\":\"None\"")
                .contains("\"futureMeta\":7")
                .doesNotContain("exported")
                .doesNotContain("resourceVersion");
    }

    @Test
    void where_nodes_have_the_images_a_policy_is_written_for_containers_that_name_none() {
        String yaml = Requests.MD5.replace(
                "spec:\n", "spec:\n  initContainers: [{name: i, image: x, imagePullPolicy: Always}]\n");
        Pod plain = plan(yaml).pod();
        Pod local = plan(yaml, true).pod();
        assertThat(plain.getSpec().getContainers().get(0).getImagePullPolicy()).isNull();
        assertThat(local.getSpec().getContainers().get(0).getImagePullPolicy()).isEqualTo("IfNotPresent");
        assertThat(local.getSpec().getInitContainers().get(0).getImagePullPolicy())
                .isEqualTo("Always");
    }

    private static PodPlan plan(String yaml) {
        return plan(yaml, false);
    }

    private static PodPlan plan(String yaml, boolean localImages) {
        SpecWorkload work = new SpecWorkload(yaml, EtlSpecs.check(yaml).spec().orElseThrow());
        TargetEntry entry =
                new TargetEntry(URI.create("http://10.0.0.1:8081"), "my-etl", "secret", OptionalInt.empty());
        return new PodPlan(work, "my-etl-t1", "t1", "node-1", entry, localImages);
    }
}
