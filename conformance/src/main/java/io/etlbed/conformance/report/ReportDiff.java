package io.etlbed.conformance.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is different between two reports, requirement by requirement.
 *
 * @param worse failed in the new one and not in the old one
 * @param better failed in the old one and not in the new one
 * @param other changed between words that are no failure, such as from pass to skip
 */
public record ReportDiff(List<Change> worse, List<Change> better, List<Change> other) {

    private static final String FAIL = "fail";
    private static final String ABSENT = "absent";

    public ReportDiff {
        worse = List.copyOf(worse);
        better = List.copyOf(better);
        other = List.copyOf(other);
    }

    /**
     * A requirement that stands otherwise, or one of its checks where the requirement fails as before.
     *
     * @param name the requirement's id, or the id and the check
     * @param before the word for how it stood, or {@code absent}
     * @param after the word for how it stands, or {@code absent}
     * @param why what was found, or why it was not judged; may be empty
     */
    public record Change(String name, String before, String after, String why) {

        @Override
        public String toString() {
            return name + ": " + before + " → " + after + (why.isEmpty() ? "" : "  " + why);
        }
    }

    /**
     * Compares two files that {@code conformance run} has written.
     *
     * @throws io.etlbed.conformance.ConformanceException if one cannot be read, or is no such file
     */
    public static ReportDiff between(Path before, Path after) {
        ReadReport old = ReadReport.of(before);
        ReadReport now = ReadReport.of(after);
        List<Change> worse = new ArrayList<>();
        List<Change> better = new ArrayList<>();
        List<Change> other = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(old.lines().keySet());
        names.addAll(now.lines().keySet());
        for (String name : names) {
            String was = old.word(name).orElse(ABSENT);
            String is = now.word(name).orElse(ABSENT);
            if (was.equals(is)) {
                continue;
            }
            Change change = new Change(name, was, is, now.why(name));
            if (is.equals(FAIL)) {
                worse.add(change);
            } else if (was.equals(FAIL)) {
                better.add(change);
            } else {
                other.add(change);
            }
        }
        return new ReportDiff(worse, better, other);
    }

    public boolean isEmpty() {
        return worse.isEmpty() && better.isEmpty() && other.isEmpty();
    }

    /** Lines for people; one that says so where nothing is different. */
    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        worse.forEach(change -> lines.add(style.red("✘ " + change)));
        better.forEach(change -> lines.add(style.green("✔ " + change)));
        other.forEach(change -> lines.add("· " + change));
        lines.add(
                isEmpty()
                        ? "No requirement stands otherwise."
                        : worse.size() + " worse, " + better.size() + " better, " + other.size() + " otherwise");
        return List.copyOf(lines);
    }
}
