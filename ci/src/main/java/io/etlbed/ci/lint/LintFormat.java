package io.etlbed.ci.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a report is written. */
public enum LintFormat {
    /** As compilers write: {@code file:line:column: error: text [rule]}. */
    TEXT,
    /** One object, for programs. */
    JSON,
    /** SARIF 2.1.0, which code hosts read. */
    SARIF,
    /** Workflow commands of GitHub Actions, which become annotations of the lines. */
    GITHUB,
    /** The code quality report of GitLab. */
    GITLAB;

    /** By its word. */
    public static Optional<LintFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** All of them. */
    public static String words() {
        return Arrays.stream(values()).map(LintFormat::word).collect(Collectors.joining(", "));
    }

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param excerpts whether {@link #TEXT} shows the lines too */
    public void write(LintReport report, boolean excerpts, Appendable out) throws IOException {
        switch (this) {
            case TEXT -> new TextReport(excerpts).write(report, out);
            case JSON -> JsonReport.write(report, out);
            case SARIF -> SarifReport.write(report, out);
            case GITHUB -> GithubReport.write(report, out);
            case GITLAB -> GitlabReport.write(report, out);
        }
    }
}
