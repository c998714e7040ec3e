package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.api.LogLines;
import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.runtime.PodRuntimes;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** One node with a store behind it, and pods written as YAML. */
final class NodeUnderTest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ObjectStore store = new ObjectStore(Clock.systemUTC());
    final ImageCatalog images = new ImageCatalog();
    private final PodRuntime runtime;
    private final Kubelet kubelet;

    /** Of processes. */
    NodeUnderTest(Path folder) {
        this(PodRuntimes.start(folder.resolve("pods"), Isolation.BEST));
        images.add(Images.server(folder.resolve("image")));
    }

    NodeUnderTest(PodRuntime runtime) {
        this.runtime = runtime;
        kubelet = Kubelet.start(
                "n1",
                1,
                store,
                NodePods.start(store),
                new ServiceAccountTokens(store, Clock.systemUTC()),
                runtime,
                images,
                new KubeletSettings(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofMillis(25)));
    }

    /** Creates a pod from the lines of its spec, on this node. */
    Pod run(String name, String spec) {
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: " + name
                + "\n  namespace: default\n  labels: {app: " + name + "}\nspec:\n  nodeName: n1\n"
                + spec.indent(2);
        return store.of(Pod.class).create(Serialization.unmarshal(yaml, Pod.class));
    }

    Pod awaitPod(String name, Predicate<Pod> state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> store.of(Pod.class).require("default", name),
                        pod -> pod.getStatus() != null && state.test(pod));
    }

    Pod awaitReady(String name) {
        return awaitPod(name, pod -> condition(pod, "Ready").equals("True"));
    }

    Pod awaitPhase(String name, String phase) {
        return awaitPod(name, pod -> phase.equals(pod.getStatus().getPhase()));
    }

    void awaitEvent(String pod, String reason, String message) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(pod)).anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo(reason);
                    assertThat(event.getMessage()).contains(message);
                }));
    }

    List<Event> events(String pod) {
        return store.of(Event.class)
                .list("default", event -> event.getInvolvedObject().getName().equals(pod))
                .items();
    }

    void delete(String name) {
        store.of(Pod.class).delete("default", name, Deletion.usual());
    }

    void awaitGone(String name) {
        await().atMost(PATIENCE)
                .until(() -> store.of(Pod.class).get("default", name).isEmpty());
    }

    String logs(Pod pod, LogQuery query) throws IOException, InterruptedException {
        return logs(pod, pod.getSpec().getContainers().get(0).getName(), query);
    }

    /** What a container has written until now. */
    String log(String pod, String container) {
        try {
            return logs(store.of(Pod.class).require("default", pod), container, new LogQuery(false, false, null, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String logs(Pod pod, String container, LogQuery query) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        try (LogLines lines = kubelet.logs(pod, container, query).orElseThrow()) {
            for (LogLines.Line line = lines.next(); line != null; line = lines.next()) {
                text.append(new String(line.text(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    PodNetwork network() {
        return runtime.network();
    }

    /** For requests that are not meant to be answered. */
    void tryGet(Pod pod, String path) {
        try {
            get(pod, path);
        } catch (UncheckedIOException brokenOff) {
            assertThat(brokenOff.getCause()).isInstanceOf(IOException.class);
        }
    }

    String get(Pod pod, String path) {
        try (SocketChannel channel = runtime.network().connect(pod.getStatus().getPodIP(), 80)) {
            channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
            while (channel.read(answer) >= 0) {
                // until the end
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getStatus())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        kubelet.close();
        runtime.close();
        store.close();
    }
}
