package io.etlbed.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** How the page in the browser looks. */
public final class Looks {

    private static final String CONTRAST = """
            (() => {
              const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
              const light = rgb => rgb.slice(0, 3).map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const colour = parse(getComputedStyle(e).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) return colour;
                }
                return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
              };
              let least = 21;
              for (const e of document.querySelectorAll('body *')) {
                if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
                const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
                least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
              }
              return least;
            })()
            """;

    private Looks() {}

    /** The least contrast, as WCAG counts it, of any text that is shown to what is behind it. */
    public static double leastContrast(Chromium browser) throws Exception {
        return browser.evaluate(CONTRAST).asDouble();
    }

    /** The width that the page needs, in CSS pixels. */
    public static int width(Chromium browser) throws Exception {
        return browser.evaluate("document.documentElement.scrollWidth").asInt();
    }

    /** Writes the whole page, as wide as the window, into a PNG file. */
    public static void picture(Chromium browser, Path file) throws Exception {
        JsonNode size = browser.call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", size.path("width"), "height", size.path("height"), "scale", 1);
        String shot = browser.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(shot));
    }
}
