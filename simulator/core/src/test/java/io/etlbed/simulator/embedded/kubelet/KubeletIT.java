package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.api.LogQuery;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeletIT {

    private static final String SERVER = """
            containers:
            - name: server
              image: docker.io/test/server:latest
              ports: [{name: default, containerPort: 80}]
              readinessProbe:
                httpGet: {path: /health, port: default}
            """;

    @TempDir
    Path temp;

    private NodeUnderTest node;

    @BeforeEach
    void start() {
        node = new NodeUnderTest(temp);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_server_becomes_ready_at_once_and_ends_when_it_is_deleted() {
        // Who waited for the period would wait longer than this test does.
        node.run("web", SERVER + "    periodSeconds: 3600\n");
        Pod ready = node.awaitReady("web");

        assertThat(ready.getStatus().getPhase()).isEqualTo("Running");
        assertThat(ready.getStatus().getPodIP()).startsWith("10.244.1.");
        assertThat(ready.getStatus().getHostIP()).isEqualTo("127.0.0.1");
        ContainerStatus container = ready.getStatus().getContainerStatuses().get(0);
        assertThat(container.getReady()).isTrue();
        assertThat(container.getState().getRunning().getStartedAt()).isNotBlank();
        assertThat(container.getRestartCount()).isZero();
        assertThat(node.get(ready, "/hello")).contains("200 OK").endsWith("bundle /hello");
        assertThat(node.events("web")).extracting(Event::getReason).contains("Pulled", "Created", "Started");

        node.delete("web");
        node.awaitGone("web");
        node.awaitEvent("web", "Killing", "Stopping container server");
    }

    @Test
    void environment_command_and_arguments_are_resolved_as_kubernetes_does() throws Exception {
        node.store
                .of(ConfigMap.class)
                .create(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("key", "from the map")
                        .build());
        node.run("talker", """
                restartPolicy: Never
                containers:
                - name: talker
                  image: test/server
                  command: [sh, -c]
                  args:
                  - echo '$(POD)' '$(IP)' '$(MAP)' '$$(POD)' "$WHO" '$(NOBODY)'; hostname; pwd; cat /cache/x 2>&1
                  workingDir: /tmp/work
                  env:
                  - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                  - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                  - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
                  - {name: MAP, valueFrom: {configMapKeyRef: {name: settings, key: key}}}
                  - {name: WHO, value: "spec of $(APP)"}
                  volumeMounts: [{name: cache, mountPath: /cache}]
                initContainers:
                - name: first
                  image: test/server
                  command: [sh, -c, echo cached > /cache/x]
                  volumeMounts: [{name: cache, mountPath: /cache}]
                volumes: [{name: cache, emptyDir: {}}]
                """);
        Pod done = node.awaitPhase("talker", "Succeeded");

        assertThat(node.logs(done, new LogQuery(false, false, null, null)))
                .isEqualTo("talker " + done.getStatus().getPodIP()
                        + " from the map $(POD) spec of talker $(NOBODY)\ntalker\n/tmp/work\ncached\n");
        assertThat(NodeUnderTest.condition(done, "Initialized")).isEqualTo("True");
        assertThat(done.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getTerminated()
                        .getReason())
                .isEqualTo("Completed");
    }

    @Test
    void a_container_that_crashes_is_started_again_and_then_ever_later() throws Exception {
        node.run("web", SERVER);
        Pod ready = node.awaitReady("web");
        node.get(ready, "/crash");
        Pod again = node.awaitPod(
                "web",
                pod -> pod.getStatus().getContainerStatuses().get(0).getRestartCount() == 1
                        && NodeUnderTest.condition(pod, "Ready").equals("True"));
        assertThat(again.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(3);
        assertThat(again.getStatus().getPodIP()).isEqualTo(ready.getStatus().getPodIP());
        assertThat(node.logs(again, new LogQuery(true, false, null, null))).isEqualTo("serving\n");

        node.get(again, "/crash");
        Pod waiting = node.awaitPod(
                "web",
                pod -> pod.getStatus().getContainerStatuses().get(0).getState().getWaiting() != null);
        assertThat(waiting.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getWaiting()
                        .getReason())
                .isEqualTo("CrashLoopBackOff");
        node.awaitEvent("web", "BackOff", "Back-off restarting failed container server in pod web_default(");
        node.awaitPod(
                "web",
                pod -> pod.getStatus().getContainerStatuses().get(0).getRestartCount() == 2
                        && NodeUnderTest.condition(pod, "Ready").equals("True"));
    }

    @Test
    void an_image_that_is_not_known_is_named_beside_those_that_are_and_taken_when_it_comes() {
        node.run("late", "containers: [{name: c, image: 'somebody/later:1'}]");
        node.awaitEvent("late", "Failed", "Failed to pull image \"somebody/later:1\": no image 'somebody/later'");
        node.awaitEvent("late", "Failed", "there are test/server");
        Pod backedOff = node.awaitPod(
                "late",
                pod -> "ImagePullBackOff"
                        .equals(pod.getStatus()
                                .getContainerStatuses()
                                .get(0)
                                .getState()
                                .getWaiting()
                                .getReason()));
        assertThat(backedOff.getStatus().getPhase()).isEqualTo("Pending");
        node.awaitEvent("late", "BackOff", "Back-off pulling image \"somebody/later:1\"");

        var server = Images.server(temp.resolve("later"));
        node.images.add(new io.etlbed.simulator.Bundle(
                "somebody/later",
                server.rootfs(),
                server.entrypoint(),
                server.arguments(),
                server.environment(),
                server.tools()));
        node.awaitReady("late");
    }

    @Test
    void a_name_that_no_image_can_have_is_told_as_such() {
        node.run("odd", "containers: [{name: c, image: 'Not:A/Valid::Image'}]");
        node.awaitEvent("odd", "InspectFailed", "couldn't parse image name \"Not:A/Valid::Image\"");
        node.awaitPod(
                "odd",
                pod -> "InvalidImageName"
                        .equals(pod.getStatus()
                                .getContainerStatuses()
                                .get(0)
                                .getState()
                                .getWaiting()
                                .getReason()));
    }

    @Test
    void an_init_container_that_fails_holds_the_others_back() {
        node.run("stuck", """
                containers: [{name: c, image: test/server}]
                initContainers: [{name: init, image: test/server, command: [sh, -c, 'exit 4']}]
                """);
        Pod stuck = node.awaitPod("stuck", pod -> {
            var waiting =
                    pod.getStatus().getInitContainerStatuses().get(0).getState().getWaiting();
            return waiting != null && "CrashLoopBackOff".equals(waiting.getReason());
        });
        assertThat(stuck.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(stuck.getStatus()
                        .getInitContainerStatuses()
                        .get(0)
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(4);
        assertThat(stuck.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getWaiting()
                        .getReason())
                .isEqualTo("PodInitializing");
        assertThat(NodeUnderTest.condition(stuck, "Initialized")).isEqualTo("False");

        node.run("never", """
                restartPolicy: Never
                containers: [{name: c, image: test/server}]
                initContainers: [{name: init, image: test/server, command: [sh, -c, 'exit 4']}]
                """);
        node.awaitPhase("never", "Failed");
    }

    @Test
    void a_container_that_is_alive_no_longer_is_started_anew_and_one_that_is_not_ready_is_not() {
        node.run("sick", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: server
                  image: test/server
                  livenessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 2, periodSeconds: 1, failureThreshold: 1}
                  readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1, failureThreshold: 1}
                """);
        Pod ready = node.awaitReady("sick");
        node.get(ready, "/hang");
        node.awaitEvent("sick", "Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 500");
        node.awaitEvent("sick", "Killing", "Container server failed liveness probe, will be restarted");
        node.awaitPod(
                "sick",
                pod -> pod.getStatus().getContainerStatuses().get(0).getRestartCount() == 1
                        && NodeUnderTest.condition(pod, "Ready").equals("True"));

        node.run("unready", """
                containers:
                - name: server
                  image: test/server
                  readinessProbe: {httpGet: {path: /broken, port: 80}, periodSeconds: 1}
                """);
        node.awaitEvent("unready", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 404");
        Pod unready = node.awaitPhase("unready", "Running");
        assertThat(NodeUnderTest.condition(unready, "Ready")).isEqualTo("False");
    }

    @Test
    void what_a_container_refers_to_is_waited_for() {
        node.run("waiting", """
                containers:
                - name: server
                  image: test/server
                  env: [{name: X, valueFrom: {configMapKeyRef: {name: late, key: k}}}]
                """);
        node.awaitEvent("waiting", "Failed", "Error: configmap \"late\" not found");
        node.awaitPod(
                "waiting",
                pod -> "CreateContainerConfigError"
                        .equals(pod.getStatus()
                                .getContainerStatuses()
                                .get(0)
                                .getState()
                                .getWaiting()
                                .getReason()));
        node.store
                .of(ConfigMap.class)
                .create(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("late")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("k", "v")
                        .build());
        node.awaitReady("waiting");
    }

    @Test
    void config_maps_secrets_and_fields_of_the_pod_are_files() {
        node.store
                .of(Secret.class)
                .create(new SecretBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("token", "czNjcmV0")
                        .build());
        node.run("reader", """
                initContainers:
                - name: look
                  image: test/server
                  command: [sh, -c]
                  args:
                  - |
                    cat /config/nested/a; echo
                    cat /config-all/b; echo
                    stat -c %a /keys/token; cat /keys/token; echo
                    cat /about/name; echo; cat /about/labels; echo; cat /about/cpu; echo
                    cat /all/token; echo; cat /all/name; echo
                    cat /single; echo
                    touch /config/x || echo read-only
                    echo part > /scratch/x
                  resources: {limits: {cpu: 1500m}}
                  volumeMounts:
                  - {name: config, mountPath: /config}
                  - {name: config-all, mountPath: /config-all}
                  - {name: config-all, mountPath: /single, subPath: b}
                  - {name: keys, mountPath: /keys}
                  - {name: about, mountPath: /about}
                  - {name: all, mountPath: /all}
                  - {name: scratch, mountPath: /scratch, subPathExpr: $(HOSTNAME_OF_POD)/deep}
                  env: [{name: HOSTNAME_OF_POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                containers:
                - name: c
                  image: test/server
                  command: [sh, -c, 'cat /scratch/reader/deep/x; sleep 1000']
                  volumeMounts: [{name: scratch, mountPath: /scratch}]
                volumes:
                - {name: config, configMap: {name: settings, items: [{key: a, path: nested/a}]}}
                - {name: config-all, configMap: {name: settings}}
                - {name: keys, secret: {secretName: keys, defaultMode: 0400}}
                - name: about
                  downwardAPI:
                    items:
                    - {path: name, fieldRef: {fieldPath: metadata.name}}
                    - {path: labels, fieldRef: {fieldPath: metadata.labels}}
                    - {path: cpu, resourceFieldRef: {containerName: look, resource: limits.cpu, divisor: 1m}}
                - name: all
                  projected:
                    sources:
                    - secret: {name: keys}
                    - downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}
                    - configMap: {name: no-such, optional: true}
                - {name: scratch, emptyDir: {}}
                """);
        node.awaitEvent(
                "reader",
                "FailedMount",
                "MountVolume.SetUp failed for volume \"config\" : configmap \"settings\" not found");
        node.store
                .of(ConfigMap.class)
                .create(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("a", "value of a")
                        .addToBinaryData("b", "AAEC")
                        .build());
        node.awaitPhase("reader", "Running");
        assertThat(node.log("reader", "look"))
                .contains("value of a\n", "400\ns3cret\n", "reader\n", "1500\n", "s3cret\nreader\n", "read-only\n")
                .contains("\0\1\2\n");
        await().untilAsserted(() -> assertThat(node.log("reader", "c")).contains("part"));
    }

    @Test
    void a_part_of_a_volume_that_lies_outside_of_it_is_not_shown() {
        node.run("sly", """
                initContainers:
                - name: link
                  image: test/server
                  command: [ln, -s, /etc, /scratch/out]
                  volumeMounts: [{name: scratch, mountPath: /scratch}]
                containers:
                - name: c
                  image: test/server
                  volumeMounts: [{name: scratch, mountPath: /stolen, subPath: out}]
                volumes: [{name: scratch, emptyDir: {}}]
                """);
        node.awaitEvent("sly", "Failed", "subPath out of volume scratch lies outside of it");
    }

    @Test
    void what_a_pod_cannot_have_is_said_and_where_that_matters_it_is_not_run() {
        node.run("proud", """
                hostNetwork: true
                containers: [{name: c, image: test/server}]
                volumes: [{name: disk, hostPath: {path: /}}]
                """);
        Pod refused = node.awaitPhase("proud", "Failed");
        assertThat(refused.getStatus().getReason()).isEqualTo("NotSupported");
        assertThat(refused.getStatus().getMessage()).contains("spec.hostNetwork is not supported");
        node.awaitEvent("proud", "NotSupported", "spec.volumes[0] (disk): only emptyDir, configMap, secret,");

        node.run("modest", """
                containers:
                - name: c
                  image: test/server
                  ports: [{containerPort: 80, hostPort: 8080}]
                """);
        node.awaitReady("modest");
        node.awaitEvent("modest", "NotSupported", "spec.containers[0].ports.hostPort");
    }

    @Test
    void a_command_that_is_not_there_is_a_start_error() {
        node.run("typo", "containers: [{name: c, image: test/server, command: [pyhton3]}]");
        node.awaitEvent("typo", "Failed", "Error: failed to start container: exec: pyhton3: executable file not found");
        Pod typo = node.awaitPod(
                "typo",
                pod -> pod.getStatus()
                                .getContainerStatuses()
                                .get(0)
                                .getLastState()
                                .getTerminated()
                        != null);
        assertThat(typo.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getLastState()
                        .getTerminated()
                        .getReason())
                .isEqualTo("StartError");
    }

    @Test
    void a_container_that_does_not_listen_to_its_end_is_ended_after_the_grace_period() {
        node.run("deaf", """
                terminationGracePeriodSeconds: 1
                containers: [{name: c, image: test/server, command: [sh, -c, "trap '' TERM; echo deaf; while :; do sleep 1; done"]}]
                """);
        node.awaitReady("deaf");
        node.delete("deaf");
        node.awaitGone("deaf");
    }
}
