package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EtlSpecsTest {

    /** The lines are numbered, as the positions below count on them. */
    static final String MD5 = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: transformer-md5
              annotations:
                communication_type: "hpush://"
                wait_timeout: 5m
            spec:
              containers:
                - name: server
                  image: aistorage/transformer_md5:latest
                  ports:
                    - name: default
                      containerPort: 80
                  command: ['/code/server.py', '--listen', '0.0.0.0', '--port', '80']
                  readinessProbe:
                    httpGet:
                      path: /health
                      port: default
            """;

    @Test
    void a_second_container_does_not_hide_what_is_wrong_with_the_first() {
        String yaml = MD5.replace("      ports:", "      workingDir: [/]\n      ports:")
                + "    - {name: side, image: busybox}\n";
        assertThat(EtlSpecs.check(yaml).violations())
                .extracting(violation -> violation.rule() + " " + violation.path())
                .containsExactly("SPEC-04 spec.containers", "SPEC-01 spec.containers[0].workingDir");
    }

    @Test
    void a_spec_of_the_documents_is_valid_and_says_what_the_cluster_needs() {
        EtlSpec spec = EtlSpecs.check(MD5).spec().orElseThrow();
        assertThat(spec.communication()).isEqualTo(Communication.HPUSH);
        assertThat(spec.waitTimeout()).contains(Duration.ofMinutes(5));
        assertThat(spec.name()).contains("transformer-md5");
        assertThat(spec.containerPort()).isEqualTo(OptionalInt.of(80));
    }

    @Test
    void spec_10_and_spec_11_probe_defaults_are_written_into_the_pod_each_on_its_own() {
        Pod defaults = EtlSpecs.check(MD5).spec().orElseThrow().newPod();
        var probe = defaults.getSpec().getContainers().get(0).getReadinessProbe();
        assertThat(probe.getTimeoutSeconds()).isEqualTo(5);
        assertThat(probe.getPeriodSeconds()).isEqualTo(10);
        String given = MD5.replace("    httpGet:", "    timeoutSeconds: 2\n        periodSeconds: 0\n        httpGet:");
        var mixed = EtlSpecs.check(given).spec().orElseThrow().newPod();
        assertThat(mixed.getSpec().getContainers().get(0).getReadinessProbe().getTimeoutSeconds())
                .isEqualTo(2);
        assertThat(mixed.getSpec().getContainers().get(0).getReadinessProbe().getPeriodSeconds())
                .isEqualTo(10);
    }

    @Test
    void spec_06_and_spec_09_io_needs_neither_port_nor_probe() {
        String bare = MD5.substring(0, MD5.indexOf("      ports:")) + "      command: [md5sum]\n";
        assertThat(rules(bare)).containsExactly("SPEC-06", "SPEC-09");
        assertThat(EtlSpecs.check(bare.replace("hpush://", "io://")).valid()).isTrue();
        assertThat(EtlSpecs.check(bare, SpecContext.standard().with(Communication.IO))
                        .valid())
                .isTrue();
    }

    @Test
    void spec_15_the_message_wins_over_the_annotation() {
        SpecReport report = EtlSpecs.check(MD5, SpecContext.standard().with(Communication.HREV));
        assertThat(report.spec().orElseThrow().communication()).isEqualTo(Communication.HREV);
        String annotated = MD5.replace("hpush://", "hpull://");
        assertThat(EtlSpecs.check(annotated).spec().orElseThrow().communication())
                .isEqualTo(Communication.HPULL);
    }

    @Test
    void spec_04_exactly_one_container() {
        String second = MD5 + "    - name: side\n      image: busybox\n";
        assertThat(EtlSpecs.check(second).text())
                .isEqualTo(
                        "SPEC-04 spec.containers (line 10, column 5): found a list of 2, expected a list of exactly one"
                                + " container");
        String head = MD5.substring(0, MD5.indexOf("  containers:"));
        assertThat(EtlSpecs.check(head + "  containers: []\n").text())
                .startsWith("SPEC-04 spec.containers (line 9, column 15)");
        assertThat(EtlSpecs.check(head + "  containers: {name: x}\n").text())
                .startsWith("SPEC-04 spec.containers (line 9");
        assertThat(EtlSpecs.check(head + "  containers:\n").text())
                .startsWith("SPEC-04 spec.containers (line 9, column 3)");
        assertThat(EtlSpecs.check(head + "  containers: [5]\n").text())
                .startsWith("SPEC-04 spec.containers[0] (line 9");
        assertThat(EtlSpecs.check(head).text()).startsWith("SPEC-04 spec.containers (line 8, column 1)");
        assertThat(rules(head.replace("spec:", "spec: 3"))).containsExactly("SPEC-01");
    }

    @Test
    void spec_16_everything_is_reported_at_once_in_the_order_of_the_text() {
        String yaml = MD5.replace("hpush://", "ftp://")
                .replace("5m", "later")
                .replace("- name: default", "- name: web")
                .replace("port: default", "port: 80")
                .replace("spec:\n", "spec:\n  nodeName: n1\n");
        assertThat(rules(yaml)).containsExactly("SPEC-02", "SPEC-03", "SPEC-18", "SPEC-07", "SPEC-13");
    }

    @Test
    void spec_17_what_the_documents_do_not_mention_goes_through_unchanged() {
        String yaml = MD5.replace("spec:\n", """
                        spec:
                          futureField: {deep: [1, two, 0.5]}
                          restartPolicy: Never
                          volumes: [{name: v, emptyDir: {}}, {name: s, secret: {secretName: x, defaultMode: 0644}}]
                        """)
                .replace(
                        "      command:",
                        "      resources: {limits: {cpu: 0.5, memory: 1Gi}}\n      unknownKnob: 7\n      command:");
        Pod pod = EtlSpecs.check(yaml).spec().orElseThrow().newPod();
        assertThat(pod.getSpec().getAdditionalProperties()).containsKey("futureField");
        assertThat(String.valueOf(pod.getSpec().getAdditionalProperties().get("futureField")))
                .isEqualTo("{deep=[1, two, 0.5]}");
        assertThat(pod.getSpec().getContainers().get(0).getAdditionalProperties())
                .containsEntry("unknownKnob", 7);
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSpec().getVolumes().get(0).getEmptyDir()).isNotNull();
        assertThat(pod.getSpec().getVolumes().get(1).getSecret().getDefaultMode())
                .isEqualTo(0644);
        assertThat(pod.getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getLimits()
                        .get("cpu")
                        .toString())
                .isEqualTo("0.5");
    }

    @Test
    void json_is_yaml_and_several_empty_documents_are_one() {
        assertThat(EtlSpecs.check("---\n" + MD5 + "---\n").valid()).isTrue();
        String json = """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"s","image":"i",
                "ports":[{"name":"default","containerPort":1}],
                "readinessProbe":{"httpGet":{"path":"/","port":"default"}}}]}}
                """;
        assertThat(EtlSpecs.check(json).valid()).isTrue();
        assertThat(EtlSpecs.check(MD5 + "---\n" + MD5).text())
                .startsWith("SPEC-01 (line 21, column 1): found a second document");
    }

    @Test
    void another_kind_is_held_against_spec_01_alone() {
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                spec: {template: {spec: {containers: []}}}
                """;
        assertThat(rules(deployment)).containsExactly("SPEC-01", "SPEC-01");
        assertThat(EtlSpecs.check(deployment).text()).contains("kind (line 2, column 7): found \"Deployment\"");
    }

    static List<String> rules(String yaml) {
        return EtlSpecs.check(yaml).violations().stream().map(Violation::rule).toList();
    }

    @Test
    void a_missing_position_leaves_the_line_readable() {
        Violation violation = new Violation("NAME-01", "id", Optional.empty(), "\"1\"", "a letter", Optional.empty());
        assertThat(violation.text()).isEqualTo("NAME-01 id: found \"1\", expected a letter");
    }
}
