package io.etlbed.conformance.catalogue;

import io.etlbed.conformance.ConformanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lists of ids as people write them: {@code SPEC-01…14, 16–18, NAME, LIFE-01, 02}. A number alone belongs to the
 * group named before it; a range is written with {@code …}, {@code –}, {@code ..} or {@code -}; a group alone means all
 * of it.
 */
final class IdList {

    private static final Pattern ITEM = Pattern.compile("(?:([A-Z]+)-)?(\\d{1,3})(?:[…-](?:([A-Z]+)-)?(\\d{1,3}))?");
    private static final Pattern WHOLE_GROUP = Pattern.compile("[A-Z]+");

    /** One entry of a list: some numbers of a group, or all of them. */
    record Range(String group, int first, int last) {

        boolean holds(String id) {
            int dash = id.lastIndexOf('-');
            int number = Integer.parseInt(id.substring(dash + 1));
            return id.substring(0, dash).equals(group) && first <= number && number <= last;
        }
    }

    private IdList() {}

    /**
     * @throws ConformanceException if an item is none of the forms above, naming the item
     */
    static List<Range> parse(String text) {
        List<Range> ranges = new ArrayList<>();
        String group = "";
        for (String part : text.replaceAll("\\s*(?:…|–|\\.\\.)\\s*", "…").split("[,;\\s]+", -1)) {
            String item = part.trim().toUpperCase(Locale.ROOT);
            if (item.isEmpty()) {
                continue;
            }
            Range range =
                    WHOLE_GROUP.matcher(item).matches() ? new Range(item, 0, Integer.MAX_VALUE) : numbered(item, group);
            group = range.group();
            ranges.add(range);
        }
        return List.copyOf(ranges);
    }

    private static Range numbered(String item, String groupBefore) {
        Matcher match = ITEM.matcher(item);
        if (!match.matches() || (match.group(1) == null && groupBefore.isEmpty())) {
            throw notAnId(item);
        }
        String group = match.group(1) == null ? groupBefore : match.group(1);
        if (match.group(3) != null && !match.group(3).equals(group)) {
            throw notAnId(item);
        }
        int first = Integer.parseInt(match.group(2));
        int last = match.group(4) == null ? first : Integer.parseInt(match.group(4));
        return new Range(group, first, last);
    }

    private static ConformanceException notAnId(String item) {
        return new ConformanceException(
                "'" + item + "' is no requirement: write SPEC-04, a range SPEC-01..14, or a group SPEC");
    }
}
