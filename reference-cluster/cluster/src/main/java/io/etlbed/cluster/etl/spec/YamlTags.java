package io.etlbed.cluster.etl.spec;

import io.etlbed.cluster.etl.spec.YamlValue.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** The types that a value is given by its tag, or by how it is written. */
final class YamlTags {

    private static final String STANDARD = "tag:yaml.org,2002:";

    private YamlTags() {}

    static YamlScalar scalar(ScalarEvent event, Position at) throws YamlProblem {
        String text = event.getValue();
        if (event.getTag().isEmpty()) {
            return new YamlScalar(at, event.isPlain() ? KubernetesScalars.resolve(text) : text, text);
        }
        String tag = event.getTag().get();
        return switch (tag) {
            case "!", STANDARD + "str" -> new YamlScalar(at, text, text);
            case STANDARD + "null" -> new YamlScalar(at, null, text);
            case STANDARD + "bool" -> new YamlScalar(at, required(KubernetesScalars.bool(text), tag, at), text);
            case STANDARD + "int" -> new YamlScalar(at, required(KubernetesScalars.integer(text), tag, at), text);
            case STANDARD + "float" -> new YamlScalar(at, required(KubernetesScalars.number(text), tag, at), text);
            default -> throw unknown(tag, at);
        };
    }

    static void checkCollection(CollectionStartEvent event, Position at) throws YamlProblem {
        String own = event.getEventId() == Event.ID.SequenceStart ? STANDARD + "seq" : STANDARD + "map";
        String tag = event.getTag().orElse(own);
        if (!tag.equals(own) && !tag.equals("!")) {
            throw unknown(tag, at);
        }
    }

    private static <T> @Nullable Object required(Optional<T> value, String tag, Position at) throws YamlProblem {
        if (value.isEmpty()) {
            throw new YamlProblem(at, "a value that its tag " + Texts.quote(tag) + " does not fit", "one that it fits");
        }
        return value.get();
    }

    private static YamlProblem unknown(String tag, Position at) {
        return new YamlProblem(at, "the tag " + Texts.quote(tag), "plain YAML, without tags of one's own");
    }
}
