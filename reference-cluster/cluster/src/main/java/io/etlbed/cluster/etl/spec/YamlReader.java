package io.etlbed.cluster.etl.spec;

import io.etlbed.cluster.etl.spec.YamlValue.Entry;
import io.etlbed.cluster.etl.spec.YamlValue.YamlList;
import io.etlbed.cluster.etl.spec.YamlValue.YamlMap;
import io.etlbed.cluster.etl.spec.YamlValue.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document into values with positions, straight from the parser's events: so depth and size are bounded
 * before anything is built, whatever the text does with brackets and aliases.
 */
final class YamlReader {

    /** Far above any Pod, far below what hurts; Kubernetes itself refuses objects above 1.5 MiB. */
    static final int LONGEST_TEXT = 256 * 1024;

    static final int DEEPEST = 50;
    static final int MOST_VALUES = 20_000;

    private static final int LONGEST_PROBLEM = 200;

    private static final String ONE_DOCUMENT = "one YAML document in Kubernetes Pod format";

    private final Iterator<Event> events;
    private final Map<String, YamlValue> anchors = new HashMap<>();
    private final List<YamlProblem> duplicates = new ArrayList<>();
    private int values;

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    /** @param duplicates keys that stand twice in one mapping; the first of each counts */
    record Document(YamlValue root, List<YamlProblem> duplicates) {}

    static Document read(String text) throws YamlProblem {
        if (text.length() > LONGEST_TEXT) {
            throw new YamlProblem(Position.START, text.length() + " characters", "at most " + LONGEST_TEXT);
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(LONGEST_TEXT).build();
        try {
            YamlReader reader =
                    new YamlReader(new Parse(settings).parseString(text).iterator());
            return new Document(reader.document(), reader.duplicates);
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(Marks::position).orElse(Position.START);
            throw new YamlProblem(at, "no YAML: " + problem(e.getProblem()), ONE_DOCUMENT);
        } catch (ReaderException e) {
            throw new YamlProblem(
                    Marks.position(text, e.getPosition()),
                    String.format("the character U+%04X", e.getCodePoint()),
                    "printable characters only");
        } catch (YamlEngineException e) {
            throw new YamlProblem(Position.START, "no YAML: " + problem(String.valueOf(e.getMessage())), ONE_DOCUMENT);
        }
    }

    private YamlValue document() throws YamlProblem {
        YamlValue root = new YamlScalar(Position.START, null, "");
        boolean any = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                YamlValue value = value(node, 1);
                boolean empty = value instanceof YamlScalar scalar && scalar.value() == null;
                if (any && !empty) {
                    throw new YamlProblem(value.at(), "a second document", ONE_DOCUMENT);
                }
                root = any ? root : value;
                any = any || !empty;
            }
        }
        return root;
    }

    private YamlValue value(NodeEvent event, int depth) throws YamlProblem {
        Position at = Marks.position(event);
        if (depth > DEEPEST) {
            throw new YamlProblem(at, "values nested deeper than " + DEEPEST, "at most " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAlias().getValue(), at);
        }
        count(1, at);
        YamlValue value;
        if (event instanceof ScalarEvent scalar) {
            value = YamlTags.scalar(scalar, at);
        } else {
            CollectionStartEvent start = (CollectionStartEvent) event;
            YamlTags.checkCollection(start, at);
            value = event.getEventId() == Event.ID.SequenceStart ? list(at, depth) : map(at, depth);
        }
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
        return value;
    }

    private YamlValue alias(String name, Position at) throws YamlProblem {
        YamlValue value = anchors.get(name);
        if (value == null) {
            throw new YamlProblem(at, "the alias *" + Texts.shorten(name), "an anchor of that name before it");
        }
        count(value.size(), at);
        return value;
    }

    private YamlList list(Position at, int depth) throws YamlProblem {
        List<YamlValue> items = new ArrayList<>();
        int size = 1;
        for (Event event = events.next(); event instanceof NodeEvent node; event = events.next()) {
            YamlValue item = value(node, depth + 1);
            size += item.size();
            items.add(item);
        }
        return new YamlList(at, items, size);
    }

    private YamlMap map(Position at, int depth) throws YamlProblem {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<YamlValue> merged = new ArrayList<>();
        int size = 1;
        for (Event event = events.next(); event instanceof NodeEvent node; event = events.next()) {
            Position keyAt = Marks.position(node);
            boolean merge = node instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<");
            if (!(value(node, depth + 1) instanceof YamlScalar key)) {
                throw new YamlProblem(keyAt, "a key that is no scalar", "text as key");
            }
            YamlValue value = value((NodeEvent) events.next(), depth + 1);
            size += 1 + value.size();
            if (merge) {
                merged.add(value);
            } else if (entries.putIfAbsent(key.text(), new Entry(keyAt, value)) != null) {
                duplicates.add(new YamlProblem(
                        keyAt, "the key " + Texts.quote(key.text()) + " a second time", "each key once"));
            }
        }
        for (YamlValue source : merged) {
            merge(entries, source);
        }
        return new YamlMap(at, entries, size);
    }

    /** {@code <<: *other}: keys that are not there already, from a mapping or from several. */
    private static void merge(Map<String, Entry> entries, YamlValue source) throws YamlProblem {
        if (source instanceof YamlMap map) {
            map.entries().forEach(entries::putIfAbsent);
        } else if (source instanceof YamlList list && list.items().stream().allMatch(YamlMap.class::isInstance)) {
            for (YamlValue item : list.items()) {
                merge(entries, item);
            }
        } else {
            throw new YamlProblem(source.at(), source.describe() + " to merge", "a mapping, or a list of mappings");
        }
    }

    private void count(int more, Position at) throws YamlProblem {
        values += more;
        if (values > MOST_VALUES) {
            throw new YamlProblem(
                    at, "more than " + MOST_VALUES + " values, aliases counted as what they stand for", "a Pod");
        }
    }

    /** In the words of the parser, which are a whole sentence; only what it quotes of the text can be long. */
    private static String problem(String text) {
        return Texts.cut(text.replaceAll("\\s+", " ").strip(), LONGEST_PROBLEM);
    }
}
