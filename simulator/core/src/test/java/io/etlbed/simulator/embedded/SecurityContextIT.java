package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom containers run as, and what they may do. */
class SecurityContextIT {

    private static final String CAPABILITIES = "grep -E 'CapPrm|CapEff' /proc/self/status | tr -d '\\t\\n'";

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    @Test
    void a_container_runs_as_the_user_of_its_pod_or_its_own() {
        at.run("users", """
                terminationGracePeriodSeconds: 1
                securityContext: {runAsUser: 1000, runAsGroup: 2000, runAsNonRoot: true}
                volumes: [{name: data, emptyDir: {}}]
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "id -u; id -g; grep NoNewPrivs /proc/self/status; echo $HOME; exec sleep 100000"]
                  volumeMounts: [{name: data, mountPath: /data}]
                  securityContext: {allowPrivilegeEscalation: false}
                - name: other
                  image: test/server
                  command: [sleep, "100000"]
                  volumeMounts: [{name: data, mountPath: /data}]
                  securityContext: {runAsUser: 1001}
                """);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(at.log("users", "main")).isEqualTo("1000\n2000\nNoNewPrivs:\t1\n/\n"));
        assertThat(at.sh("users", "main", "id -u; " + CAPABILITIES))
                .isEqualTo("1000\nCapPrm:0000000000000000CapEff:0000000000000000");
        assertThat(at.sh("users", "main", "echo mine > /data/x && stat -c '%u %g' /data/x"))
                .isEqualTo("1000 2000\n");
        assertThat(at.sh("users", "other", "id -u; id -g; cat /data/x")).isEqualTo("1001\n2000\nmine\n");
        assertThat(at.events("users", "NotSupported")).isEmpty();
    }

    @Test
    void a_server_of_another_user_listens_on_a_low_port_and_ends_when_it_is_told() {
        at.run("low", """
                terminationGracePeriodSeconds: 600
                containers:
                - name: main
                  image: test/server
                  securityContext: {runAsUser: 65534}
                  readinessProbe: {httpGet: {path: /, port: 80}}
                  livenessProbe: {exec: {command: [sh, -c, "[ $(id -u) = 65534 ]"]}}
                """);
        at.pod("low").delete();
        at.pod("low").waitUntilCondition(pod -> pod == null, 60, TimeUnit.SECONDS);
    }

    @Test
    void who_must_not_be_root_and_would_be_is_not_started() {
        at.create("root", """
                securityContext: {runAsNonRoot: true}
                containers: [{name: main, image: test/server}]
                """);
        ContainerStateWaiting waiting = waitingWithError("root");
        assertThat(waiting.getMessage())
                .startsWith("container has runAsNonRoot and image will run as root (pod: \"root_default(")
                .endsWith(", container: main)");
        assertThat(at.awaitEvent("root", "Failed")).isEqualTo("Error: " + waiting.getMessage());

        at.create("zero", """
                containers: [{name: main, image: test/server, securityContext: {runAsUser: 0, runAsNonRoot: true}}]
                """);
        assertThat(waitingWithError("zero").getMessage())
                .startsWith("container's runAsUser breaks non-root policy (pod:");
    }

    private static ContainerStateWaiting waitingWithError(String name) {
        return at.awaitContainer(
                        name,
                        container -> container.getState().getWaiting() != null
                                && "CreateContainerConfigError"
                                        .equals(container
                                                .getState()
                                                .getWaiting()
                                                .getReason()))
                .getStatus()
                .getContainerStatuses()
                .get(0)
                .getState()
                .getWaiting();
    }

    @Test
    void with_a_read_only_root_there_are_volumes_to_write_to_alone() {
        at.run("fixed", """
                terminationGracePeriodSeconds: 1
                volumes: [{name: data, emptyDir: {}}]
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  workingDir: /srv/here
                  volumeMounts: [{name: data, mountPath: /data}]
                  securityContext: {readOnlyRootFilesystem: true}
                """);
        assertThat(at.sh(
                        "fixed", "main", "for f in /x /tmp/x /etc/x /srv/here/x /dev/x /root/x; do echo no > $f; done"))
                .satisfies(text ->
                        assertThat(text.lines()).hasSize(6).allMatch(line -> line.endsWith("Read-only file system")));
        assertThat(at.sh("fixed", "main", "mount -o remount,bind,rw / 2>&1 || pwd; echo yes > /data/x; cat /data/x"))
                .contains("permission denied", "/srv/here\nyes\n");
    }

    @Test
    void capabilities_are_dropped() {
        at.run("weak", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}
                - name: other
                  image: test/server
                  command: [sleep, "100000"]
                  securityContext: {capabilities: {drop: [CAP_NET_RAW]}}
                """);
        String bind = "%016x".formatted(1L << 10);
        assertThat(at.sh("weak", "main", CAPABILITIES)).isEqualTo("CapPrm:" + bind + "CapEff:" + bind);
        assertThat(at.sh("weak", "main", "mount -t tmpfs x /mnt; echo code $?")).doesNotContain("code 0");
        String effective = at.sh("weak", "other", "sed -n 's/CapEff:.//p' /proc/self/status")
                .strip();
        assertThat(Long.parseUnsignedLong(effective, 16) >> 13 & 1).isZero();
        assertThat(Long.parseUnsignedLong(effective, 16) >> 10 & 1).isOne();
    }

    @Test
    void what_cannot_be_kept_is_said_and_what_must_be_is_refused() {
        at.run("wishes", """
                securityContext: {fsGroup: 3000, supplementalGroups: [4000], seccompProfile: {type: RuntimeDefault}}
                containers:
                - name: main
                  image: test/server
                  securityContext: {capabilities: {add: [SYS_TIME]}, seLinuxOptions: {level: s0}}
                """);
        assertThat(at.events("wishes", "NotSupported"))
                .anySatisfy(text -> assertThat(text).startsWith("spec.securityContext.fsGroup "))
                .anySatisfy(text -> assertThat(text).startsWith("spec.securityContext.supplementalGroups "))
                .anySatisfy(text -> assertThat(text).startsWith("spec.securityContext.seccompProfile "))
                .anySatisfy(text -> assertThat(text).startsWith("spec.containers[0].securityContext.seLinuxOptions "))
                .anySatisfy(text ->
                        assertThat(text).startsWith("spec.containers[0].securityContext.capabilities.add SYS_TIME "));

        for (String field : new String[] {"hostNetwork", "hostPID", "hostIPC"}) {
            at.create(field.toLowerCase(Locale.ROOT), field + """
                    : true
                    containers: [{name: main, image: test/server}]
                    """);
            assertThat(at.awaitPhase(field.toLowerCase(Locale.ROOT), "Failed")
                            .getStatus()
                            .getMessage())
                    .contains("spec." + field + " is not supported");
        }
        at.create("mighty", """
                containers: [{name: main, image: test/server, securityContext: {privileged: true}}]
                """);
        assertThat(at.awaitPhase("mighty", "Failed").getStatus().getMessage())
                .contains("spec.containers[0].securityContext.privileged")
                .contains("is not supported");
    }

    @Test
    void what_contradicts_itself_is_refused_by_the_api() {
        assertThatThrownBy(() -> at.create("wrong", """
                        securityContext: {runAsUser: -1}
                        containers:
                        - name: main
                          image: test/server
                          securityContext: {privileged: true, allowPrivilegeEscalation: false}
                        """))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(
                        "spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive")
                .hasMessageContaining("cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    }
}
