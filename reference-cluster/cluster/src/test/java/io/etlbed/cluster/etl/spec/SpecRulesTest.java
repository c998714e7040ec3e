package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule broken by a small change of one spec. */
class SpecRulesTest {

    private static final String MD5 = EtlSpecsTest.MD5;

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

    private static Arguments broken(String from, String to, String... lines) {
        return Arguments.of(from, to, List.of(lines));
    }
}
