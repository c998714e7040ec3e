package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods that write more than they may, and volumes in memory. */
class DiskLimitsIT {

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    private static Pod evicted(String name) {
        Pod pod = at.awaitPhase(name, "Failed");
        assertThat(pod.getStatus().getReason()).isEqualTo("Evicted");
        assertThat(at.awaitEvent(name, "Evicted")).isEqualTo(pod.getStatus().getMessage());
        return pod;
    }

    @Test
    void a_pod_that_fills_its_volume_beyond_the_limit_is_evicted() {
        at.create("filler", """
                terminationGracePeriodSeconds: 600
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "head -c 20000000 /dev/zero > /data/big; trap '' TERM; while :; do sleep 1; done"]
                  volumeMounts: [{name: data, mountPath: /data}]
                volumes: [{name: data, emptyDir: {sizeLimit: 10Mi}}]
                """);
        Pod pod = evicted("filler");
        assertThat(pod.getStatus().getMessage())
                .isEqualTo("Usage of EmptyDir volume \"data\" exceeds the limit \"10Mi\". ");
        assertThat(pod.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(137);
        assertThat(at.client().pods().inNamespace("default").withName("filler").delete())
                .isNotEmpty();
        at.pod("filler").waitUntilCondition(gone -> gone == null, 30, TimeUnit.SECONDS);
    }

    @Test
    void holes_are_not_counted_and_what_is_hidden_is() {
        at.run("holes", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "truncate -s 1G /tmp/hole; exec sleep 100000"]
                  resources: {limits: {ephemeral-storage: 10Mi}}
                """);
        assertThat(at.sh("holes", "main", "mkdir -m 0 /tmp/secret; head -c 9000000 /dev/zero > /tmp/secret/a; echo ok"))
                .isEqualTo("ok\n");
        assertThat(at.events("holes", "Evicted")).isEmpty();
        at.sh("holes", "main", "head -c 9000000 /dev/zero > /tmp/secret/b");
        assertThat(evicted("holes").getStatus().getMessage())
                .isEqualTo("Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. ");
    }

    @Test
    void of_two_containers_the_one_that_exceeds_its_limit_is_named() {
        at.create("two", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: modest
                  image: test/server
                  command: [sleep, "100000"]
                  resources: {limits: {ephemeral-storage: 100Mi}}
                - name: greedy
                  image: test/server
                  command: [sh, -c, "head -c 20000000 /dev/zero > /tmp/big; exec sleep 100000"]
                  resources: {limits: {ephemeral-storage: 10Mi}}
                """);
        assertThat(evicted("two").getStatus().getMessage())
                .isEqualTo("Container greedy exceeded its local ephemeral storage limit \"10Mi\". ");
    }

    @Test
    void a_volume_in_memory_is_shared_and_holds_no_more_than_its_limit() {
        at.run("memory", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  volumeMounts: [{name: fast, mountPath: /fast}]
                - name: other
                  image: test/server
                  command: [sleep, "100000"]
                  volumeMounts: [{name: fast, mountPath: /seen, readOnly: true}]
                volumes: [{name: fast, emptyDir: {medium: Memory, sizeLimit: 8Mi}}]
                """);
        assertThat(at.sh("memory", "main", "stat -f -c %T /fast; echo hello > /fast/x"))
                .isEqualTo("tmpfs\n");
        assertThat(at.sh("memory", "other", "cat /seen/x; echo no > /seen/x"))
                .contains("hello\n")
                .contains("Read-only");
        assertThat(at.sh("memory", "main", "head -c 20000000 /dev/zero > /fast/big"))
                .contains("No space left");
        assertThat(at.events("memory", "Evicted")).isEmpty();
    }
}
