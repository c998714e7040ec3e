package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** What is replaced in {@link #MD5}, by what, and which lines the report then has. */
    static Stream<Arguments> broken() {
        return Stream.of(
                broken("apiVersion: v1\n", "", "SPEC-01 apiVersion (line 1, column 1): found nothing"),
                broken("apiVersion: v1", "apiVersion: v2", "SPEC-01 apiVersion (line 1, column 13): found \"v2\""),
                broken(
                        "kind: Pod",
                        "kind: Service",
                        "SPEC-01 kind (line 2, column 7): found \"Service\", expected \"Pod\""),
                broken("kind: Pod", "kind: pod", "SPEC-01 kind (line 2, column 7): found \"pod\", expected \"Pod\"; "),
                broken(
                        "\"hpush://\"",
                        "hpush",
                        "SPEC-02 metadata.annotations.communication_type (line 6, column 25): found \"hpush\""),
                broken(
                        "\"hpush://\"",
                        "HREV://",
                        "SPEC-02 metadata.annotations.communication_type (line 6, column 25): found \"HREV://\""),
                broken(
                        "\"hpush://\"",
                        "\"\"",
                        "SPEC-02 metadata.annotations.communication_type (line 6, column 25): found \"\""),
                broken(
                        "\"hpush://\"",
                        "ws://",
                        "SPEC-02 metadata.annotations.communication_type (line 6, column 25): found \"ws://\""),
                broken(
                        "\"hpush://\"",
                        "7",
                        "SPEC-02 metadata.annotations.communication_type (line 6, column 25): found 7 (a number)"),
                broken("5m", "soon", "SPEC-03 metadata.annotations.wait_timeout (line 7, column 19): found \"soon\""),
                broken(
                        "5m",
                        "90",
                        "SPEC-03 metadata.annotations.wait_timeout (line 7, column 19): found 90 (a number)"),
                broken("5m", "-5m", "SPEC-03 metadata.annotations.wait_timeout (line 7, column 19): found \"-5m\""),
                broken(
                        "  image: ",
                        "  immage: ",
                        "SPEC-05 spec.containers[0].image (line 10, column 7): found nothing"),
                broken(
                        "aistorage/transformer_md5:latest",
                        "''",
                        "SPEC-05 spec.containers[0].image (line 11, column 14): found \"\""),
                broken(
                        "aistorage/transformer_md5:latest",
                        "5",
                        "SPEC-05 spec.containers[0].image (line 11, column 14): found 5 (a number)"),
                broken(
                        "- name: default\n",
                        "- Name: default\n",
                        "SPEC-07 spec.containers[0].ports[0].name (line 13, column 11): found nothing, expected \"default\"; there is \"Name\""),
                broken(
                        "- name: default",
                        "- name: http",
                        "SPEC-07 spec.containers[0].ports[0].name (line 13, column 17): found \"http\", expected \"default\""),
                broken(
                        "containerPort: 80",
                        "containerPort: 0",
                        "SPEC-08 spec.containers[0].ports[0].containerPort (line 14, column 26): found 0 (a number)"),
                broken(
                        "containerPort: 80",
                        "containerPort: 65536",
                        "SPEC-08 spec.containers[0].ports[0].containerPort (line 14, column 26): found 65536"),
                broken(
                        "containerPort: 80",
                        "containerPort: 99999999999999999999",
                        "SPEC-08 spec.containers[0].ports[0].containerPort (line 14, column 26)"),
                broken(
                        "containerPort: 80",
                        "containerPort: '80'",
                        "SPEC-08 spec.containers[0].ports[0].containerPort (line 14, column 26): found \"80\", expected a number from 1 to 65535; leave out the quotes"),
                broken(
                        "containerPort: 80",
                        "hostPort: 80",
                        "SPEC-08 spec.containers[0].ports[0].containerPort (line 13, column 11): found nothing"),
                broken(
                        "readinessProbe:",
                        "livenessProbe:",
                        "SPEC-09 spec.containers[0].readinessProbe (line 10, column 7): found nothing"),
                broken(
                        "    httpGet:",
                        "    timeoutSeconds: -1\n        httpGet:",
                        "SPEC-10 spec.containers[0].readinessProbe.timeoutSeconds (line 17, column 25): found -1"),
                broken(
                        "    httpGet:",
                        "    periodSeconds: often\n        httpGet:",
                        "SPEC-11 spec.containers[0].readinessProbe.periodSeconds (line 17, column 24): found \"often\""),
                broken(
                        "path: /health",
                        "Path: /health",
                        "SPEC-12 spec.containers[0].readinessProbe.httpGet.path (line 17, column 9): found nothing, expected the path that the probe asks for; there is \"Path\""),
                broken(
                        "path: /health",
                        "path: ''",
                        "SPEC-12 spec.containers[0].readinessProbe.httpGet.path (line 18, column 17): found \"\""),
                broken(
                        "port: default",
                        "port: 80",
                        "SPEC-13 spec.containers[0].readinessProbe.httpGet.port (line 19, column 17): found 80 (a number), expected \"default\""),
                broken(
                        "port: default",
                        "port: http",
                        "SPEC-13 spec.containers[0].readinessProbe.httpGet.port (line 19, column 17): found \"http\""),
                broken(
                        "spec:",
                        "spec:\n  affinity:\n    nodeAffinity: {}",
                        "SPEC-14 spec.affinity.nodeAffinity (line 10, column 5): found an empty mapping, expected no such field"),
                broken(
                        "spec:",
                        "spec:\n  affinity:\n    podAffinity: {}",
                        "SPEC-18 spec.affinity.podAffinity (line 10, column 5)"),
                broken(
                        "spec:",
                        "spec:\n  affinity:\n    podAntiAffinity: {}",
                        "SPEC-18 spec.affinity.podAntiAffinity (line 10, column 5)"),
                broken("spec:", "spec:\n  nodeName: n1", "SPEC-18 spec.nodeName (line 9, column 3): found \"n1\""),
                broken("spec:", "spec:\n  nodeSelector: {a: b}", "SPEC-18 spec.nodeSelector (line 9, column 3)"),
                broken(
                        "spec:",
                        "spec:\n  hostNetwork: true",
                        "SPEC-18 spec.hostNetwork (line 9, column 16): found true (a boolean)"),
                broken(
                        "metadata:",
                        "metadata:\n  namespace: default",
                        "SPEC-18 metadata.namespace (line 4, column 14): found \"default\", expected \"ais\""),
                broken(
                        "metadata:",
                        "metadata:\n  labels:\n    nvidia.com/ais-etl-name: x",
                        "SPEC-18 metadata.labels[\"nvidia.com/ais-etl-name\"] (line 5, column 5)"),
                broken(
                        "image:",
                        "env: [{name: AIS_TARGET_URL, value: x}]\n      image:",
                        "SPEC-18 spec.containers[0].env[0].name (line 11, column 20): found \"AIS_TARGET_URL\""),
                broken(
                        "image:",
                        "env: [{name: A, value: 5}, {name: B, value: yes}]\n      image:",
                        "SPEC-01 spec.containers[0].env[0].value (line 11, column 30): found 5 (a number), expected a string; put it in quotes",
                        "SPEC-01 spec.containers[0].env[1].value (line 11, column 51): found yes (a boolean), expected a string; put it in quotes"),
                broken(
                        "metadata:",
                        "metadata:\n  name: again",
                        "SPEC-01 (line 5, column 3): found the key \"name\" a second time"),
                broken(
                        "  command:",
                        "  stdin: maybe\n      command:",
                        "SPEC-01 spec.containers[0].stdin (line 15, column 14): found \"maybe\", expected true or false"),
                broken(
                        "  command:",
                        "  volumeMounts: {}\n      command:",
                        "SPEC-01 spec.containers[0].volumeMounts (line 15, column 21): found an empty mapping, expected a list"),
                broken(
                        "  command:",
                        "  resources: 3\n      command:",
                        "SPEC-01 spec.containers[0].resources (line 15, column 18): found 3 (a number), expected a mapping"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("broken")
    void each_broken_rule_is_named_with_its_place(String from, String to, List<String> lines) {
        String yaml = MD5.replace(from, to);
        assertThat(yaml).isNotEqualTo(MD5);
        List<Violation> violations = EtlSpecs.check(yaml).violations();
        assertThat(violations).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(violations.get(i).text()).startsWith(lines.get(i));
        }
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
        String bare = MD5.substring(0, MD5.indexOf("      ports:"));
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

    private static Arguments broken(String from, String to, String... lines) {
        return Arguments.of(from, to, List.of(lines));
    }

    @Test
    void a_missing_position_leaves_the_line_readable() {
        Violation violation = new Violation("NAME-01", "id", Optional.empty(), "\"1\"", "a letter", Optional.empty());
        assertThat(violation.text()).isEqualTo("NAME-01 id: found \"1\", expected a letter");
    }
}
