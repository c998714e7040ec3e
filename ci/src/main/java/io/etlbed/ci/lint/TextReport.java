package io.etlbed.ci.lint;

import java.io.IOException;

/** For people, and for the editors that understand compilers. */
record TextReport(boolean excerpts) {

    void write(LintReport report, Appendable out) throws IOException {
        for (Diagnostic each : report.diagnostics()) {
            out.append(each.file()).append(':').append(String.valueOf(each.line()));
            out.append(':').append(String.valueOf(each.column()));
            out.append(": ").append(each.severity().word()).append(": ").append(each.message());
            out.append(" [").append(each.rule()).append("]\n");
            if (excerpts && each.excerpt().isPresent()) {
                Excerpt excerpt = each.excerpt().get();
                String number = String.valueOf(each.line());
                out.append(' ')
                        .append(number)
                        .append(" | ")
                        .append(excerpt.text())
                        .append('\n');
                out.append(" ".repeat(number.length() + 1)).append(" | ");
                out.append(excerpt.pointer()).append('\n');
            }
        }
    }
}
