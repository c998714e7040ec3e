package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.embedded.api.Kubectl;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster with small pods for the tests of what clients do in containers. */
final class ContainerCluster implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Path folder;
    private @Nullable KubernetesCluster cluster;
    private Optional<Kubectl> kubectl = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path fresh = Files.createTempDirectory("containers-");
        folder = fresh;
        HandlerImage handler = new HandlerImage("test/handler", container -> {
            container.awaitStop();
            return 0;
        });
        cluster = KubernetesClusters.start(
                KubernetesClusters.EMBEDDED,
                ClusterConfig.in(fresh.resolve("cluster"))
                        .withNodes(1)
                        .withImages(List.of(ServerImage.in(fresh.resolve("image"))))
                        .withHandlers(List.of(handler)));
        kubectl = Kubectl.find(cluster.kubeconfig(), fresh);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (folder != null) {
            FileTree.remove(folder);
        }
    }

    /** The real kubectl; without one the test is skipped. */
    Kubectl kubectl() {
        assumeTrue(kubectl.isPresent(), "no kubectl on the PATH");
        return kubectl.orElseThrow();
    }

    /** Runs a pod of one container {@code main}, and waits until it runs. */
    Pod run(String name, String spec) {
        create(name, spec);
        return pod(name).waitUntilReady(60, TimeUnit.SECONDS);
    }

    /** Creates a pod from the lines of its spec. */
    void create(String name, String spec) {
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: default}\nspec:\n"
                + spec.indent(2);
        client().resource(Serialization.unmarshal(yaml, Pod.class)).create();
    }

    Pod awaitPod(String name, Predicate<Pod> state) {
        return pod(name)
                .waitUntilCondition(
                        pod -> pod != null && pod.getStatus() != null && state.test(pod), 60, TimeUnit.SECONDS);
    }

    /** Waits for a state of the pod's first container. */
    Pod awaitContainer(String name, Predicate<ContainerStatus> state) {
        return awaitPod(
                name,
                pod -> pod.getStatus().getContainerStatuses().stream().limit(1).anyMatch(state));
    }

    Pod awaitPhase(String name, String phase) {
        return awaitPod(name, pod -> phase.equals(pod.getStatus().getPhase()));
    }

    /** Waits until the pod has an event of that reason, and returns the message of the first one. */
    String awaitEvent(String pod, String reason) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> events(pod, reason).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The messages of a pod's events of that reason. */
    List<String> events(String pod, String reason) {
        return client().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> pod.equals(event.getInvolvedObject().getName()) && reason.equals(event.getReason()))
                .map(Event::getMessage)
                .toList();
    }

    /** Runs a script in a container, and returns what it has written to either output. */
    String sh(String pod, String container, String script) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ExecWatch watch = pod(pod).inContainer(container)
                .writingOutput(output)
                .writingError(output)
                .exec("sh", "-c", script)) {
            assertThat(watch.exitCode().get(60, TimeUnit.SECONDS)).isNotNull();
            return output.toString(StandardCharsets.UTF_8);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    /** What a container has written. */
    String log(String pod, String container) {
        return pod(pod).inContainer(container).getLog();
    }

    Pod runSleeper(String name) {
        return run(name, """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  workingDir: /tmp/work
                  env: [{name: WHO, value: me and you}]
                """);
    }

    KubernetesClient client() {
        return Objects.requireNonNull(cluster, "not started").client();
    }

    PodResource pod(String name) {
        return client().pods().inNamespace("default").withName(name);
    }

    /** How many processes of this host have a word in their command line. */
    static long processes(String word) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .filter(each -> mentions(each.resolve("cmdline"), word))
                    .count();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static boolean mentions(Path commandLine, String word) {
        try {
            return new String(Files.readAllBytes(commandLine), StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException ended) {
            return false;
        }
    }
}
