package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.store.Deletion;
import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The server as the fabric8 client meets it. Each test has names of its own. */
class ClientTest {

    @AutoClose
    private static final TestServer at = new TestServer();

    @Test
    void a_pod_is_created_completed_read_and_deleted() {
        Pod created = at.client.pods().resource(pod("life")).create();

        assertThat(created.getSpec().getRestartPolicy()).isEqualTo("Always");
        assertThat(created.getSpec().getContainers().get(0).getImagePullPolicy())
                .isEqualTo("Always");
        assertThat(created.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(handle("life").get()).isEqualTo(created);
        assertThat(handle("life").delete()).hasSize(1);
        assertThat(handle("life").get()).isNull();
    }

    @Test
    void quantities_are_read_wherever_they_stand() {
        Map<String, Quantity> requests = Map.of("cpu", new Quantity("10m"), "memory", new Quantity("16Mi"));
        Pod created = at.client
                .pods()
                .resource(new PodBuilder(pod("quantities"))
                        .editSpec()
                        .editFirstContainer()
                        .withNewResources()
                        .withRequests(requests)
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();

        assertThat(created.getSpec().getContainers().get(0).getResources().getRequests())
                .isEqualTo(requests);
    }

    @Test
    void an_edit_is_a_patch_that_keeps_what_others_wrote() {
        at.client.pods().resource(pod("edit")).create();
        at.store.of(Pod.class).update("default", "edit", each -> running(each));

        Pod edited = handle("edit")
                .edit(each -> new PodBuilder(each)
                        .editMetadata()
                        .addToLabels("colour", "blue")
                        .endMetadata()
                        .build());

        assertThat(edited.getMetadata().getLabels()).containsEntry("colour", "blue");
        assertThat(edited.getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    void a_status_is_written_to_its_subresource_alone() {
        at.client.pods().resource(pod("status")).create();

        handle("status").editStatus(each -> running(each));
        Pod ignored = handle("status")
                .edit(each -> new PodBuilder(each)
                        .editStatus()
                        .withPhase("Failed")
                        .endStatus()
                        .build());

        assertThat(ignored.getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    void a_stale_update_is_a_conflict() {
        Pod stale = at.client.pods().resource(pod("stale")).create();
        at.store.of(Pod.class).update("default", "stale", each -> running(each));

        assertThatThrownBy(() -> at.client.pods().resource(stale).update())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("the object has been modified");
    }

    @SuppressWarnings("try") // the watch is only there to be closed
    @Test
    void a_watch_tells_what_happens_to_what_it_selects() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Watch watch =
                at.client.pods().inNamespace("default").withLabel("watched").watch(recorder(seen))) {
            at.client.pods().resource(labelled("w1")).create();
            at.client.pods().resource(pod("w2")).create();
            handle("w2")
                    .edit(each -> new PodBuilder(each)
                            .editMetadata()
                            .withLabels(labelled("w2").getMetadata().getLabels())
                            .endMetadata()
                            .build());
            handle("w1")
                    .edit(each -> new PodBuilder(each)
                            .editMetadata()
                            .removeFromLabels("watched")
                            .endMetadata()
                            .build());
            handle("w2").delete();

            await().until(() -> seen.size() >= 4);
            assertThat(seen).containsExactly("ADDED w1", "ADDED w2", "DELETED w1", "DELETED w2");
        }
    }

    @Test
    void an_informer_follows() {
        try (SharedIndexInformer<ConfigMap> informer =
                at.client.configMaps().inNamespace("default").inform()) {
            at.client.configMaps().resource(map("followed", "1")).create();
            await().until(() -> informer.getIndexer().getByKey("default/followed") != null);
            at.client.configMaps().resource(map("followed", "2")).update();
            await().until(() -> "2"
                    .equals(informer.getIndexer()
                            .getByKey("default/followed")
                            .getData()
                            .get("k")));
            at.client.configMaps().resource(map("followed", "2")).delete();
            await().until(() -> informer.getIndexer().getByKey("default/followed") == null);
        }
    }

    @Test
    void a_client_waits_until_a_pod_is_ready() {
        at.client.pods().resource(pod("ready")).create();
        at.store.of(Pod.class).update("default", "ready", each -> running(each));

        Pod ready = handle("ready").waitUntilReady(30, TimeUnit.SECONDS);

        assertThat(ready.getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    void a_log_is_read_by_its_tail_with_times_and_a_limit() {
        at.client.pods().resource(pod("log")).create();
        at.logs.present.put("log", List.of("one", "two"));

        assertThat(handle("log").getLog()).isEqualTo("one\ntwo\n");
        assertThat(handle("log").usingTimestamps().getLog()).startsWith(FakeLogs.WRITTEN_TIME + " one\n");
        assertThat(handle("log").limitBytes(5).getLog()).isEqualTo("one\nt");
        handle("log").tailingLines(7).getLog();
        assertThat(at.logs.asked).isEqualTo(new LogQuery(false, false, 7L, null));
    }

    @SuppressWarnings("try") // the watch is only there to be closed
    @Test
    void a_log_is_followed_while_it_grows() {
        at.client.pods().resource(pod("follow")).create();
        at.logs.present.put("follow", List.of("first"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var watching = handle("follow").watchLog(out)) {
            await().until(() -> out.toString(UTF_8).equals("first\n"));
            at.logs.coming.add("second");
            await().until(() -> out.toString(UTF_8).equals("first\nsecond\n"));
        }
    }

    @Test
    void a_pod_is_bound_to_a_node_once() {
        at.client.pods().resource(pod("bound")).create();
        Binding binding = new BindingBuilder()
                .withNewMetadata()
                .withName("bound")
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName("node-1")
                .endTarget()
                .build();

        at.client.bindings().inNamespace("default").resource(binding);
        at.client.raw("/api/v1/namespaces/default/pods/bound/binding", "POST", binding);

        assertThat(handle("bound").get().getSpec().getNodeName()).isEqualTo("node-1");
        assertThatThrownBy(() -> at.client.raw("/api/v1/namespaces/default/pods/bound/binding", "POST", binding))
                .hasMessageContaining("already assigned to node");
    }

    @Test
    void a_node_port_is_of_the_range_and_one_services_own() {
        Service first = at.client.services().resource(nodePort("np1", null)).create();
        Integer port = first.getSpec().getPorts().get(0).getNodePort();

        assertThat(port).isBetween(30000, 32767);
        assertThat(first.getSpec().getClusterIP()).startsWith("10.96.");
        assertThatThrownBy(() ->
                        at.client.services().resource(nodePort("np2", port)).create())
                .hasMessageContaining("provided port is already allocated");
        at.client.services().resource(first).delete();
        await().untilAsserted(() ->
                at.client.services().resource(nodePort("np2", port)).createOr(any -> any.update()));
    }

    @Test
    void endpoints_follow_a_service_and_its_ready_pods() {
        at.client.services().resource(nodePort("ep", null)).create();
        at.client.pods().resource(pod("ep")).create();
        at.store.of(Pod.class).update("default", "ep", each -> running(each));

        await().untilAsserted(() -> assertThat(
                        at.client.endpoints().withName("ep").get().getSubsets())
                .singleElement()
                .satisfies(subset -> assertThat(subset.getAddresses())
                        .singleElement()
                        .satisfies(address -> assertThat(address.getIp()).isEqualTo("10.244.0.9"))));
        assertThat(slice("ep").getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getAddresses()).containsExactly("10.244.0.9");
            assertThat(endpoint.getConditions().getReady()).isTrue();
            assertThat(endpoint.getTargetRef().getName()).isEqualTo("ep");
        });
        String name = slice("ep").getMetadata().getName();
        at.store.of(Pod.class).delete("default", "ep", Deletion.now());
        await().untilAsserted(() -> assertThat(
                        at.client.endpoints().withName("ep").get().getSubsets())
                .isEmpty());
        await().untilAsserted(() -> assertThat(slice("ep").getEndpoints()).isEmpty());
        assertThat(slice("ep").getMetadata().getName()).isEqualTo(name);
        at.client.services().withName("ep").delete();
        await().until(() -> slices("ep").isEmpty());
    }

    private static EndpointSlice slice(String service) {
        assertThat(slices(service)).hasSize(1);
        return slices(service).get(0);
    }

    private static List<EndpointSlice> slices(String service) {
        return at.client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace("default")
                .withLabel("kubernetes.io/service-name", service)
                .list()
                .getItems();
    }

    @Test
    void a_namespace_has_its_account_and_takes_its_contents_with_it() {
        at.client
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("whole")
                        .endMetadata()
                        .build())
                .create();
        await().until(() -> at.client
                        .serviceAccounts()
                        .inNamespace("whole")
                        .withName("default")
                        .get()
                != null);
        at.client
                .pods()
                .inNamespace("whole")
                .resource(new PodBuilder(pod("in"))
                        .editMetadata()
                        .withNamespace("whole")
                        .endMetadata()
                        .build())
                .create();

        at.client.namespaces().withName("whole").delete();

        await().until(() -> at.client.namespaces().withName("whole").get() == null);
        assertThat(at.client.pods().inNamespace("whole").list().getItems()).isEmpty();
    }

    @Test
    void what_a_secret_says_in_clear_is_kept_encoded() {
        Secret secret = at.client
                .secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .endMetadata()
                        .addToStringData("k", "v")
                        .build())
                .create();

        assertThat(secret.getData()).containsEntry("k", "dg==");
        assertThat(secret.getStringData()).isNullOrEmpty();
        assertThat(secret.getType()).isEqualTo("Opaque");
    }

    private static PodResource handle(String name) {
        return at.client.pods().inNamespace("default").withName(name);
    }

    private static Pod labelled(String name) {
        return new PodBuilder(pod(name))
                .editMetadata()
                .addToLabels("watched", "yes")
                .endMetadata()
                .build();
    }

    private static Pod running(Pod pod) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP("10.244.0.9")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    private static Service nodePort(String name, @Nullable Integer port) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .addToSelector("app", name)
                .addNewPort()
                .withPort(80)
                .withNodePort(port)
                .endPort()
                .endSpec()
                .build();
    }

    private static Watcher<Pod> recorder(List<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod resource) {
                seen.add(action + " " + resource.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed: " + cause);
            }
        };
    }
}
