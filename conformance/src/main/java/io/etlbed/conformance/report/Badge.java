package io.etlbed.conformance.report;

import io.etlbed.conformance.check.Verdict;
import io.etlbed.playbooks.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sum of a run as a small picture for a README: SVG, without any font or file from elsewhere. */
final class Badge {

    /** Of a character in the badge's size; what is narrower is stretched to it. */
    private static final int CHARACTER = 7;

    private static final int MARGIN = 16;

    private Badge() {}

    static void write(ConformanceReport report, Path file) throws IOException {
        Files.writeString(file, svg(report));
    }

    private static String svg(ConformanceReport report) {
        String left = "AIS-ETL " + report.facts().profile();
        String right = words(report);
        int first = left.length() * CHARACTER + MARGIN;
        int second = right.length() * CHARACTER + MARGIN;
        String title = HtmlPage.escaped(left + ": " + right);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s">
                <title>%s</title>
                <clipPath id="r"><rect width="%d" height="20" rx="3"/></clipPath>
                <g clip-path="url(#r)"><rect width="%d" height="20" fill="#444b52"/>
                <rect x="%d" width="%d" height="20" fill="%s"/></g>
                <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
                <text x="%d" y="14" textLength="%d">%s</text><text x="%d" y="14" textLength="%d">%s</text></g>
                </svg>
                """.formatted(
                        first + second,
                        title,
                        title,
                        first + second,
                        first,
                        first,
                        second,
                        colour(report),
                        first / 2,
                        first - MARGIN,
                        HtmlPage.escaped(left),
                        first + second / 2,
                        second - MARGIN,
                        HtmlPage.escaped(right));
    }

    private static String words(ConformanceReport report) {
        long passed = report.count(Verdict.Pass.class) + report.count(Verdict.Differs.class);
        String sum = passed + " of " + report.selected().size();
        return switch (report.exitCode()) {
            case ConformanceReport.PASSED -> sum + " pass";
            case ConformanceReport.PARTIAL ->
                sum + " pass, " + report.openMusts().size() + " open";
            default ->
                report.facts().trouble().isPresent()
                        ? "no answer"
                        : sum + " pass, " + report.count(Verdict.Fail.class) + " fail";
        };
    }

    /** Dark enough for white letters. */
    private static String colour(ConformanceReport report) {
        return switch (report.exitCode()) {
            case ConformanceReport.PASSED -> "#18794e";
            case ConformanceReport.PARTIAL -> "#8a5a00";
            default -> "#b3261e";
        };
    }
}
