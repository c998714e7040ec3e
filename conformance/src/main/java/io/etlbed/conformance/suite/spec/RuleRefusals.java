package io.etlbed.conformance.suite.spec;

import static io.etlbed.conformance.suite.spec.RefusesFlawed.flawed;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.suite.spec.RefusesFlawed.Flawed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules about single fields, each with the ways to break it. */
final class RuleRefusals {

    private static final String CONTAINER = "spec.containers[0]";
    private static final String PORT = CONTAINER + ".ports[0]";
    private static final String PROBE = CONTAINER + ".readinessProbe";
    private static final String TERM =
            "requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]";

    private RuleRefusals() {}

    static List<Check> all() {
        return List.of(
                rule(
                        "refuses-other-than-one-container",
                        "SPEC-04",
                        flawed("there are no containers", spec -> spec.without("spec.containers"), "containers"),
                        flawed(
                                "the list of containers is empty",
                                spec -> spec.with("spec.containers", List.of()),
                                "containers"),
                        flawed(
                                "there are two containers",
                                spec -> spec.with(
                                                "spec.containers[1]",
                                                spec.get(CONTAINER).orElseThrow())
                                        .with("spec.containers[1].name", "second"),
                                "containers")),
                rule(
                        "refuses-a-missing-image",
                        "SPEC-05",
                        flawed("there is no image", spec -> spec.without(CONTAINER + ".image"), "image"),
                        flawed("the image is empty", spec -> spec.with(CONTAINER + ".image", ""), "image"),
                        flawed("the image is blank", spec -> spec.with(CONTAINER + ".image", "  "), "image")),
                rule(
                        "refuses-missing-ports",
                        "SPEC-06",
                        flawed("there are no ports", spec -> spec.without(CONTAINER + ".ports"), "ports"),
                        flawed(
                                "the list of ports is empty",
                                spec -> spec.with(CONTAINER + ".ports", List.of()),
                                "ports")),
                rule(
                        "refuses-another-port-name",
                        "SPEC-07",
                        flawed(
                                "the port has no name",
                                spec -> spec.without(PORT + ".name"),
                                "ports",
                                "name",
                                "default"),
                        flawed(
                                "the port's name is http",
                                spec -> spec.with(PORT + ".name", "http"),
                                "name",
                                "default",
                                "http"),
                        flawed(
                                "the port's name is Default",
                                spec -> spec.with(PORT + ".name", "Default"),
                                "name",
                                "default")),
                rule(
                        "refuses-a-container-port-out-of-range",
                        "SPEC-08",
                        flawed(
                                "there is no containerPort",
                                spec -> spec.without(PORT + ".containerPort"),
                                "containerPort"),
                        flawed(
                                "the containerPort is 0",
                                spec -> spec.with(PORT + ".containerPort", 0),
                                "containerPort"),
                        flawed(
                                "the containerPort is -1",
                                spec -> spec.with(PORT + ".containerPort", -1),
                                "containerPort"),
                        flawed(
                                "the containerPort is 65536",
                                spec -> spec.with(PORT + ".containerPort", 65536),
                                "containerPort"),
                        flawed(
                                "the containerPort is 4294967376",
                                spec -> spec.with(PORT + ".containerPort", 4_294_967_376L),
                                "containerPort"),
                        flawed(
                                "the containerPort is a word",
                                spec -> spec.with(PORT + ".containerPort", "web"),
                                "containerPort")),
                rule(
                        "refuses-a-missing-readiness-probe",
                        "SPEC-09",
                        flawed("there is no readinessProbe", spec -> spec.without(PROBE), "readinessProbe"),
                        flawed("the readinessProbe is null", spec -> spec.with(PROBE, null), "readinessProbe")),
                rule(
                        "refuses-a-missing-probe-path",
                        "SPEC-12",
                        flawed(
                                "the probe has no path",
                                spec -> spec.without(PROBE + ".httpGet.path"),
                                "httpGet",
                                "path"),
                        flawed("the probe's path is empty", spec -> spec.with(PROBE + ".httpGet.path", ""), "path")),
                rule(
                        "refuses-another-probe-port",
                        "SPEC-13",
                        flawed(
                                "the probe has no port",
                                spec -> spec.without(PROBE + ".httpGet.port"),
                                "port",
                                "default"),
                        flawed(
                                "the probe's port is a number",
                                spec -> spec.with(PROBE + ".httpGet.port", 80),
                                "port",
                                "default"),
                        flawed(
                                "the probe's port is http",
                                spec -> spec.with(PROBE + ".httpGet.port", "http"),
                                "port",
                                "default")),
                rule("refuses-node-affinity", "SPEC-14", nodeAffinities().toArray(Flawed[]::new)),
                rule(
                        "refuses-fields-that-defeat-placement",
                        "SPEC-18",
                        placements().toArray(Flawed[]::new)));
    }

    private static List<Flawed> nodeAffinities() {
        String affinity = "spec.affinity.nodeAffinity.";
        return List.of(
                flawed(
                        "there is a required nodeAffinity",
                        spec -> spec.with(affinity + TERM + ".key", "kubernetes.io/hostname")
                                .with(affinity + TERM + ".operator", "Exists"),
                        "nodeAffinit"),
                flawed(
                        "there is a preferred nodeAffinity",
                        spec -> spec.with(affinity + "preferredDuringSchedulingIgnoredDuringExecution[0].weight", 1)
                                .with(
                                        affinity
                                                + "preferredDuringSchedulingIgnoredDuringExecution[0].preference"
                                                + ".matchExpressions[0].key",
                                        "disk")
                                .with(
                                        affinity
                                                + "preferredDuringSchedulingIgnoredDuringExecution[0].preference"
                                                + ".matchExpressions[0].operator",
                                        "Exists"),
                        "nodeAffinit"));
    }

    private static List<Flawed> placements() {
        Map<String, Object> rule = Map.of(
                "topologyKey", "kubernetes.io/hostname", "labelSelector", Map.of("matchLabels", Map.of("app", "ais")));
        String required = "requiredDuringSchedulingIgnoredDuringExecution[0]";
        List<Flawed> all = new ArrayList<>();
        all.add(flawed("nodeName is set", spec -> spec.with("spec.nodeName", "node-1"), "nodeName", "line"));
        all.add(flawed(
                "nodeSelector is set", spec -> spec.with("spec.nodeSelector.disk", "ssd"), "nodeSelector", "line"));
        all.add(flawed(
                "podAffinity is set",
                spec -> spec.with("spec.affinity.podAffinity." + required, rule),
                "podAffinity",
                "line"));
        all.add(flawed(
                "podAntiAffinity is set",
                spec -> spec.with("spec.affinity.podAntiAffinity." + required, rule),
                "podAntiAffinity",
                "line"));
        all.add(flawed("hostNetwork is set", spec -> spec.with("spec.hostNetwork", true), "hostNetwork", "line"));
        all.add(flawed(
                "the namespace is another", spec -> spec.with("metadata.namespace", "default"), "namespace", "line"));
        all.add(flawed(
                "AIS_TARGET_URL is the user's own",
                spec -> spec.with(CONTAINER + ".env[0].name", "AIS_TARGET_URL")
                        .with(CONTAINER + ".env[0].value", "http://elsewhere"),
                "AIS_TARGET_URL",
                "line"));
        all.add(flawed(
                "a label is under the cluster's own prefix",
                spec -> spec.with("metadata.labels", Map.of("nvidia.com/ais-etl-target", "t1")),
                "labels",
                "line"));
        return all;
    }

    private static Check rule(String name, String id, Flawed... flawed) {
        return new RefusesFlawed(name, Set.of(id), List.of(flawed));
    }
}
