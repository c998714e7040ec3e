package io.etlbed.junit.transformer;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A Pod specification in which one word is exchanged, and nothing else of it. */
final class SpecText {

    private SpecText() {}

    /**
     * With another image in its container.
     *
     * @param workdir where the container runs, unless the specification says so itself
     * @return the same text where it has no container with an image: what is wrong with it is for the cluster to say
     */
    static String withImage(String yaml, String image, Optional<String> workdir) {
        Optional<MappingNode> container = container(yaml);
        Optional<NodeTuple> line = container.flatMap(each -> entry(each, "image"));
        if (line.isEmpty() || !(line.get().getValueNode() instanceof ScalarNode name)) {
            return yaml;
        }
        int begin = yaml.offsetByCodePoints(0, name.getStartMark().orElseThrow().getIndex());
        int end = yaml.offsetByCodePoints(0, name.getEndMark().orElseThrow().getIndex());
        String more = "";
        if (workdir.isPresent() && entry(container.get(), "workingDir").isEmpty()) {
            String place = "workingDir: " + PodText.quoted(workdir.get());
            int column = line.get().getKeyNode().getStartMark().orElseThrow().getColumn();
            more = container.get().getFlowStyle() == FlowStyle.FLOW ? ", " + place : "\n" + " ".repeat(column) + place;
        }
        return yaml.substring(0, begin) + PodText.quoted(image) + more + yaml.substring(end);
    }

    private static Optional<MappingNode> container(String yaml) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(yaml)
                    .flatMap(root -> child(root, "spec"))
                    .flatMap(spec -> child(spec, "containers"))
                    .filter(SequenceNode.class::isInstance)
                    .flatMap(containers ->
                            ((SequenceNode) containers).getValue().stream().findFirst())
                    .filter(MappingNode.class::isInstance)
                    .map(MappingNode.class::cast);
        } catch (YamlEngineException notYaml) {
            return Optional.empty();
        }
    }

    private static Optional<Node> child(Node node, String name) {
        return node instanceof MappingNode mapping
                ? entry(mapping, name).map(NodeTuple::getValueNode)
                : Optional.empty();
    }

    private static Optional<NodeTuple> entry(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(each -> each.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst();
    }
}
