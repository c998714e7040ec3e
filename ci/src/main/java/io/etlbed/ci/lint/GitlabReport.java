package io.etlbed.ci.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The code quality report of GitLab, which merge requests show beside the lines. */
final class GitlabReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GitlabReport() {}

    static void write(LintReport report, Appendable out) throws IOException {
        ArrayNode list = JSON.createArrayNode();
        for (Diagnostic each : report.diagnostics()) {
            ObjectNode issue = list.addObject();
            issue.put("description", each.rule() + ": " + each.message());
            issue.put("check_name", each.rule());
            issue.put("fingerprint", SarifReport.fingerprint(each));
            issue.put("severity", each.severity() == Severity.ERROR ? "major" : "minor");
            ObjectNode location = issue.putObject("location");
            location.put("path", each.file().startsWith("./") ? each.file().substring(2) : each.file());
            location.putObject("lines").put("begin", each.line());
        }
        out.append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list))
                .append('\n');
    }
}
