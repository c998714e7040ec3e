package io.etlbed.playbooks.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The frame of a page: its colours, light and dark, its fonts, and a policy by which a browser loads nothing from elsewhere
 * and runs no script but the page's own, whatever text is in the page.
 */
public final class HtmlPage {

    private static final String COMMON = """
            :root { color-scheme: light dark; --ink: #1c2024; --dim: #60666c; --paper: #fff; --line: #d9dde1;
              --code: #f4f6f8; --good: #18794e; --bad: #c62a2f; --warn: #8a5a00; --accent: #0b68cb; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --dim: #9ba1a6; --paper: #151718;
              --line: #313538; --code: #202425; --good: #4cc38a; --bad: #ff7b80; --warn: #f0c000; --accent: #6cb6ff; } }
            body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
              color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
            h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-top: 3rem; }
            a { color: var(--accent); } p { margin: .5rem 0; }
            pre { margin: .5rem 0; padding: .75rem 1rem; overflow: auto; max-height: 26rem; background: var(--code);
              border: 1px solid var(--line); border-radius: 6px; font: .85rem/1.5 ui-monospace, monospace; }
            .dim { color: var(--dim); font-size: .9rem; } .good { color: var(--good); } .bad { color: var(--bad); }
            """;

    private HtmlPage() {}

    /**
     * A whole page.
     *
     * @param title as text
     * @param style CSS beside what all pages have
     * @param body HTML; each text in it has gone through {@link #escaped}
     * @param script JavaScript; empty for none
     */
    public static String of(String title, String style, String body, String script) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <title>%s</title>
                <style>
                %s%s</style>
                </head>
                <body>
                %s%s</body>
                </html>
                """.formatted(
                        policy(script),
                        escaped(title),
                        COMMON,
                        style,
                        body,
                        script.isEmpty() ? "" : "<script>" + script + "</script>\n");
    }

    private static String policy(String script) {
        String allowed = script.isEmpty() ? "" : "; script-src 'sha256-" + digest(script) + "'";
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:" + allowed;
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Text as it may stand in HTML, within quotes as well; control characters are made visible. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replaceAll("[\\p{Cc}\\p{Cs}&&[^\\t\\n]]", "·");
    }
}
