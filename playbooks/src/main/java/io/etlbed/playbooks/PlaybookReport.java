package io.etlbed.playbooks;

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

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>etlbed playbooks</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c2024; --dim: #60666c; --paper: #fff; --line: #d9dde1;
              --code: #f4f6f8; --good: #18794e; --bad: #c62a2f; --accent: #0b68cb; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --dim: #9ba1a6; --paper: #151718;
              --line: #313538; --code: #202425; --good: #4cc38a; --bad: #ff6369; --accent: #6cb6ff; } }
            body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
              color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
            h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-top: 3rem; }
            h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
            a { color: var(--accent); } p { margin: .5rem 0; }
            pre { margin: .5rem 0; padding: .75rem 1rem; overflow: auto; max-height: 26rem; background: var(--code);
              border: 1px solid var(--line); border-radius: 6px; font: .85rem/1.5 ui-monospace, monospace; }
            pre b { font-weight: 600; white-space: pre-wrap; overflow-wrap: anywhere; }
            .dim { color: var(--dim); font-size: .9rem; } .good { color: var(--good); } .bad { color: var(--bad); }
            table { border-collapse: collapse; width: 100%; }
            td, th { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; }
            .pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; }
            figure { margin: 0; } figure img { display: block; max-width: 100%; max-height: 22rem; border-radius: 6px; }
            figcaption { color: var(--dim); font-size: .9rem; margin-top: .25rem; }
            </style>
            </head>
            <body>
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

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
                    .append(escaped(result.playbook()))
                    .append("\">")
                    .append(escaped(result.playbook()))
                    .append("</a>: ")
                    .append(escaped(result.title()))
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
        return page.append("</body>\n</html>\n").toString();
    }

    private void playbook(PlaybookResult result) throws IOException {
        page.append("<h2 id=\"")
                .append(escaped(result.playbook()))
                .append("\">")
                .append(escaped(result.title()))
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
                .append(escaped(step.title()))
                .append("</h3>\n");
        paragraph("", step.text());
        page.append("<pre><b>$ ").append(escaped(step.command().strip())).append("</b>");
        for (String line : step.output()) {
            page.append('\n').append(line.startsWith("$ ") ? "<b>" + escaped(line) + "</b>" : escaped(line));
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
                    .append(escaped(picture.caption()))
                    .append("\" src=\"data:")
                    .append(picture.file().toString().endsWith(".png") ? "image/png" : "image/jpeg")
                    .append(";base64,")
                    .append(new String(
                            Base64.getEncoder().encode(Files.readAllBytes(picture.file())), StandardCharsets.US_ASCII))
                    .append("\">");
        }
        page.append("<figcaption>").append(escaped(picture.caption())).append("</figcaption></figure>\n");
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
                    .append(escaped(text))
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

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cc}&&[^\\t\\n]]", "·");
    }
}
