package io.etlbed.ci.lint;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A document with the place of each of its nodes in the text. For texts that the validator could read, which bounds them. */
final class YamlTree {

    private static final Pattern STEP = Pattern.compile("\\[\"(.*?)\"]|\\[(\\d+)]|([^.\\[\\]]+)");

    private final String text;
    private final Node root;

    private YamlTree(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /** Empty where there is no document. */
    static Optional<YamlTree> of(String text) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .map(root -> new YamlTree(text, root));
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    String text() {
        return text;
    }

    MappingNode rootMapping() {
        return (MappingNode) root;
    }

    boolean isMapping() {
        return root instanceof MappingNode;
    }

    /** The steps of a path such as {@code spec.containers[0].image}. */
    static List<MatchResult> steps(String path) {
        return STEP.matcher(path).results().toList();
    }

    /** What stands at a path. */
    Optional<Node> find(String path) {
        Optional<Node> at = Optional.of(root);
        for (MatchResult step : steps(path)) {
            at = at.flatMap(node -> child(node, step));
        }
        return at;
    }

    Optional<Node> child(Node node, MatchResult step) {
        if (step.group(2) == null) {
            return tuple(node, name(step)).map(NodeTuple::getValueNode);
        }
        int index = Integer.parseInt(step.group(2));
        return node instanceof SequenceNode list && index < list.getValue().size()
                ? Optional.of(list.getValue().get(index))
                : Optional.empty();
    }

    /** Of the field that a step goes to; empty for an item of a list. */
    static String name(MatchResult step) {
        return step.group(1) != null ? step.group(1) : step.group(3) != null ? step.group(3) : "";
    }

    /** The field of a mapping by its name, the first where there are several. */
    Optional<NodeTuple> tuple(Node node, String name) {
        if (!(node instanceof MappingNode map)) {
            return Optional.empty();
        }
        return map.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst();
    }

    /** The value of the scalar at a path. */
    Optional<String> scalar(String path) {
        return find(path).filter(ScalarNode.class::isInstance).map(node -> ((ScalarNode) node).getValue());
    }

    /** Writes another scalar in the place of one; empty for one of several lines, and for an alias's. */
    Optional<Edit> replace(Node node, String replacement) {
        if (!(node instanceof ScalarNode scalar)
                || (scalar.getScalarStyle() != ScalarStyle.PLAIN
                        && scalar.getScalarStyle() != ScalarStyle.SINGLE_QUOTED
                        && scalar.getScalarStyle() != ScalarStyle.DOUBLE_QUOTED)) {
            return Optional.empty();
        }
        int from = offset(node.getStartMark());
        int to = offset(node.getEndMark());
        if (from < 0 || to <= from || text.substring(from, to).indexOf('\n') >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Edit(from, to, replacement));
    }

    /** Puts a field before the first one of a mapping. */
    Optional<Edit> insert(MappingNode map, String field) {
        if (map.getValue().isEmpty()) {
            return Optional.empty();
        }
        Optional<Mark> first = map.getValue().get(0).getKeyNode().getStartMark();
        int at = offset(first);
        if (at < 0) {
            return Optional.empty();
        }
        String end = map.getFlowStyle() == FlowStyle.FLOW
                ? ", "
                : (text.contains("\r\n") ? "\r\n" : "\n")
                        + " ".repeat(first.map(Mark::getColumn).orElse(0));
        return Optional.of(new Edit(at, at, field + end));
    }

    /** As written, quotes and all. */
    String raw(Node node) {
        int from = offset(node.getStartMark());
        int to = offset(node.getEndMark());
        return from < 0 || to < from ? "" : text.substring(from, to);
    }

    private int offset(Optional<Mark> mark) {
        return mark.map(each -> text.offsetByCodePoints(0, each.getIndex())).orElse(-1);
    }
}
