package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long pods live, what they are called, and what they say at their end. */
class PodLifeIT {

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    private static ContainerStateTerminated end(Pod pod) {
        return pod.getStatus().getContainerStatuses().get(0).getState().getTerminated();
    }

    @Test
    void a_pod_ends_when_its_time_is_over() {
        at.create("late", """
                activeDeadlineSeconds: 2
                terminationGracePeriodSeconds: 1
                containers: [{name: main, image: test/server, command: [sleep, "100000"]}]
                """);
        Pod failed = at.awaitPhase("late", "Failed");
        assertThat(failed.getStatus().getReason()).isEqualTo("DeadlineExceeded");
        assertThat(failed.getStatus().getMessage())
                .isEqualTo("Pod was active on the node longer than the specified deadline");
        assertThat(end(failed).getExitCode()).isEqualTo(143);
        assertThat(Duration.between(Instant.parse(failed.getStatus().getStartTime()), Instant.now()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(at.awaitEvent("late", "DeadlineExceeded"))
                .isEqualTo(failed.getStatus().getMessage());
    }

    @Test
    void the_time_of_a_pod_that_does_not_start_runs_too_and_may_be_shortened() {
        at.create("stuck", """
                activeDeadlineSeconds: 1000
                containers: [{name: main, image: test/nosuch}]
                """);
        at.awaitEvent("stuck", "Failed");
        at.pod("stuck").edit(pod -> {
            pod.getSpec().setActiveDeadlineSeconds(1L);
            return pod;
        });
        assertThat(at.awaitPhase("stuck", "Failed").getStatus().getReason()).isEqualTo("DeadlineExceeded");
    }

    @Test
    void a_pod_has_its_names_in_its_hosts_file() {
        at.run("named", """
                terminationGracePeriodSeconds: 1
                hostname: box
                subdomain: things
                hostAliases:
                - {ip: 10.9.8.7, hostnames: [db.example, db]}
                containers: [{name: main, image: test/server, command: [sleep, "100000"]}]
                """);
        String ip = at.pod("named").get().getStatus().getPodIP();
        assertThat(at.sh("named", "main", "cat /etc/hosts; hostname; hostname -f"))
                .isEqualTo("""
                # Kubernetes-managed hosts file.
                127.0.0.1	localhost
                %s	box.things.default.svc.cluster.local	box

                # Entries added by HostAliases.
                10.9.8.7	db.example	db
                box
                box.things.default.svc.cluster.local
                """.formatted(ip));
        at.run("full", """
                terminationGracePeriodSeconds: 1
                subdomain: things
                setHostnameAsFQDN: true
                containers: [{name: main, image: test/server, command: [sleep, "100000"]}]
                """);
        assertThat(at.sh("full", "main", "hostname")).isEqualTo("full.things.default.svc.cluster.local\n");
    }

    @Test
    void what_a_container_says_at_its_end_is_in_its_state() {
        at.create("words", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "echo logged; echo last words > /dev/termination-log; exit 3"]
                """);
        assertThat(end(at.awaitPhase("words", "Failed")))
                .satisfies(end -> assertThat(end.getMessage()).isEqualTo("last words\n"))
                .satisfies(end -> assertThat(end.getReason()).isEqualTo("Error"));

        at.create("verbose", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "head -c 100000 /dev/zero | tr '\\\\0' x > /tmp/say; echo end >> /tmp/say"]
                  terminationMessagePath: /tmp/say
                  securityContext: {runAsUser: 1000, readOnlyRootFilesystem: true}
                """);
        assertThat(end(at.awaitPhase("verbose", "Succeeded")).getMessage())
                .hasSize(4096)
                .endsWith("xxend\n");
    }

    @Test
    void the_end_of_the_log_speaks_for_those_who_fail_and_want_it_so() {
        at.create("fallback", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "seq 1000; exit 1"]
                  terminationMessagePolicy: FallbackToLogsOnError
                """);
        String message = end(at.awaitPhase("fallback", "Failed")).getMessage();
        assertThat(message).startsWith("921\n").endsWith("1000\n");

        at.create("well", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [echo, fine]
                  terminationMessagePolicy: FallbackToLogsOnError
                """);
        assertThat(end(at.awaitPhase("well", "Succeeded")).getMessage()).isNull();
    }

    @Test
    void the_working_folder_is_made_where_it_is_not_there() {
        at.create("there", """
                restartPolicy: Never
                containers:
                - {name: main, image: test/server, command: [pwd], workingDir: /some/where}
                """);
        at.awaitPhase("there", "Succeeded");
        assertThat(at.log("there", "main")).isEqualTo("/some/where\n");
    }

    @Test
    void processes_are_not_shared_and_that_is_said() {
        at.create("shared", """
                shareProcessNamespace: true
                containers: [{name: main, image: test/server}]
                """);
        assertThat(at.awaitPhase("shared", "Failed").getStatus().getMessage())
                .contains("spec.shareProcessNamespace is not supported");
    }

    @Test
    void grpc_probes_are_refused_by_name() {
        at.create("remote", """
                containers: [{name: main, image: test/server, readinessProbe: {grpc: {port: 80}}}]
                """);
        assertThat(at.awaitPhase("remote", "Failed").getStatus().getMessage())
                .contains("spec.containers[0].readinessProbe.grpc (use exec, httpGet or tcpSocket) is not supported");
    }

    @Test
    void names_of_a_wrong_form_are_refused() {
        assertThatThrownBy(() -> at.create("wrong", """
                        subdomain: A.B
                        hostAliases: [{ip: 1.2.3, hostnames: [UPPER]}]
                        containers: [{name: main, image: test/server, terminationMessagePolicy: Shout}]
                        """))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.subdomain: Invalid value: \"A.B\"")
                .hasMessageContaining("spec.hostAliases[0].ip: Invalid value: \"1.2.3\": must be a valid IP address")
                .hasMessageContaining("spec.hostAliases[0].hostnames: Invalid value: \"UPPER\"")
                .hasMessageContaining("terminationMessagePolicy: Unsupported value: \"Shout\"");
    }
}
