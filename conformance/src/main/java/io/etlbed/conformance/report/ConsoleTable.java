package io.etlbed.conformance.report;

import io.etlbed.conformance.catalogue.Group;
import io.etlbed.conformance.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
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
                "  %s %-8s %-6s  %-14s %7s  ",
                Words.mark(word),
                outcome.requirement().id(),
                outcome.requirement().level(),
                Words.plain(word),
                outcome.checks().isEmpty() ? "" : Words.time(outcome.time()));
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
        lines.add("    run       " + report.again(check.proves()));
    }

    private void open() {
        remarks("Skipped", outcome -> outcome.is(Verdict.Skip.class));
        remarks("Known failures", outcome -> outcome.is(Verdict.KnownFailure.class));
        remarks(
                "As the profile " + report.facts().profile() + " expects",
                outcome -> outcome.is(Verdict.Differs.class) || outcome.standing() instanceof Standing.NotApplicable);
        remarks("Without a check", outcome -> outcome.standing() instanceof Standing.Unchecked);
    }

    private void remarks(String title, Predicate<RequirementOutcome> which) {
        List<RequirementOutcome> some = report.selected().stream().filter(which).toList();
        if (!some.isEmpty()) {
            lines.add("");
            lines.add(style.yellow(title));
            some.forEach(outcome -> lines.add("    " + outcome.requirement().id() + "  " + outcome.remark()));
        }
    }

    private void summary() {
        lines.add("");
        report.facts().trouble().ifPresent(trouble -> {
            lines.add(style.red("✘ " + trouble));
            lines.add("");
        });
        report.changes().ifPresent(this::changes);
        lines.add(style.bold(sum() + "; " + Words.time(report.facts().time())));
        UnaryOperator<String> paint = switch (report.exitCode()) {
            case ConformanceReport.PASSED -> style::green;
            case ConformanceReport.PARTIAL -> style::yellow;
            default -> style::red;
        };
        String verdict = paint.apply(Words.end(report));
        lines.add(verdict + style.dim("  exit code " + report.exitCode()));
    }

    private String sum() {
        StringJoiner sum = new StringJoiner(", ")
                .add(report.count(Verdict.Pass.class) + " passed")
                .add(report.count(Verdict.Fail.class) + " failed")
                .add(report.count(Verdict.Skip.class) + " skipped");
        some(sum, report.count(Verdict.KnownFailure.class), "known failures");
        some(sum, report.count(Verdict.Differs.class), "differ as expected");
        some(sum, report.counted(Standing.NotApplicable.class), "do not apply");
        return sum.add(report.counted(Standing.Unchecked.class) + " without a check")
                .toString();
    }

    private static void some(StringJoiner sum, long count, String what) {
        if (count > 0) {
            sum.add(count + " " + what);
        }
    }

    private void changes(Changes changes) {
        changes.fresh().forEach(check -> lines.add(style.red("✘ fails, and is not in the baseline: " + check)));
        changes.gone()
                .forEach(check -> lines.add(style.red("✘ passes, though the baseline says that it fails: " + check
                        + "; take it out of the baseline")));
        if (!changes.unseen().isEmpty()) {
            lines.add(style.dim("  in the baseline, but not run: " + String.join(", ", changes.unseen())));
        }
        if (!changes.isEmpty() || !changes.unseen().isEmpty()) {
            lines.add("");
        }
    }

    private UnaryOperator<String> colour(String word) {
        return switch (word) {
            case "pass", "differs" -> style::green;
            case "fail" -> style::red;
            case "skip", "known-failure" -> style::yellow;
            default -> style::dim;
        };
    }
}
