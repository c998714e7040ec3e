package io.etlbed.conformance.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The members of a mapping in a file. */
public final class YamlMap {

    private final YamlFile file;
    private final MappingNode node;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> members = new LinkedHashMap<>();

    YamlMap(YamlFile file, MappingNode node) {
        this.file = file;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (members.put(key.getValue(), tuple.getValueNode()) != null) {
                    file.complain(key, "'" + key.getValue() + "' is here twice");
                }
                keys.put(key.getValue(), key);
            } else {
                file.complain(tuple.getKeyNode(), "a name is expected");
            }
        }
    }

    /** Complains of members that are none of these. */
    public YamlMap only(String... known) {
        List<String> allowed = Arrays.asList(known);
        keys.forEach((name, where) -> {
            if (!allowed.contains(name)) {
                file.complain(where, "there is no '" + name + "'; there are " + String.join(", ", allowed));
            }
        });
        return this;
    }

    /** The text of a member; empty where there is none. Complains where it is no text. */
    public Optional<String> text(String name) {
        return text(name, Optional::of, "");
    }

    /**
     * A member read out of its text; empty where there is none, or where it was complained of.
     *
     * @param parse empty for what it does not take
     * @param expected in words, for the complaint
     */
    public <T> Optional<T> text(String name, Function<String, Optional<T>> parse, String expected) {
        Node value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar)) {
            file.complain(value, "'" + name + "' is to be " + (expected.isEmpty() ? "text" : expected));
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(scalar.getValue());
        if (parsed.isEmpty()) {
            file.complain(value, "'" + name + "' is '" + scalar.getValue() + "'; expected is " + expected);
        }
        return parsed;
    }

    /** The same, complaining also where it is missing or blank; then the text is empty. */
    public String required(String name) {
        Optional<String> text = text(name);
        if (!members.containsKey(name) || text.filter(String::isBlank).isPresent()) {
            file.complain(node, "'" + name + "' is missing here");
        }
        return text.orElse("");
    }

    /** The mapping that is a member; empty where there is none. Complains where it is something else. */
    public Optional<YamlMap> map(String name) {
        Node value = members.get(name);
        return value == null ? Optional.empty() : map(value, "'" + name + "'");
    }

    private Optional<YamlMap> map(Node value, String what) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(file, mapping));
        }
        file.complain(value, what + " is to be a mapping");
        return Optional.empty();
    }

    /** Reads each mapping of a list; nothing where there is none. */
    public <T> List<T> each(String name, Function<YamlMap, T> read) {
        List<T> all = new ArrayList<>();
        for (Node entry : entries(name)) {
            map(entry, "an entry of '" + name + "'").ifPresent(map -> all.add(read.apply(map)));
        }
        return all;
    }

    /** The texts of a list; nothing where there is none. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Node entry : entries(name)) {
            if (entry instanceof ScalarNode scalar) {
                all.add(scalar.getValue());
            } else {
                file.complain(entry, "an entry of '" + name + "' is to be text");
            }
        }
        return all;
    }

    private List<Node> entries(String name) {
        Node value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        file.complain(value, "'" + name + "' is to be a list");
        return List.of();
    }

    /** Visits the members that are mappings, by their names; complains of others. */
    public void forEach(BiConsumer<String, YamlMap> visit) {
        members.forEach((name, value) -> map(value, "'" + name + "'").ifPresent(map -> visit.accept(name, map)));
    }

    /** Complains of a member, or of the mapping where there is no such member. */
    public void complain(String name, String what) {
        Node value = members.get(name);
        file.complain(value == null ? node : value, what);
    }

    /** Complains of a member's name. */
    public void complainOfName(String name, String what) {
        Node key = keys.get(name);
        file.complain(key == null ? node : key, what);
    }
}
