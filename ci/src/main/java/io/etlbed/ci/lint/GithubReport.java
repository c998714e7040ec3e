package io.etlbed.ci.lint;

import java.io.IOException;

/** Workflow commands: the runner of GitHub Actions makes annotations of them. A line each, whatever is in it. */
final class GithubReport {

    private GithubReport() {}

    static void write(LintReport report, Appendable out) throws IOException {
        for (Diagnostic each : report.diagnostics()) {
            out.append("::").append(each.severity().word());
            out.append(" file=").append(property(file(each.file())));
            out.append(",line=").append(String.valueOf(each.line()));
            out.append(",endLine=").append(String.valueOf(each.line()));
            out.append(",col=").append(String.valueOf(each.column()));
            out.append(",endColumn=").append(String.valueOf(each.endColumn()));
            out.append(",title=").append(property(each.rule()));
            out.append("::").append(data(each.message())).append('\n');
        }
    }

    private static String file(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
