package io.etlbed.cluster.job;

import io.etlbed.cluster.wire.AisException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names with numbers in them (XFORM-06), in the three ways that AIStore knows: {@code shard-{0000..0123..2}.tar} as in bash,
 * {@code shard-@0123.tar}, which counts from 0 up to it, and {@code shard-%04d.tar}, which counts without end. What is none of
 * them is what names begin with. There may be several ranges; the last one counts fastest.
 *
 * <p>A template may stand for more names than fit in any memory: it is asked whether a name is one of its own, or it makes its
 * names one at a time.
 */
final class Template {

    private static final int MOST_RANGES = 16;
    private static final Pattern BRACES = Pattern.compile("\\{(\\d{1,18})\\.\\.(\\d{1,18})(?:\\.\\.(\\d{1,18}))?}");
    private static final Pattern AT = Pattern.compile("@(\\d{1,18})");
    private static final Pattern FORMAT = Pattern.compile("%(?:0(\\d{1,2}))?d");

    private final String prefix;
    private final List<Range> ranges;

    private Template(String prefix, List<Range> ranges) {
        this.prefix = prefix;
        this.ranges = List.copyOf(ranges);
    }

    /** @throws AisException 400 where it is empty, has braces that hold no range, or too many ranges */
    static Template parse(String text) {
        if (text.isEmpty()) {
            throw new AisException(400, "empty range template: expected such as \"shard-{0000..0123}.tar\"");
        }
        if (text.contains("{") || text.contains("}")) {
            if (!BRACES.matcher(text).replaceAll("").matches("[^{}]*")) {
                throw bad(text, "braces around whole numbers, such as {0000..0123} or {0..100..2}");
            }
            return ranged(BRACES, text);
        }
        boolean at = AT.matcher(text).find() && !AT.matcher(text).replaceAll("").contains("@");
        boolean format = FORMAT.matcher(text).find() && text.indexOf('%') == text.lastIndexOf('%');
        return at ? ranged(AT, text) : format ? ranged(FORMAT, text) : new Template(text, List.of());
    }

    private static Template ranged(Pattern pattern, String text) {
        List<Range> ranges = new ArrayList<>();
        Matcher found = pattern.matcher(text);
        boolean more = found.find();
        String prefix = text.substring(0, found.start());
        while (more) {
            Range range = range(pattern, text, found);
            int end = found.end();
            more = found.find();
            ranges.add(range.before(text.substring(end, more ? found.start() : text.length())));
        }
        if (ranges.size() > MOST_RANGES) {
            throw bad(text, "at most " + MOST_RANGES + " ranges");
        }
        return new Template(prefix, ranges);
    }

    private static Range range(Pattern pattern, String text, Matcher found) {
        String first = found.group(1);
        if (pattern == FORMAT) {
            return new Range(0, Long.MAX_VALUE - 1, 1, first == null ? 1 : Integer.parseInt(first), "");
        }
        if (pattern == AT) {
            return new Range(0, Long.parseLong(first), 1, first.length(), "");
        }
        String last = found.group(2);
        long step = found.group(3) == null ? 1 : Long.parseLong(found.group(3));
        long start = Long.parseLong(first);
        long end = Long.parseLong(last);
        if (start > end || step == 0) {
            throw bad(text, "ranges that count upwards, by steps of 1 or more");
        }
        return new Range(start, end, step, Math.min(first.length(), last.length()), "");
    }

    private static AisException bad(String text, String expected) {
        return new AisException(400, "invalid template \"" + text + "\": expected " + expected);
    }

    /** What all its names begin with. */
    String prefix() {
        return prefix;
    }

    /** Whether it stands for all names that begin with its prefix. */
    boolean isPrefix() {
        return ranges.isEmpty();
    }

    /** Whether a name is one of those that it stands for. */
    boolean matches(String name) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        // Where a range may begin. Ranges that touch each other can be divided in several ways.
        BitSet begins = new BitSet();
        begins.set(prefix.length());
        for (Range range : ranges) {
            BitSet next = new BitSet();
            begins.stream().forEach(begin -> range.ends(name, begin, next));
            begins = next;
        }
        return ranges.isEmpty() || begins.get(name.length());
    }

    /** Its names, made as they are asked for; there may be no end of them. Empty where it is a prefix. */
    Iterator<String> names() {
        return new Counter();
    }

    private final class Counter implements Iterator<String> {

        private final long[] values = ranges.stream().mapToLong(Range::start).toArray();
        private boolean more = !ranges.isEmpty();

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public String next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            StringBuilder name = new StringBuilder(prefix);
            for (int i = 0; i < values.length; i++) {
                name.append(ranges.get(i).written(values[i]))
                        .append(ranges.get(i).gap());
            }
            more = count();
            return name.toString();
        }

        private boolean count() {
            for (int i = values.length - 1; i >= 0; i--) {
                Range range = ranges.get(i);
                if (range.end() - values[i] >= range.step()) {
                    values[i] += range.step();
                    return true;
                }
                values[i] = range.start();
            }
            return false;
        }
    }

    /**
     * Numbers in a name.
     *
     * @param end is one of them, or between two
     * @param width in which they are written at least, with zeros in front
     * @param gap what follows them
     */
    private record Range(long start, long end, long step, int width, String gap) {

        private static final int LONGEST = 19;

        Range before(String text) {
            return new Range(start, end, step, width, text);
        }

        String written(long value) {
            String digits = Long.toString(value);
            return "0".repeat(Math.max(0, width - digits.length())) + digits;
        }

        /** Adds each place of a name where this range and its gap can end that begin at another. */
        void ends(String name, int begin, BitSet found) {
            int longest = Math.min(name.length() - begin, Math.max(width, LONGEST));
            for (int length = 1; length <= longest && isDigit(name.charAt(begin + length - 1)); length++) {
                int after = begin + length;
                if (length >= width && name.startsWith(gap, after) && has(name.substring(begin, after))) {
                    found.set(after + gap.length());
                }
            }
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private boolean has(String digits) {
            long value;
            try {
                value = Long.parseLong(digits);
            } catch (NumberFormatException beyond) {
                return false;
            }
            return value >= start
                    && value <= end
                    && (value - start) % step == 0
                    && written(value).equals(digits);
        }
    }
}
