package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.browser.Chromium;
import io.etlbed.browser.Looks;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The dashboard in a real browser, as somebody sees it who looks at it. */
final class DashboardPage {

    /** The page asks once a second; a machine that does much else may take its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Chromium browser;

    private DashboardPage(Chromium browser) {
        this.browser = browser;
    }

    /** @param folder for the browser's profile; the test is skipped where there is no browser */
    static DashboardPage start(Path folder) throws Exception {
        Optional<Path> program = Chromium.program();
        assumeThat(program).as("Chromium is not installed (package chromium)").isPresent();
        return new DashboardPage(Chromium.start(program.get(), folder));
    }

    Chromium browser() {
        return browser;
    }

    /** Opens it by the address of a proxy alone; returns when it shows the cluster. */
    void open(URI proxy) throws Exception {
        browser.emulate("screen", false);
        browser.resize(1280, 900);
        browser.open(proxy);
        until("!!document.querySelector('#targets-rows tr')");
    }

    /** Waits until an expression is true. */
    void until(String condition) {
        await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> browser.evaluate(condition).asBoolean());
    }

    /** Waits until an element shows this text, among other text. */
    void untilShown(String selector, String text) {
        await(selector)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(text(selector)).contains(text));
    }

    /** What an element shows; empty where it is not there, or hidden. */
    String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector(`" + selector + "`)?.innerText ?? ''")
                .asText();
    }

    /** What each of several elements shows. */
    List<String> texts(String selector) throws Exception {
        JsonNode all =
                browser.evaluate("[...document.querySelectorAll(`" + selector + "`)].map(each => each.innerText)");
        return StreamSupport.stream(all.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    void click(String selector) throws Exception {
        browser.evaluate("document.querySelector(`" + selector + "`).click()");
    }

    /** The article whose heading begins so, as a selector. */
    String article(String heading) throws Exception {
        until("[...document.querySelectorAll('article h3')].some(each => each.textContent.startsWith('" + heading
                + "'))");
        String title = browser.evaluate("[...document.querySelectorAll('article h3')]"
                        + ".find(each => each.textContent.startsWith('" + heading + "')).id")
                .asText();
        return "article[aria-labelledby=" + title + "]";
    }

    /** Nothing is wider than the window, and every text can be read. */
    void assertReadable(int width, boolean dark, String name) throws Exception {
        browser.resize(width, 900);
        browser.emulate("screen", dark);
        String pictures = System.getProperty("pictures", "");
        if (!pictures.isEmpty()) {
            Path place = Files.createDirectories(Path.of(pictures).toAbsolutePath());
            Looks.picture(browser, place.resolve(name + "-" + width + (dark ? "-dark" : "-light") + ".png"));
        }
        assertThat(Looks.width(browser)).as("width that is needed").isLessThanOrEqualTo(width);
        assertThat(Looks.leastContrast(browser)).as("least contrast of text").isGreaterThanOrEqualTo(4.5);
    }

    /** Nothing came from elsewhere, and nothing went wrong. */
    void assertInnocent(URI proxy) throws Exception {
        assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(browser.events("Network.requestWillBeSent"))
                .extracting(event -> event.path("request").path("url").asText())
                .allMatch(url -> url.startsWith(proxy + "/"));
        assertThat(browser.events("Network.requestWillBeSent"))
                .extracting(event -> event.path("request").path("method").asText())
                .containsOnly("GET");
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    }

    void end() throws InterruptedException {
        browser.end();
    }
}
