package io.etlbed.conformance.report;

import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.evidence.SeenExchange;
import io.etlbed.conformance.evidence.SeenPod;
import io.etlbed.playbooks.page.HtmlPage;
import java.time.Duration;
import java.util.List;

/** One check in the page: what it found and expected, how to see it again, and what was seen around it. */
final class HtmlCheck {

    private final ConformanceReport report;
    private final StringBuilder page;

    HtmlCheck(ConformanceReport report, StringBuilder page) {
        this.report = report;
        this.page = page;
    }

    /** @param id the requirement below which it stands; a check of several shows its evidence once, at the first */
    void write(CheckOutcome check, String id) {
        String word = check.verdict().word();
        page.append("<section class=\"check ")
                .append(word)
                .append("\">\n<h3><span class=\"verdict\">")
                .append(Words.mark(word))
                .append(' ')
                .append(Words.plain(word))
                .append("</span> ")
                .append(HtmlPage.escaped(check.check()))
                .append(" <span class=\"time\">")
                .append(Words.time(check.time()))
                .append("</span></h3>\n");
        if (!check.remark().isEmpty()) {
            page.append("<p>").append(HtmlPage.escaped(check.remark())).append("</p>\n");
        }
        check.failure().ifPresent(fail -> failure(check, fail));
        String first = check.proves().stream()
                .filter(each -> report.selected().stream()
                        .anyMatch(outcome -> outcome.requirement().id().equals(each)
                                && !outcome.checks().isEmpty()))
                .sorted()
                .findFirst()
                .orElse(id);
        if (first.equals(id)) {
            check.evidence().ifPresent(this::evidence);
        } else if (check.evidence().isPresent()) {
            page.append("<p>What was seen: <a href=\"#")
                    .append(first)
                    .append("\">at ")
                    .append(first)
                    .append("</a></p>\n");
        }
        page.append("</section>\n");
    }

    private void failure(CheckOutcome check, Verdict.Fail fail) {
        page.append("<dl class=\"failure\">\n");
        entry("found", fail.found());
        entry("expected", fail.expected());
        entry("hint", fail.hint());
        page.append("</dl>\n");
        fail.curl().ifPresent(curl -> command("The request again", curl));
        command("The check again", report.again(check.proves()));
    }

    private void entry(String name, String text) {
        if (!text.isEmpty()) {
            page.append("<dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(HtmlPage.escaped(text))
                    .append("</dd>\n");
        }
    }

    private void command(String title, String line) {
        page.append("<div class=\"command\"><div><span>")
                .append(title)
                .append("</span><button type=\"button\" data-copy aria-label=\"Copy: ")
                .append(title)
                .append("\">Copy</button></div><pre tabindex=\"0\"><code>")
                .append(HtmlPage.escaped(line))
                .append("</code></pre></div>\n");
    }

    private void evidence(Evidence evidence) {
        if (!evidence.exchanges().isEmpty()) {
            int all = evidence.exchanges().size() + evidence.leftOut();
            open(
                    "Exchanges",
                    all
                            + (evidence.leftOut() == 0
                                    ? ""
                                    : ", the last " + evidence.exchanges().size()));
            evidence.exchanges().forEach(this::exchange);
            close();
        }
        for (SeenPod pod : evidence.pods()) {
            open("Pod", pod.state().replaceFirst("^pod ", ""));
            text(pod.log().isEmpty() ? "(it printed nothing)" : pod.log());
            close();
        }
        if (!evidence.events().isEmpty()) {
            open("Events", String.valueOf(evidence.events().size()));
            text(String.join("\n", evidence.events()));
            close();
        }
        if (!evidence.unseen().isEmpty()) {
            page.append("<p class=\"dim\">Not seen: ")
                    .append(HtmlPage.escaped(String.join("; ", evidence.unseen())))
                    .append("</p>\n");
        }
    }

    private void exchange(SeenExchange exchange) {
        List<String> lines = exchange.request().lines().toList();
        page.append("<div class=\"exchange")
                .append(
                        exchange.decisive()
                                ? " decisive\">\n<p><strong>The check failed by this one.</strong></p>"
                                : "\">")
                .append("\n<pre tabindex=\"0\" aria-label=\"Request\"><b>")
                .append(HtmlPage.escaped(lines.get(0)))
                .append("</b>\n")
                .append(HtmlPage.escaped(String.join("\n", lines.subList(1, lines.size()))))
                .append("</pre>\n<pre tabindex=\"0\" aria-label=\"Answer\">")
                .append(HtmlPage.escaped(exchange.answer()))
                .append("</pre>\n<p class=\"dim\">")
                .append(milliseconds(exchange.time()))
                .append("</p></div>\n");
    }

    private static String milliseconds(Duration time) {
        return time.toMillis() + " ms";
    }

    private void open(String title, String more) {
        page.append("<details class=\"evidence\"><summary>")
                .append(title)
                .append(" <span>")
                .append(HtmlPage.escaped(more))
                .append("</span></summary>\n");
    }

    private void close() {
        page.append("</details>\n");
    }

    private void text(String text) {
        page.append("<pre tabindex=\"0\">").append(HtmlPage.escaped(text)).append("</pre>\n");
    }
}
