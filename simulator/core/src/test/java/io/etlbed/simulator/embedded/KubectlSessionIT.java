package io.etlbed.simulator.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.embedded.api.Kubectl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does with kubectl on an afternoon: each command, with the output that a real cluster gives. */
class KubectlSessionIT {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {app: web, tier: front}}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: server
                image: test/server
                ports: [{name: http, containerPort: 80}]
                readinessProbe: {httpGet: {path: /, port: http}}
            """;

    @TempDir
    static Path folder;

    private static KubernetesCluster cluster;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws IOException {
        cluster = KubernetesClusters.start(
                KubernetesClusters.EMBEDDED,
                ClusterConfig.in(folder.resolve("cluster"))
                        .withNodes(2)
                        .withImages(List.of(ServerImage.in(folder.resolve("image")))));
        var found = Kubectl.find(cluster.kubeconfig(), folder);
        assumeTrue(found.isPresent(), "no kubectl on the PATH");
        kubectl = found.orElseThrow();
        Files.writeString(folder.resolve("web.yaml"), POD);
        Files.writeString(folder.resolve("web2.yaml"), POD.replace("tier: front", "tier: back"));
        Files.writeString(folder.resolve("extra.yaml"), POD.replace("name: web,", "name: extra,"));
        Files.writeString(folder.resolve("settings.txt"), "colour=blue\n");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** Each goes on with what those before it left. */
    @TestFactory
    Stream<DynamicTest> a_session() {
        List<DynamicTest> all = new ArrayList<>();
        all.addAll(looking_around());
        all.addAll(creating());
        all.addAll(applying());
        all.addAll(reading());
        all.addAll(in_containers());
        all.addAll(changing());
        all.addAll(administering());
        all.addAll(deleting());
        assertThat(all).as("commands of a session").hasSizeGreaterThanOrEqualTo(63);
        return all.stream();
    }

    private static List<DynamicTest> looking_around() {
        return List.of(
                prints("Server Version: v1\\.\\d+", "version"),
                prints("Kubernetes control plane.* is running at", "cluster-info"),
                prints("pods +po +v1 +true +Pod", "api-resources"),
                prints("^coordination.k8s.io/v1$", "api-versions"),
                prints("^ok$", "get", "--raw", "/readyz"),
                prints("current-context: etlbed", "config", "view"),
                prints("kube-system +Active +\\d+s", "get", "namespaces"),
                prints("node-2 +Ready +<none> +\\d+s +v1", "get", "nodes"),
                prints("^yes$", "auth", "can-i", "create", "pods"),
                prints("Username +kubernetes-admin", "auth", "whoami"),
                prints("FIELD: containers <\\[\\]Container>", "explain", "pod.spec.containers"));
    }

    private static List<DynamicTest> creating() {
        return List.of(
                prints("^namespace/s created$", "create", "namespace", "s"),
                prints("^Context \"etlbed\" modified.$", "config", "set-context", "--current", "--namespace=s"),
                prints("^pod/web created$", "create", "-f", file("web.yaml")),
                prints("^configmap/c created$", "create", "configmap", "c", "--from-file=" + file("settings.txt")),
                prints("^secret/p created$", "create", "secret", "generic", "p", "--from-literal=password=x"),
                prints("^serviceaccount/robot created$", "create", "serviceaccount", "robot"),
                prints("^[\\w-]+\\.[\\w-]+\\.[\\w-]+$", "create", "token", "robot"),
                prints("^service/np created$", "create", "service", "nodeport", "np", "--tcp=80:80"),
                prints("^service/web exposed$", "expose", "pod", "web", "--port=80"),
                prints(
                        "^pod/box created$",
                        "run",
                        "box",
                        "--image=test/server",
                        "--labels=app=box",
                        "--overrides={\"spec\":{\"terminationGracePeriodSeconds\":1}}",
                        "--command",
                        "--",
                        "sleep",
                        "100000"),
                fails(
                        "^Error from server \\(AlreadyExists\\): namespaces \"s\" already exists$",
                        "create",
                        "namespace",
                        "s"));
    }

    private static List<DynamicTest> applying() {
        return List.of(
                prints("^pod/extra created$", "apply", "-f", file("extra.yaml")),
                prints("^pod/extra unchanged$", "apply", "-f", file("extra.yaml")),
                prints("^pod/web configured$", "apply", "-f", file("web2.yaml")),
                prints("^pod/web serverside-applied$", "apply", "--server-side", "-f", file("web2.yaml")),
                prints(
                        "serverside-applied \\(server dry run\\)",
                        "apply",
                        "--server-side",
                        "--dry-run=server",
                        "-f",
                        file("web2.yaml")),
                exits(1, "-    tier: back", "diff", "-f", file("web.yaml")),
                prints("^pod/web condition met$", "wait", "--for=condition=Ready", "pod/web", "--timeout=60s"),
                prints(
                        "^pod/box condition met$",
                        "wait",
                        "--for=jsonpath={.status.phase}=Running",
                        "pod/box",
                        "--timeout=60s"),
                prints("^pod/extra condition met$", "wait", "--for=condition=Ready", "pod/extra", "--timeout=60s"));
    }

    private static List<DynamicTest> reading() {
        return List.of(
                prints("^web +1/1 +Running +0 +\\d+s$", "get", "pods"),
                prints("web +1/1 +Running +0 +\\d+s +10\\.244\\.\\d+\\.\\d+ +node-\\d", "get", "pods", "-o", "wide"),
                prints("^  name: web$", "get", "pod", "web", "-o", "yaml"),
                prints("\"phase\": \"Running\"", "get", "pod", "web", "-o", "json"),
                prints("^pod/web$", "get", "pods", "-o", "name"),
                prints("^10\\.244\\.", "get", "pod", "web", "-o", "jsonpath={.status.podIP}"),
                prints("^web +node-\\d", "get", "pods", "-o", "custom-columns=N:.metadata.name,ON:.spec.nodeName"),
                prints("box extra web", "get", "pods", "-o", "go-template={{range .items}}{{.metadata.name}} {{end}}"),
                prints("app=web,tier=back", "get", "pods", "--show-labels"),
                prints("^s +web +1/1", "get", "pods", "--all-namespaces"),
                prints("(?s)\\A(?!.*extra).*web", "get", "pods", "-l", "app in (web),tier=back"),
                prints("^No resources found", "get", "pods", "--field-selector=status.phase=Failed"),
                prints("(?s)box.*extra.*web", "get", "pods", "--sort-by=.metadata.name"),
                prints("service/np +NodePort +10\\.96", "get", "all"),
                prints("web-\\w+ +IPv4 +80 +10\\.244", "get", "endpointslices"),
                prints("web +10\\.244\\.\\d+\\.\\d+:80", "get", "endpoints"),
                prints("(?s)Status: +Running.*Normal +Started", "describe", "pod", "web"),
                prints("(?s)Allocated resources.*", "describe", "node", "node-1"),
                prints("Endpoints: +10\\.244\\.\\d+\\.\\d+:80", "describe", "service", "web"),
                prints("Normal +Scheduled +(Pod|pod)/web", "events", "--for", "pod/web"),
                prints("Started +pod/web", "get", "events"),
                fails("^Error from server \\(NotFound\\): pods \"nosuch\" not found$", "get", "pod", "nosuch"),
                DynamicTest.dynamicTest("kubectl get pods --watch", KubectlSessionIT::watch));
    }

    private static List<DynamicTest> in_containers() {
        return List.of(
                prints("GET / HTTP", "logs", "web"),
                prints("\\A[^\\n]*\\n\\z", "logs", "web", "--tail=1"),
                prints("^\\d{4}-\\d\\d-\\d\\dT.* 127.0.0.1|^\\d{4}-", "logs", "web", "--timestamps", "--since=1h"),
                DynamicTest.dynamicTest("kubectl logs --follow", KubectlSessionIT::follow),
                prints("^web$", "exec", "web", "--", "hostname"),
                reads("^5$", "hello", "exec", "-i", "box", "--", "wc", "-c"),
                exits(7, "command terminated with exit code 7", "exec", "box", "--", "sh", "-c", "exit 7"),
                exits(0, "", "cp", file("settings.txt"), "box:/tmp/settings.txt"),
                exits(
                        0,
                        "",
                        "cp",
                        "box:/tmp/settings.txt",
                        folder.resolve("back.txt").toString()),
                prints("^colour=blue$", "exec", "box", "--", "cat", "/tmp/settings.txt"),
                DynamicTest.dynamicTest("kubectl port-forward", KubectlSessionIT::forward),
                prints("^web +\\d+m +\\d+Mi", "top", "pods"),
                prints("^node-1 +\\d+m", "top", "nodes"));
    }

    private static List<DynamicTest> changing() {
        return List.of(
                prints("^pod/web labeled$", "label", "pod", "web", "colour=red"),
                prints("^pod/web labeled$", "label", "pod", "web", "colour=blue", "--overwrite"),
                prints("^pod/web annotated$", "annotate", "pod", "web", "note=hello there"),
                prints("^pod/web patched$", "patch", "pod", "web", "-p", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"),
                prints(
                        "^configmap/c patched$",
                        "patch",
                        "configmap",
                        "c",
                        "--type=merge",
                        "-p",
                        "{\"data\":{\"k\":\"v\"}}"),
                prints(
                        "^configmap/c patched$",
                        "patch",
                        "configmap",
                        "c",
                        "--type=json",
                        "-p",
                        "[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"w\"}]"),
                reads(
                        "^configmap/c replaced$",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {only: this}}",
                        "replace",
                        "-f",
                        "-"),
                prints("^pod/web image updated$", "set", "image", "pod/web", "server=docker.io/test/server"),
                fails("error validating data|unknown field", "create", "-f", misspelt()));
    }

    private static List<DynamicTest> administering() {
        return List.of(
                prints("^node/node-1 cordoned$", "cordon", "node-1"),
                prints("node-1 +Ready,SchedulingDisabled", "get", "node", "node-1"),
                prints("^node/node-1 uncordoned$", "uncordon", "node-1"),
                prints("^node/node-2 tainted$", "taint", "nodes", "node-2", "dedicated=x:NoSchedule"),
                prints("^node/node-2 untainted$", "taint", "nodes", "node-2", "dedicated-"),
                prints("^node/node-1 drained$", "drain", "node-1", "--force", "--timeout=60s"),
                prints("^node/node-1 uncordoned$", "uncordon", "node-1"));
    }

    private static List<DynamicTest> deleting() {
        return List.of(
                DynamicTest.dynamicTest("kubectl wait --for=delete", KubectlSessionIT::waitForDelete),
                prints("^service \"np\" deleted", "delete", "service", "np"),
                exits(0, "deleted|No resources found", "delete", "pods", "-l", "app=web", "--now"),
                exits(0, "deleted|No resources found", "delete", "pods", "--all", "--grace-period=1"),
                prints("^namespace \"s\" deleted", "delete", "namespace", "s"),
                fails("namespaces \"s\" not found", "get", "namespace", "s"));
    }

    private static void watch() throws IOException {
        Process watch = kubectl.start("get", "pods", "--watch", "--no-headers", "--field-selector=metadata.name=web");
        try (BufferedReader lines = lines(watch)) {
            assertThat(lines.readLine()).containsPattern("web +1/1 +Running");
            kubectl.run("label", "pod", "web", "watched=yes");
            assertThat(lines.readLine()).containsPattern("web +1/1 +Running");
        } finally {
            watch.destroyForcibly();
        }
    }

    private static void follow() throws IOException {
        Process follow = kubectl.start("logs", "web", "--follow", "--tail=1");
        try (BufferedReader lines = lines(follow)) {
            assertThat(lines.readLine()).contains("GET");
            kubectl.run("exec", "web", "--", "python3", "-c", """
                    import urllib.request
                    urllib.request.urlopen('http://127.0.0.1/followed').read()
                    """);
            String line = lines.readLine();
            while (!line.contains("/followed")) {
                line = lines.readLine();
            }
        } finally {
            follow.destroyForcibly();
        }
    }

    private static void forward() throws IOException, InterruptedException {
        Process forward = kubectl.start("port-forward", "service/web", ":80");
        try (BufferedReader lines = lines(forward)) {
            Matcher said =
                    Pattern.compile("Forwarding from 127.0.0.1:(\\d+) -> 80").matcher(lines.readLine());
            assertThat(said.find()).isTrue();
            URI url = URI.create("http://127.0.0.1:" + said.group(1) + "/forwarded");
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("extra /forwarded");
        } finally {
            forward.destroyForcibly();
        }
    }

    private static void waitForDelete() throws IOException, InterruptedException {
        kubectl.run("run", "short", "--image=test/server", "--grace-period=1");
        Process wait = kubectl.start("wait", "--for=delete", "pod/short", "--timeout=60s");
        await().until(() -> wait.isAlive());
        assertThat(kubectl.run("delete", "pod", "short", "--now").text()).contains("pod \"short\" deleted");
        assertThat(wait.waitFor()).isZero();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String misspelt() {
        Path file = folder.resolve("misspelt.yaml");
        try {
            Files.writeString(file, POD.replace("image:", "imagge:").replace("name: web,", "name: misspelt,"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file.toString();
    }

    private static DynamicTest prints(String pattern, String... command) {
        return exits(0, pattern, command);
    }

    private static DynamicTest fails(String pattern, String... command) {
        return exits(1, pattern, command);
    }

    private static DynamicTest exits(int code, String pattern, String... command) {
        return test(command, () -> check(kubectl.run(command), code, pattern));
    }

    private static DynamicTest reads(String pattern, String input, String... command) {
        return test(command, () -> check(kubectl.runWith(input, command), 0, pattern));
    }

    private static DynamicTest test(String[] command, Executable check) {
        return DynamicTest.dynamicTest("kubectl " + String.join(" ", command).replace(folder + "/", ""), check);
    }

    private static void check(Kubectl.Result result, int code, String pattern) {
        assertThat(result.code()).as(result.text()).isEqualTo(code);
        assertThat(Pattern.compile(pattern, Pattern.MULTILINE)
                        .matcher(result.text())
                        .find())
                .as("%s in: %s", pattern, result.text())
                .isTrue();
    }
}
