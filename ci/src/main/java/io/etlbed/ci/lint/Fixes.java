package io.etlbed.ci.lint;

import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.spec.GoDuration;
import io.etlbed.cluster.etl.spec.Violation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What is mechanical: where only one thing can have been meant. What would take something away that somebody wrote on purpose,
 * such as a {@code nodeName}, is left to people.
 */
final class Fixes {

    private static final String PORT = "spec.containers[0].ports[0]";
    private static final String DEFAULT = "default";

    private final YamlTree tree;

    Fixes(YamlTree tree) {
        this.tree = tree;
    }

    Optional<Edit> of(Violation violation) {
        return rename(violation.path()).or(() -> switch (violation.rule()) {
            case "SPEC-01" -> format(violation.path());
            case "SPEC-02" -> communication(violation.path());
            case "SPEC-03" -> duration(violation.path());
            case "SPEC-07" -> portName(violation.path());
            case "SPEC-08", "SPEC-10", "SPEC-11" -> unquote(violation.path());
            case "SPEC-13" -> probePort(violation.path());
            default -> Optional.empty();
        });
    }

    /** A field whose name differs by case alone: Kubernetes tells capitals from small letters. */
    private Optional<Edit> rename(String path) {
        Optional<Node> at = Optional.of(tree.rootMapping());
        for (MatchResult step : YamlTree.steps(path)) {
            Node parent = at.get();
            at = tree.child(parent, step);
            if (at.isEmpty()) {
                return parent instanceof MappingNode map ? otherCase(map, YamlTree.name(step)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Edit> otherCase(MappingNode map, String name) {
        return map.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .filter(key ->
                        key instanceof ScalarNode scalar && scalar.getValue().equalsIgnoreCase(name))
                .findFirst()
                .flatMap(key -> tree.replace(key, name));
    }

    private Optional<Edit> format(String path) {
        return switch (path) {
            case "apiVersion" ->
                tree.scalar("kind").filter("Pod"::equals).isEmpty()
                        ? Optional.empty()
                        : tree.find(path)
                                .map(node -> spelling(node, "v1"))
                                .orElseGet(() -> tree.insert(tree.rootMapping(), "apiVersion: v1"));
            case "kind" -> tree.find(path).flatMap(node -> spelling(node, "Pod"));
            default -> quoting(path);
        };
    }

    private Optional<Edit> spelling(Node node, String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equalsIgnoreCase(word)
                ? tree.replace(node, word)
                : Optional.empty();
    }

    /** A number or a truth value where a string belongs is put in quotes, and the other way round. */
    private Optional<Edit> quoting(String path) {
        return tree.find(path).filter(ScalarNode.class::isInstance).flatMap(node -> {
            ScalarNode scalar = (ScalarNode) node;
            return scalar.isPlain() ? tree.replace(node, '"' + tree.raw(node) + '"') : unquote(path);
        });
    }

    private Optional<Edit> unquote(String path) {
        return tree.find(path)
                .filter(node -> node instanceof ScalarNode scalar
                        && !scalar.isPlain()
                        && scalar.getValue().matches("[0-9]{1,9}|true|false"))
                .flatMap(node -> tree.replace(node, ((ScalarNode) node).getValue()));
    }

    private Optional<Edit> communication(String path) {
        return tree.scalar(path)
                .map(text -> text.strip().toLowerCase(Locale.ROOT).replaceAll("[:/]+$", "") + "://")
                .flatMap(Communication::of)
                .flatMap(meant -> tree.find(path).flatMap(node -> tree.replace(node, meant.text())));
    }

    private Optional<Edit> duration(String path) {
        return tree.scalar(path)
                .map(text -> text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT))
                .filter(text -> GoDuration.parse(text).isPresent() && text.matches(".*[a-z]"))
                .flatMap(meant -> tree.find(path).flatMap(node -> tree.replace(node, meant)));
    }

    private Optional<Edit> portName(String path) {
        Optional<Node> name = tree.find(path);
        return name.isPresent()
                ? tree.replace(name.get(), DEFAULT)
                : tree.find(PORT)
                        .filter(MappingNode.class::isInstance)
                        .flatMap(port -> tree.insert((MappingNode) port, "name: " + DEFAULT));
    }

    /** The probe asks the port that the cluster contacts, where it says so by another of its names. */
    private Optional<Edit> probePort(String path) {
        Optional<Node> port = tree.find(path);
        if (port.isEmpty()) {
            return tree.find(path.substring(0, path.lastIndexOf('.')))
                    .filter(MappingNode.class::isInstance)
                    .flatMap(get -> tree.insert((MappingNode) get, "port: " + DEFAULT));
        }
        Optional<String> given = tree.scalar(path);
        boolean same = given.isPresent()
                && (given.equals(tree.scalar(PORT + ".containerPort"))
                        || given.equals(tree.scalar(PORT + ".name"))
                        || given.get().equalsIgnoreCase(DEFAULT));
        return same ? tree.replace(port.get(), DEFAULT) : Optional.empty();
    }
}
