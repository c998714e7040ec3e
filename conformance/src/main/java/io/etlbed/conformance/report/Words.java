package io.etlbed.conformance.report;

import io.etlbed.playbooks.page.HtmlPage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How reports for people name things. */
final class Words {

    /** The words for how a requirement stands, those that want a look first. */
    static final List<String> ORDER =
            List.of("fail", "known-failure", "skip", "no-check", "pass", "differs", "not-applicable", "not-selected");

    private Words() {}

    static String mark(String word) {
        return switch (word) {
            case "pass" -> "✔";
            case "fail" -> "✘";
            case "known-failure" -> "≈";
            case "differs" -> "≠";
            default -> "·";
        };
    }

    static String plain(String word) {
        return word.replace('-', ' ');
    }

    static String time(Duration time) {
        return time.toMillis() < 10_000
                ? String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%.0f s", time.toMillis() / 1000.0);
    }

    /** How the run ended, in a sentence. */
    static String end(ConformanceReport report) {
        boolean compared = report.changes().isPresent();
        return switch (report.exitCode()) {
            case ConformanceReport.PASSED ->
                compared ? "Nothing has changed against the baseline." : "Every MUST that was asked for passed.";
            case ConformanceReport.PARTIAL ->
                "Partial: no MUST failed, " + report.openMusts().size()
                        + (report.openMusts().size() == 1 ? " is open." : " are open.");
            default -> compared ? "Changed against the baseline, or not conforming." : "Not conforming.";
        };
    }

    /** Text of Markdown as HTML: code in backticks, strong and emphasis marks dropped. */
    static String code(String markdown) {
        StringBuilder html = new StringBuilder();
        String[] parts = markdown.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            String text = HtmlPage.escaped(i % 2 == 0 ? parts[i].replace("*", "") : parts[i]);
            html.append(i % 2 == 1 && i < parts.length - 1 ? "<code>" + text + "</code>" : text);
        }
        return html.toString();
    }
}
