package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as the real kubectl meets it. Each test has names of its own. */
class KubectlIT {

    @TempDir
    static Path folder;

    private static TestServer at;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() {
        var found = Kubectl.find(folder.resolve("kubeconfig"), folder);
        assumeTrue(found.isPresent(), "no kubectl on the PATH");
        kubectl = found.orElseThrow();
        at = new TestServer(folder);
        at.store.of(Node.class).create(node("node-0"));
    }

    @AfterAll
    static void stop() {
        if (at != null) {
            at.close();
        }
    }

    @Test
    void get_shows_the_columns_of_a_real_cluster() {
        running("shown");

        assertThat(out("get", "pod", "shown"))
                .containsPattern("NAME +READY +STATUS +RESTARTS +AGE\nshown +1/1 +Running +2 +\\d+s\n");
        assertThat(out("get", "pod", "shown", "-o", "wide"))
                .containsPattern("IP +NODE +NOMINATED NODE +READINESS GATES\n.*10.244.0.5 +node-0 +<none> +<none>");
        assertThat(out("get", "pods", "-A"))
                .containsPattern("NAMESPACE +NAME +READY")
                .containsPattern("default +shown");
        assertThat(out("get", "pods", "-o", "name")).contains("pod/shown\n");
        assertThat(out("get", "po", "-l", "app in (shown,none)")).contains("shown");
        assertThat(out("get", "pods", "--field-selector", "metadata.name=shown,status.phase=Failed"))
                .isEqualTo("No resources found in default namespace.\n");
        assertThat(out("get", "pod", "shown", "-o", "yaml")).contains("kind: Pod", "restartPolicy: Always");
        assertThat(out("get", "nodes")).containsPattern("node-0 +Ready +<none> +\\d+s +v1.33.0");
        assertThat(out("get", "ns")).containsPattern("kube-system +Active");
        assertThat(out("get", "all")).contains("pod/shown");
    }

    @Test
    void top_shows_what_pods_and_nodes_use() {
        at.store
                .of(Pod.class)
                .create(new PodBuilder(pod("topmost"))
                        .editSpec()
                        .withNodeName("node-0")
                        .endSpec()
                        .build());
        at.usages.cores.put("topmost", 0.25);

        assertThat(out("top", "pods", "-l", "app=topmost"))
                .containsPattern("NAME +CPU\\(cores\\) +MEMORY\\(bytes\\) *\ntopmost +25\\dm +64Mi");
        assertThat(out("top", "pods", "-A", "--containers")).containsPattern("default +topmost +main +2[45]\\dm +64Mi");
        assertThat(out("top", "nodes", "--show-capacity=false"))
                .containsPattern("NAME .*\n.*node-0 +2[45]\\dm .* 64Mi ");
    }

    @Test
    void what_is_not_there_is_said_as_by_a_real_cluster() {
        Kubectl.Result result = kubectl.run("get", "pod", "nosuch");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text()).isEqualTo("Error from server (NotFound): pods \"nosuch\" not found\n");
    }

    @Test
    void describe_shows_a_pod_with_its_events_and_a_node_with_its_pods() {
        Pod pod = running("described");
        at.store
                .of(Event.class)
                .create(new EventBuilder()
                        .withNewMetadata()
                        .withName("described.1")
                        .withNamespace("default")
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withKind("Pod")
                        .withName("described")
                        .withNamespace("default")
                        .withUid(pod.getMetadata().getUid())
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason("FailedScheduling")
                        .withMessage("0/1 nodes are available")
                        .withFirstTimestamp(Instant.now().toString())
                        .withLastTimestamp(Instant.now().toString())
                        .withCount(1)
                        .build());

        assertThat(out("describe", "pod", "described"))
                .containsPattern("Status: +Running")
                .containsPattern("Warning +FailedScheduling +.*0/1 nodes are available");
        assertThat(out("describe", "node", "node-0")).containsPattern("default +described");
        assertThat(out("get", "events")).containsPattern("Warning +FailedScheduling +pod/described");
    }

    @Test
    void logs_are_read_and_followed() throws Exception {
        running("logged");
        at.logs.present.put("logged", List.of("one", "two"));

        assertThat(out("logs", "logged")).isEqualTo("one\ntwo\n");
        assertThat(out("logs", "logged", "--timestamps")).startsWith(FakeLogs.WRITTEN_TIME + " one\n");
        Process follow = kubectl.start("logs", "-f", "logged");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(follow.getInputStream(), UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("one");
            assertThat(reader.readLine()).isEqualTo("two");
            at.logs.coming.add("three");
            assertThat(reader.readLine()).isEqualTo("three");
        } finally {
            follow.destroyForcibly();
        }
    }

    @Test
    void typed_creates_send_protobuf_and_are_understood() {
        assertThat(out("create", "namespace", "typed")).isEqualTo("namespace/typed created\n");
        assertThat(out("-n", "typed", "create", "configmap", "c", "--from-literal=a=b", "--from-literal=e="))
                .isEqualTo("configmap/c created\n");
        assertThat(out("-n", "typed", "create", "secret", "generic", "s", "--from-literal=p=w"))
                .isEqualTo("secret/s created\n");
        assertThat(out(
                        "-n",
                        "typed",
                        "create",
                        "secret",
                        "docker-registry",
                        "r",
                        "--docker-server=d",
                        "--docker-username=u",
                        "--docker-password=p"))
                .isEqualTo("secret/r created\n");
        assertThat(out("-n", "typed", "create", "service", "nodeport", "n", "--tcp=80:8080"))
                .isEqualTo("service/n created\n");
        assertThat(out("-n", "typed", "create", "service", "clusterip", "h", "--clusterip=None"))
                .isEqualTo("service/h created\n");
        assertThat(out("-n", "typed", "create", "service", "externalname", "x", "--external-name=a.example"))
                .isEqualTo("service/x created\n");
        assertThat(out("-n", "typed", "create", "serviceaccount", "me")).isEqualTo("serviceaccount/me created\n");

        assertThat(out("-n", "typed", "get", "configmap", "c", "-o", "jsonpath={.data}"))
                .isEqualTo("{\"a\":\"b\",\"e\":\"\"}");
        assertThat(out("-n", "typed", "get", "secret", "s", "-o", "jsonpath={.type} {.data.p}"))
                .isEqualTo("Opaque dw==");
        assertThat(out("-n", "typed", "get", "service", "n", "-o", "jsonpath={.spec.ports[0].targetPort}"))
                .isEqualTo("8080");
        assertThat(out("-n", "typed", "get", "secret", "r")).containsPattern("kubernetes.io/dockerconfigjson +1");
        Kubectl.Result again = kubectl.run("create", "namespace", "typed");
        assertThat(again.text()).isEqualTo("Error from server (AlreadyExists): namespaces \"typed\" already exists\n");
    }

    @Test
    void a_dry_run_on_the_server_says_so_and_stores_nothing() {
        assertThat(out("create", "configmap", "dry", "--from-literal=a=b", "--dry-run=server"))
                .isEqualTo("configmap/dry created (server dry run)\n");
        assertThat(kubectl.run("get", "configmap", "dry").code()).isEqualTo(1);
        out("create", "configmap", "dry-kept", "--from-literal=a=b");
        assertThat(out("delete", "configmap", "dry-kept", "--dry-run=server"))
                .contains("configmap \"dry-kept\" deleted", "(server dry run)");
        assertThat(out("label", "configmap", "dry-kept", "a=b", "--dry-run=server"))
                .contains("labeled");
        assertThat(out("get", "configmap", "dry-kept", "--show-labels")).contains("<none>");
    }

    @Test
    void apply_on_the_server_knows_conflicts_and_takes_over_from_apply_on_the_client() {
        String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: ssa}, data: {a: %s}}";
        assertThat(apply(map.formatted("x"))).isEqualTo("configmap/ssa created\n");

        assertThat(server(map.formatted("x"), 0)).isEqualTo("configmap/ssa serverside-applied\n");
        // By time, and of one second by name.
        assertThat(out("get", "configmap", "ssa", "-o", "jsonpath={.metadata.managedFields[*].manager}"))
                .isIn("kubectl kubectl-last-applied", "kubectl-last-applied kubectl");
        out("patch", "configmap", "ssa", "-p", "{\"data\":{\"a\":\"other\"}}");
        assertThat(server(map.formatted("z"), 1))
                .contains("Apply failed with 1 conflict: conflict with \"kubectl-patch\" using v1: .data.a");
        assertThat(server(map.formatted("z"), 0, "--force-conflicts")).isEqualTo("configmap/ssa serverside-applied\n");
        assertThat(server(map.formatted("w"), 0, "--dry-run=server"))
                .isEqualTo("configmap/ssa serverside-applied (server dry run)\n");
        assertThat(out("get", "configmap", "ssa", "-o", "jsonpath={.data.a}")).isEqualTo("z");
    }

    @Test
    void diff_shows_what_an_apply_would_change() {
        String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: differs}, data: {a: %s}}";
        apply(map.formatted("x"));

        Kubectl.Result same = kubectl.runWith(map.formatted("x"), "diff", "-f", "-");
        Kubectl.Result other = kubectl.runWith(map.formatted("new"), "diff", "-f", "-");

        assertThat(same.code()).as(same.text()).isZero();
        assertThat(other.code()).as(other.text()).isEqualTo(1);
        assertThat(other.text()).contains("-  a: x", "+  a: new");
        assertThat(out("get", "configmap", "differs", "-o", "jsonpath={.data.a}"))
                .isEqualTo("x");
    }

    private static String server(String manifest, int code, String... more) {
        List<String> arguments = new ArrayList<>(List.of("apply", "--server-side", "-f", "-"));
        arguments.addAll(List.of(more));
        Kubectl.Result result = kubectl.runWith(manifest, arguments.toArray(new String[0]));
        assertThat(result.code()).as(result.text()).isEqualTo(code);
        return result.text();
    }

    @Test
    void explain_shows_the_fields_of_each_kind() {
        assertThat(out("explain", "pod.spec.containers"))
                .containsPattern("KIND: +Pod\\nVERSION: +v1\\n\\nFIELD: containers <\\[\\]Container>")
                .containsPattern("image\\t<string>")
                .containsPattern("readinessProbe\\t<Probe>");
        assertThat(out("explain", "pods", "--recursive")).contains("terminationGracePeriodSeconds\t<integer>");
        assertThat(out("explain", "lease.spec.renewTime"))
                .containsPattern("GROUP: +coordination.k8s.io\\nKIND: +Lease")
                .contains("FIELD: renewTime <string>");
        assertThat(kubectl.run("explain", "pod.spec.nosuch").text()).contains("field \"nosuch\" does not exist");
    }

    @Test
    void leases_are_a_kind_of_another_group() {
        String lease = """
                {apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: lock},
                 spec: {holderIdentity: me, leaseDurationSeconds: 15}}
                """;
        assertThat(apply(lease)).isEqualTo("lease.coordination.k8s.io/lock created\n");
        assertThat(apply(lease)).isEqualTo("lease.coordination.k8s.io/lock unchanged\n");
        assertThat(out("get", "lease", "lock")).containsPattern("NAME +HOLDER +AGE *\nlock +me +\\d+s");
        assertThat(kubectl.run("get", "lease", "nosuch").text())
                .isEqualTo("Error from server (NotFound): leases.coordination.k8s.io \"nosuch\" not found\n");
        assertThat(out("api-resources", "--api-group=coordination.k8s.io")).containsPattern("leases +coordination");
        assertThat(out("delete", "lease", "lock")).contains("lease.coordination.k8s.io \"lock\" deleted");
    }

    @Test
    void the_one_user_may_do_all() {
        assertThat(out("auth", "can-i", "delete", "pods")).isEqualTo("yes\n");
        assertThat(out("auth", "can-i", "get", "/healthz")).isEqualTo("yes\n");
        assertThat(kubectl.runWith(
                                "{\"kind\":\"Pod\"}",
                                "create",
                                "--raw",
                                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                                "-f",
                                "-")
                        .text())
                .contains("does not match the expected kind");
    }

    @Test
    void whoami_and_the_list_of_what_one_may_do_are_told() {
        assertThat(out("auth", "whoami"))
                .containsPattern("Username +kubernetes-admin")
                .contains("system:masters");
        assertThat(out("auth", "can-i", "--list")).containsPattern("\\*\\.\\* +\\[\\] +\\[\\] +\\[\\*\\]");
        out("create", "serviceaccount", "robot");
        String token = out("create", "token", "robot", "--duration=20m").strip();
        assertThat(token.split("\\.", -1)).hasSize(3);
    }

    @Test
    void lists_come_in_chunks() {
        for (int i = 0; i < 5; i++) {
            out("create", "serviceaccount", "chunk-" + i);
        }

        assertThat(out("get", "serviceaccounts", "--chunk-size=2", "-o", "name").lines())
                .contains("serviceaccount/chunk-0", "serviceaccount/chunk-1", "serviceaccount/chunk-4");
    }

    @Test
    void a_node_is_drained_and_taken_back() {
        at.store.of(Node.class).create(node("node-9"));
        at.store
                .of(Pod.class)
                .create(new PodBuilder(pod("on-drained"))
                        .editSpec()
                        .withNodeName("node-9")
                        .endSpec()
                        .withNewStatus()
                        .withPhase("Succeeded")
                        .endStatus()
                        .build());

        assertThat(out("drain", "node-9", "--force"))
                .contains("node/node-9 cordoned", "pod/on-drained evicted", "node/node-9 drained");
        assertThat(out("get", "node", "node-9")).contains("Ready,SchedulingDisabled");
        assertThat(at.store.of(Pod.class).get("default", "on-drained")).isEmpty();
        assertThat(out("uncordon", "node-9")).isEqualTo("node/node-9 uncordoned\n");
        assertThat(out("get", "node", "node-9")).doesNotContain("SchedulingDisabled");
    }

    @Test
    void apply_creates_changes_and_knows_what_is_unchanged() {
        String first = manifest("nginx:1", "a");
        assertThat(apply(first)).contains("pod/applied created", "service/applied created");
        assertThat(apply(first)).contains("pod/applied unchanged", "service/applied unchanged");
        assertThat(apply(manifest("nginx:2", "b"))).contains("pod/applied configured", "service/applied unchanged");

        assertThat(out("get", "pod", "applied", "-o", "jsonpath={.spec.containers[0].image} {.metadata.labels}"))
                .isEqualTo("nginx:2 {\"app\":\"applied\",\"version\":\"b\"}");
        assertThat(out("get", "svc", "applied")).containsPattern("NodePort +10.96.\\d+.\\d+ +<none> +80:3\\d{4}/TCP");
    }

    @Test
    void apply_without_a_switch_finds_misspelt_fields() {
        Kubectl.Result result = kubectl.runWith(
                manifest("nginx", "a").replace("image:", "imagge:").replace("applied", "misspelt"), "apply", "-f", "-");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text()).contains("unknown field \"spec.containers[0].imagge\"");
    }

    @Test
    void labels_annotations_and_patches_are_written() {
        running("patched");

        assertThat(out("label", "pod", "patched", "colour=blue")).isEqualTo("pod/patched labeled\n");
        assertThat(out("annotate", "pod", "patched", "note=x")).isEqualTo("pod/patched annotated\n");
        assertThat(out("patch", "pod", "patched", "-p", "{\"metadata\":{\"labels\":{\"colour\":null}}}"))
                .isEqualTo("pod/patched patched\n");
        assertThat(out(
                        "patch",
                        "pod",
                        "patched",
                        "--type=json",
                        "-p",
                        "[{\"op\":\"add\",\"path\":\"/metadata/labels/shape\",\"value\":\"round\"}]"))
                .isEqualTo("pod/patched patched\n");
        assertThat(out("get", "pod", "patched", "-o", "jsonpath={.metadata.labels}"))
                .isEqualTo("{\"app\":\"patched\",\"shape\":\"round\"}");
    }

    @Test
    void delete_waits_until_the_pod_is_gone() {
        at.store.of(Pod.class).create(pod("deleted"));

        assertThat(out("delete", "pod", "deleted")).contains("pod \"deleted\" deleted");
        assertThat(at.store.of(Pod.class).get("default", "deleted")).isEmpty();
    }

    @Test
    void wait_sees_a_pod_become_ready_and_go() throws Exception {
        at.store.of(Pod.class).create(pod("awaited"));
        Process wait = kubectl.start("wait", "--for=condition=Ready", "pod/awaited", "--timeout=50s");
        await().until(() -> at.server.openWatches() > 0);
        at.store.of(Pod.class).update("default", "awaited", KubectlIT::ready);

        assertThat(new String(wait.getInputStream().readAllBytes(), UTF_8)).isEqualTo("pod/awaited condition met\n");
        assertThat(wait.waitFor()).isZero();
    }

    @Test
    void get_w_tells_what_happens() throws Exception {
        at.client.pods().resource(pod("seen")).create();
        Process watch = kubectl.start("get", "pods", "-w", "--no-headers", "--field-selector", "metadata.name=seen");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(watch.getInputStream(), UTF_8))) {
            assertThat(reader.readLine()).containsPattern("seen +0/1 +Pending");
            at.store.of(Pod.class).update("default", "seen", KubectlIT::ready);
            assertThat(reader.readLine()).containsPattern("seen +1/1 +Running");
        } finally {
            watch.destroyForcibly();
        }
    }

    private static String apply(String manifest) {
        Kubectl.Result result = kubectl.runWith(manifest, "apply", "--validate=false", "-f", "-");
        assertThat(result.code()).as(result.text()).isZero();
        return result.text();
    }

    private static String out(String... arguments) {
        Kubectl.Result result = kubectl.run(arguments);
        assertThat(result.code()).as(result.text()).isZero();
        return result.text();
    }

    private static String manifest(String image, String version) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: applied
                  labels: {app: applied, version: %s}
                spec:
                  containers:
                  - name: main
                    image: %s
                    env: [{name: A, value: "1"}]
                    ports: [{name: http, containerPort: 80}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: applied}
                spec:
                  type: NodePort
                  selector: {app: applied}
                  ports: [{port: 80, targetPort: http}]
                """.formatted(version, image);
    }

    private static Pod running(String name) {
        Pod placed = new PodBuilder(pod(name))
                .editSpec()
                .withNodeName("node-0")
                .withRestartPolicy("Always")
                .endSpec()
                .build();
        at.store.of(Pod.class).create(placed);
        return at.store.of(Pod.class).update("default", name, KubectlIT::ready);
    }

    private static Pod ready(Pod pod) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP("10.244.0.5")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName("main")
                        .withReady(true)
                        .withRestartCount(2)
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .build())
                .endStatus()
                .build();
    }

    private static Node node(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .withNewNodeInfo()
                .withKubeletVersion("v1.33.0")
                .endNodeInfo()
                .endStatus()
                .build();
    }
}
