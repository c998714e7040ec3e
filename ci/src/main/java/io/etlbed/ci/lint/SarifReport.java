package io.etlbed.ci.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.Release;
import io.etlbed.conformance.catalogue.Catalogue;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** SARIF 2.1.0 (OASIS), as code hosts take it: one run, a rule for each that was broken, a result for each time it was. */
final class SarifReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SarifReport() {}

    static void write(LintReport report, Appendable out) throws IOException {
        List<String> rules = report.diagnostics().stream()
                .map(Diagnostic::rule)
                .distinct()
                .sorted()
                .toList();
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "etlbed lint");
        driver.put("semanticVersion", Release.version());
        describe(rules, driver.putArray("rules"));
        // Columns are characters, not UTF-16 units.
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        for (Diagnostic each : report.diagnostics()) {
            result(each, rules.indexOf(each.rule()), results.addObject());
        }
        out.append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root))
                .append('\n');
    }

    private static void describe(List<String> rules, ArrayNode out) {
        Catalogue catalogue = Catalogue.load();
        for (String id : rules) {
            ObjectNode rule = out.addObject();
            rule.put("id", id);
            String text =
                    catalogue.find(id).map(each -> each.rule().replace("`", "")).orElse(id);
            rule.putObject("shortDescription").put("text", firstSentence(text));
            rule.putObject("fullDescription").put("text", text);
            rule.putObject("defaultConfiguration").put("level", Severity.ERROR.word());
        }
    }

    private static void result(Diagnostic each, int index, ObjectNode result) {
        result.put("ruleId", each.rule());
        result.put("ruleIndex", index);
        result.put("level", each.severity().word());
        result.putObject("message").put("text", each.message());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(each.file()));
        ObjectNode region = place.putObject("region");
        region.put("startLine", each.line());
        region.put("startColumn", each.column());
        region.put("endColumn", each.endColumn());
        result.putObject("partialFingerprints").put("etlbed/v1", fingerprint(each));
    }

    /** The same for the same mistake on another line: what is known stays known when lines move. */
    static String fingerprint(Diagnostic each) {
        String identity = each.file() + "\n" + each.rule() + "\n" + each.path() + "\n" + each.found();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Relative to where the command ran, as it was named. */
    static String uri(String file) {
        if (file.equals(Source.STANDARD_INPUT)) {
            return "stdin";
        }
        try {
            String path = file.replace('\\', '/');
            String relative = path.startsWith("./") ? path.substring(2) : path;
            URI uri = relative.startsWith("/")
                    ? new URI("file", "", relative, null)
                    : new URI(null, null, relative, null);
            return uri.toASCIIString();
        } catch (URISyntaxException e) {
            return "unnamed";
        }
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
