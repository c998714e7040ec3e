package io.etlbed.conformance.report;

import io.etlbed.conformance.catalogue.Group;
import io.etlbed.conformance.check.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The report as a person likes to read it: one line per requirement, the failures in full, what is open, and the sum. */
final class ConsoleTable {

    private final ConformanceReport report;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    ConsoleTable(ConformanceReport report, Style style) {
        this.report = report;
        this.style = style;
    }

    List<String> lines() {
        lines.clear();
        lines.add("");
        lines.add(style.bold("Conformance of " + report.facts().cluster())
                + style.dim("  profile " + report.facts().profile() + ", seed "
                        + report.facts().seed()));
        for (Group group : report.outcomes().stream()
                .map(o -> o.requirement().group())
                .distinct()
                .toList()) {
            group(group);
        }
        failures();
        open();
        summary();
        return List.copyOf(lines);
    }

    private void group(Group group) {
        List<RequirementOutcome> rows = report.selected().stream()
                .filter(outcome -> outcome.requirement().group().equals(group))
                .toList();
        long others = report.outcomes().stream()
                        .filter(outcome -> outcome.requirement().group().equals(group))
                        .count()
                - rows.size();
        if (rows.isEmpty()) {
            lines.add("");
            lines.add(style.dim(group.key() + "  " + group.title() + ": " + others + " not selected"));
            return;
        }
        lines.add("");
        lines.add(style.bold(group.key()) + "  " + group.title()
                + (others == 0 ? "" : style.dim("  (" + others + " not selected)")));
        rows.forEach(this::row);
    }

    private void row(RequirementOutcome outcome) {
        String word = outcome.standing().word();
        String head = String.format(
                "  %s %-8s %-6s  %-13s %7s  ",
                mark(word),
                outcome.requirement().id(),
                outcome.requirement().level(),
                word.replace('-', ' '),
                outcome.checks().isEmpty() ? "" : time(outcome.time()));
        String rule = Text.shortened(Text.plain(outcome.requirement().rule()), style.width() - head.length());
        lines.add(colour(word).apply(head) + rule);
    }

    private void failures() {
        for (RequirementOutcome outcome : report.selected()) {
            for (CheckOutcome check : outcome.checksThat(Verdict.Fail.class)) {
                boolean first = outcome.requirement().id().equals(firstId(check));
                if (first) {
                    failure(check, (Verdict.Fail) check.verdict());
                }
            }
        }
    }

    /** A check of several requirements is told once, at the first of them. */
    private String firstId(CheckOutcome check) {
        return report.selected().stream()
                .map(outcome -> outcome.requirement().id())
                .filter(check.proves()::contains)
                .findFirst()
                .orElse("");
    }

    private void failure(CheckOutcome check, Verdict.Fail fail) {
        lines.add("");
        lines.add(style.red(
                "✘ " + String.join(", ", check.proves().stream().sorted().toList()) + "  " + check.check()));
        lines.add("    found     " + fail.found());
        lines.add("    expected  " + fail.expected());
        if (!fail.hint().isEmpty()) {
            lines.add("    hint      " + fail.hint());
        }
        fail.curl().ifPresent(curl -> lines.add("    again     " + curl));
    }

    private void open() {
        List<RequirementOutcome> skipped = report.selected().stream()
                .filter(outcome -> outcome.is(Verdict.Skip.class))
                .toList();
        if (!skipped.isEmpty()) {
            lines.add("");
            lines.add(style.yellow("Skipped"));
            for (RequirementOutcome outcome : skipped) {
                String reasons = String.join(
                        "; ",
                        outcome.checksThat(Verdict.Skip.class).stream()
                                .map(check -> ((Verdict.Skip) check.verdict()).reason())
                                .distinct()
                                .toList());
                lines.add("    " + outcome.requirement().id() + "  " + reasons);
            }
        }
        List<String> unchecked = report.openMusts().stream()
                .filter(outcome -> outcome.standing() instanceof Standing.Unchecked)
                .map(outcome -> outcome.requirement().id())
                .toList();
        if (!unchecked.isEmpty()) {
            lines.add("");
            lines.add(style.yellow("MUSTs without a check yet"));
            Text.wrapped(String.join(", ", unchecked), style.width() - 4).forEach(line -> lines.add("    " + line));
        }
    }

    private void summary() {
        lines.add("");
        report.facts().trouble().ifPresent(trouble -> {
            lines.add(style.red("✘ " + trouble));
            lines.add("");
        });
        String sum = report.count(Verdict.Pass.class) + " passed, " + report.count(Verdict.Fail.class) + " failed, "
                + report.count(Verdict.Skip.class) + " skipped, "
                + (report.count(Verdict.KnownFailure.class) == 0
                        ? ""
                        : report.count(Verdict.KnownFailure.class) + " known failures, ")
                + report.unchecked() + " without a check; "
                + time(report.facts().time()).strip();
        String verdict = switch (report.exitCode()) {
            case ConformanceReport.PASSED -> style.green("Every MUST that was asked for passed.");
            case ConformanceReport.PARTIAL ->
                style.yellow("Partial: no MUST failed, " + report.openMusts().size() + " are open.");
            default -> style.red("Not conforming.");
        };
        lines.add(style.bold(sum));
        lines.add(verdict + style.dim("  exit code " + report.exitCode()));
    }

    private static String mark(String word) {
        return switch (word) {
            case "pass" -> "✔";
            case "fail" -> "✘";
            case "known-failure" -> "≈";
            default -> "·";
        };
    }

    private UnaryOperator<String> colour(String word) {
        return switch (word) {
            case "pass" -> style::green;
            case "fail" -> style::red;
            case "skip", "known-failure" -> style::yellow;
            default -> style::dim;
        };
    }

    private static String time(Duration time) {
        return time.toMillis() < 10_000
                ? String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%.0f s", time.toMillis() / 1000.0);
    }
}
