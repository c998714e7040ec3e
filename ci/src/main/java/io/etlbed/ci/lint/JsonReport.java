package io.etlbed.ci.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** For programs. */
final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    static void write(LintReport report, Appendable out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", 1);
        root.put("files", report.files());
        root.put("specs", report.specs());
        root.put("passed_over", report.passedOver());
        root.put("errors", report.count(Severity.ERROR));
        root.put("warnings", report.count(Severity.WARNING));
        ArrayNode diagnostics = root.putArray("diagnostics");
        report.diagnostics().forEach(each -> describe(each, diagnostics.addObject()));
        out.append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root))
                .append('\n');
    }

    private static void describe(Diagnostic each, ObjectNode json) {
        json.put("file", each.file());
        json.put("line", each.line());
        json.put("column", each.column());
        json.put("end_column", each.endColumn());
        json.put("severity", each.severity().word());
        json.put("rule", each.rule());
        json.put("path", each.path());
        json.put("found", each.found());
        json.put("expected", each.expected());
        json.put("hint", each.hint().orElse(null));
        json.put("message", each.message());
        json.put("fixable", each.fixable());
    }
}
