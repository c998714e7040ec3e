package io.etlbed.conformance.report;

import io.etlbed.conformance.catalogue.Group;
import io.etlbed.playbooks.page.HtmlPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report as one HTML page that needs no other file; without scripts it shows everything, with them it filters. */
final class HtmlReport {

    private final ConformanceReport report;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(ConformanceReport report) {
        this.report = report;
    }

    static void write(ConformanceReport report, Path file) throws IOException {
        HtmlReport html = new HtmlReport(report);
        html.body();
        String title = "Conformance of " + report.facts().cluster();
        Files.writeString(
                file, HtmlPage.of(title, resource("report.css"), html.page.toString(), resource("report.js")));
    }

    private void body() {
        page.append("<a class=\"to-main\" href=\"#requirements\">To the requirements</a>\n");
        header();
        filters();
        page.append("<main id=\"requirements\" tabindex=\"-1\">\n");
        for (Group group : report.outcomes().stream()
                .map(outcome -> outcome.requirement().group())
                .distinct()
                .toList()) {
            group(group);
        }
        page.append("<p id=\"nothing\" hidden>No requirement is as the filters want it. ")
                .append("<button type=\"button\" data-reset>Show all</button></p>\n</main>\n");
        page.append("<footer class=\"dim\">Repeat this run: <code>")
                .append(HtmlPage.escaped(report.facts().again()))
                .append("</code></footer>\n");
    }

    private void header() {
        RunFacts facts = report.facts();
        page.append("<header>\n<h1>Conformance</h1>\n<dl class=\"facts\">\n");
        fact("cluster", facts.cluster());
        fact("version", facts.version());
        fact("profile", facts.profile());
        fact("begun", facts.started().truncatedTo(ChronoUnit.SECONDS).toString());
        fact("time", Words.time(facts.time()));
        fact("seed", String.valueOf(facts.seed()));
        page.append("</dl>\n");
        facts.trouble().ifPresent(trouble -> paragraph("end bad", "✘ " + trouble));
        end();
        report.changes().ifPresent(this::changes);
        page.append("</header>\n");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            page.append("<div><dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(HtmlPage.escaped(value))
                    .append("</dd></div>\n");
        }
    }

    private void end() {
        int code = report.exitCode();
        String kind = code == ConformanceReport.PASSED ? "good" : code == ConformanceReport.PARTIAL ? "warn" : "bad";
        paragraph("end " + kind, Words.end(report) + " Exit code " + code + ".");
    }

    private void changes(Changes changes) {
        list("Fails, and is not in the baseline", changes.fresh());
        list("Passes, though the baseline says that it fails: take it out of the baseline", changes.gone());
        list("In the baseline, but not run", changes.unseen());
    }

    private void list(String title, List<String> checks) {
        if (!checks.isEmpty()) {
            paragraph("", title + ": " + String.join(", ", checks));
        }
    }

    /** A box for each verdict that occurs, with how many there are. */
    private void filters() {
        page.append("<form class=\"filters\" role=\"search\" aria-label=\"Filter the requirements\">\n")
                .append("<fieldset><legend>Verdict</legend>\n");
        Map<String, Long> counts = new TreeMap<>();
        report.outcomes().forEach(outcome -> counts.merge(outcome.standing().word(), 1L, Long::sum));
        for (String word : Words.ORDER) {
            if (counts.containsKey(word)) {
                page.append("<label class=\"chip ")
                        .append(word)
                        .append("\"><input type=\"checkbox\" name=\"verdict\" value=\"")
                        .append(word)
                        .append("\" checked> ")
                        .append(Words.mark(word))
                        .append(' ')
                        .append(Words.plain(word))
                        .append(" <b>")
                        .append(counts.get(word))
                        .append("</b></label>\n");
            }
        }
        page.append("</fieldset>\n<div class=\"row\">\n<label>Level <select name=\"level\">")
                .append("<option value=\"\">all</option><option>MUST</option><option>SHOULD</option>")
                .append("<option>BEYOND</option></select></label>\n<label>Group <select name=\"group\">")
                .append("<option value=\"\">all</option>");
        report.outcomes().stream()
                .map(outcome -> outcome.requirement().group().key())
                .distinct()
                .forEach(key -> page.append("<option>").append(key).append("</option>"));
        page.append("</select></label>\n<label class=\"text\">Text <input type=\"search\" name=\"text\" ")
                .append("autocomplete=\"off\" placeholder=\"id, rule, what was found\"></label>\n")
                .append("<button type=\"reset\">Show all</button>\n<output id=\"shown\" aria-live=\"polite\">")
                .append(report.outcomes().size())
                .append(" requirements</output>\n</div>\n</form>\n");
    }

    private void group(Group group) {
        page.append("<section data-group=\"")
                .append(group.key())
                .append("\" aria-labelledby=\"group-")
                .append(group.key())
                .append("\">\n<h2 id=\"group-")
                .append(group.key())
                .append("\"><span>")
                .append(group.key())
                .append("</span> ")
                .append(HtmlPage.escaped(group.title()))
                .append("</h2>\n");
        report.outcomes().stream()
                .filter(outcome -> outcome.requirement().group().equals(group))
                .forEach(this::requirement);
        page.append("</section>\n");
    }

    private void requirement(RequirementOutcome outcome) {
        String word = outcome.standing().word();
        page.append("<details class=\"requirement ")
                .append(word)
                .append("\" id=\"")
                .append(outcome.requirement().id())
                .append("\" data-verdict=\"")
                .append(word)
                .append("\" data-level=\"")
                .append(outcome.requirement().level())
                .append(word.equals("fail") ? "\" open>\n" : "\">\n")
                .append("<summary><span class=\"verdict\"><span aria-hidden=\"true\">")
                .append(Words.mark(word))
                .append("</span> ")
                .append(Words.plain(word))
                .append("</span> <span class=\"id\">")
                .append(outcome.requirement().id())
                .append("</span> <span class=\"level\">")
                .append(outcome.requirement().level())
                .append("</span> <span class=\"rule\">")
                .append(Words.code(outcome.requirement().rule()))
                .append("</span> <span class=\"time\">")
                .append(outcome.checks().isEmpty() ? "" : Words.time(outcome.time()))
                .append("</span></summary>\n<div class=\"body\">\n");
        if (outcome.checks().isEmpty()) {
            paragraph("dim", outcome.remark());
        }
        for (CheckOutcome check : outcome.checks()) {
            new HtmlCheck(report, page).write(check, outcome.requirement().id());
        }
        page.append("</div>\n</details>\n");
    }

    private void paragraph(String kind, String text) {
        if (!text.isEmpty()) {
            page.append(kind.isEmpty() ? "<p>" : "<p class=\"" + kind + "\">")
                    .append(HtmlPage.escaped(text))
                    .append("</p>\n");
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
