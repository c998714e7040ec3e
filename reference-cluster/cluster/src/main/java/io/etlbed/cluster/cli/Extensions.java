package io.etlbed.cluster.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/**
 * New extensions of names, as a user writes them.
 *
 * @param each by the old ones
 * @param any in place of any other
 */
record Extensions(Map<String, String> each, Optional<String> any) {

    static final Extensions NONE = new Extensions(Map.of(), Optional.empty());

    Extensions {
        each = Map.copyOf(each);
    }

    /** {@code {old:new,other:new}}, quoted as in JSON or not, or one extension alone. */
    static Extensions parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{")) {
            return new Extensions(Map.of(), Optional.of(extension(text, stripped)));
        }
        if (!stripped.endsWith("}")) {
            throw wrong(text);
        }
        Map<String, String> each = new LinkedHashMap<>();
        for (String pair : stripped.substring(1, stripped.length() - 1).split(",", -1)) {
            String[] both = pair.split(":", -1);
            if (both.length != 2) {
                throw wrong(text);
            }
            each.put(extension(text, both[0]), extension(text, both[1]));
        }
        return new Extensions(each, Optional.empty());
    }

    private static String extension(String text, String part) {
        String bare = part.strip();
        if (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        bare = bare.startsWith(".") ? bare.substring(1) : bare;
        if (bare.isEmpty() || bare.contains("/") || bare.contains("\"")) {
            throw wrong(text);
        }
        return bare;
    }

    private static UsageException wrong(String text) {
        return new UsageException(
                "--ext should look like {jpg:txt,png:txt} or like txt, not like \"" + Text.printable(text) + "\"");
    }

    /** For the options of a command. */
    static final class Converter implements ITypeConverter<Extensions> {

        @Override
        public Extensions convert(String text) {
            return parse(text);
        }
    }
}
