package io.etlbed.playbooks;

import io.etlbed.playbooks.page.HtmlPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Runs of playbooks as one HTML page, which needs no other file: the pictures are in it. */
public final class PlaybookReport {

    private static final String FILE = "index.html";
    private static final long LARGEST_PICTURE = 4 << 20;

    private static final String STYLE = """
            h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
            pre b { font-weight: 600; white-space: pre-wrap; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; }
            td, th { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; }
            .pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; }
            figure { margin: 0; } figure img { display: block; max-width: 100%; max-height: 22rem; border-radius: 6px; }
            figcaption { color: var(--dim); font-size: .9rem; margin-top: .25rem; }
            """;

    private final StringBuilder page = new StringBuilder();

    private PlaybookReport() {}

    /**
     * Writes the page.
     *
     * @param folder created if missing
     * @return the page's file
     */
    public static Path write(Path folder, List<PlaybookResult> results) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        Files.writeString(file, new PlaybookReport().page(results));
        return file;
    }

    private String page(List<PlaybookResult> results) throws IOException {
        page.append("<h1>Playbooks</h1>\n<table>\n<tr><th>playbook</th><th>steps</th><th>time</th></tr>\n");
        for (PlaybookResult result : results) {
            page.append("<tr><td><a href=\"#")
                    .append(HtmlPage.escaped(result.playbook()))
                    .append("\">")
                    .append(HtmlPage.escaped(result.playbook()))
                    .append("</a>: ")
                    .append(HtmlPage.escaped(result.title()))
                    .append("</td><td>")
                    .append(amounts(result))
                    .append("</td><td>")
                    .append(seconds(took(result)))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
        for (PlaybookResult result : results) {
            playbook(result);
        }
        return HtmlPage.of("etlbed playbooks", STYLE, page.toString(), "");
    }

    private void playbook(PlaybookResult result) throws IOException {
        page.append("<h2 id=\"")
                .append(HtmlPage.escaped(result.playbook()))
                .append("\">")
                .append(HtmlPage.escaped(result.title()))
                .append("</h2>\n");
        paragraph("", result.about());
        for (String note : result.notes()) {
            paragraph("dim", note);
        }
        int number = 0;
        for (StepResult step : result.steps()) {
            number++;
            step(number, step);
        }
    }

    private void step(int number, StepResult step) throws IOException {
        page.append("<h3>")
                .append(number)
                .append(". ")
                .append(HtmlPage.escaped(step.title()))
                .append("</h3>\n");
        paragraph("", step.text());
        page.append("<pre><b>$ ")
                .append(HtmlPage.escaped(step.command().strip()))
                .append("</b>");
        for (String line : step.output()) {
            page.append('\n')
                    .append(line.startsWith("$ ") ? "<b>" + HtmlPage.escaped(line) + "</b>" : HtmlPage.escaped(line));
        }
        page.append("</pre>\n");
        if (!step.pictures().isEmpty()) {
            page.append("<div class=\"pictures\">\n");
            for (Picture picture : step.pictures()) {
                picture(picture);
            }
            page.append("</div>\n");
        }
        outcome(step);
    }

    private void picture(Picture picture) throws IOException {
        page.append("<figure>");
        if (Files.size(picture.file()) <= LARGEST_PICTURE) {
            page.append("<img alt=\"")
                    .append(HtmlPage.escaped(picture.caption()))
                    .append("\" src=\"data:")
                    .append(picture.file().toString().endsWith(".png") ? "image/png" : "image/jpeg")
                    .append(";base64,")
                    .append(new String(
                            Base64.getEncoder().encode(Files.readAllBytes(picture.file())), StandardCharsets.US_ASCII))
                    .append("\">");
        }
        page.append("<figcaption>").append(HtmlPage.escaped(picture.caption())).append("</figcaption></figure>\n");
    }

    private void outcome(StepResult step) {
        if (step.outcome() instanceof StepOutcome.Passed) {
            paragraph("good", "✓ " + seconds(step.took()));
        } else if (step.outcome() instanceof StepOutcome.Skipped skipped) {
            paragraph("dim", "– skipped: " + skipped.reason());
        } else if (step.outcome() instanceof StepOutcome.Failed failed) {
            paragraph("bad", "✗ found: " + failed.found());
            paragraph("bad", "expected: " + failed.expected());
        }
    }

    private void paragraph(String kind, String text) {
        if (!text.isEmpty()) {
            page.append(kind.isEmpty() ? "<p>" : "<p class=\"" + kind + "\">")
                    .append(HtmlPage.escaped(text))
                    .append("</p>\n");
        }
    }

    private static String amounts(PlaybookResult result) {
        long passed = count(result, StepOutcome.Passed.class);
        long failed = count(result, StepOutcome.Failed.class);
        long skipped = count(result, StepOutcome.Skipped.class);
        return (failed == 0 ? "<span class=\"good\">✓</span> " : "<span class=\"bad\">✗ " + failed + " failed</span>, ")
                + passed + " passed" + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private static long count(PlaybookResult result, Class<? extends StepOutcome> kind) {
        return result.steps().stream()
                .filter(step -> kind.isInstance(step.outcome()))
                .count();
    }

    private static Duration took(PlaybookResult result) {
        return result.steps().stream().map(StepResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
    }
}
