package io.etlbed.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what was reported with what was made, and reads it out of an error's message. */
final class Violations {

    private static final Pattern LINE = Pattern.compile(
            "^([A-Z]{3,5}-\\d{2})(?: (.*?))?(?: \\(line (\\d+), column (\\d+)\\))?: found .*$", Pattern.MULTILINE);

    private Violations() {}

    static List<Violated> in(String message) {
        List<Violated> found = new ArrayList<>();
        Matcher line = LINE.matcher(message);
        while (line.find()) {
            boolean placed = line.group(3) != null;
            found.add(new Violated(
                    line.group(1),
                    line.group(2) == null ? "" : line.group(2),
                    placed ? Integer.parseInt(line.group(3)) : 0,
                    placed ? Integer.parseInt(line.group(4)) : 0));
        }
        return found;
    }

    static List<String> difference(List<Violated> expected, List<Violated> reported) {
        List<String> problems = new ArrayList<>();
        List<Violated> left = new ArrayList<>(reported);
        for (Violated each : expected) {
            if (!left.remove(each)) {
                problems.add("not reported: " + each);
            }
        }
        left.forEach(each -> problems.add("reported, and not made: " + each));
        return problems;
    }
}
