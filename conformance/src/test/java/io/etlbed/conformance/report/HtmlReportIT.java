package io.etlbed.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.etlbed.browser.Chromium;
import io.etlbed.browser.Looks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. */
class HtmlReportIT {

    private static final String VISIBLE = "[...document.querySelectorAll('.requirement')].filter(e => !e.hidden)";
    private static final int TAB = 9;
    private static final int ENTER = 13;

    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeThat(program).as("Chromium is not installed (package chromium)").isPresent();
        browser = Chromium.start(program.get(), folder.resolve("chromium"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.end();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "40, false", "40, true"})
    void it_fits_a_desk_and_a_pocket_in_light_and_dark(int failures, boolean dark) throws Exception {
        open(failures);
        for (int width : new int[] {1280, 400}) {
            browser.resize(width, 900);
            browser.emulate("screen", dark);
            picture(failures + "-" + width + (dark ? "-dark" : "-light"));
            assertThat(Looks.width(browser)).as("width that is needed").isLessThanOrEqualTo(width);
            assertThat(Looks.leastContrast(browser))
                    .as("least contrast of text")
                    .isGreaterThanOrEqualTo(4.5);
        }
        assertThat(browser.evaluate("document.querySelectorAll('.requirement.fail[open]').length")
                        .asInt())
                .isEqualTo(failures);
    }

    @Test
    void text_of_the_cluster_is_shown_and_never_run_and_nothing_is_fetched() throws Exception {
        open(1);

        assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(browser.evaluate("document.querySelector('.requirement.fail').textContent")
                        .asText())
                .contains("</script><script>window.hacked = 1</script>\"'><img src=")
                .contains("😀");
        assertThat(browser.events("Network.requestWillBeSent"))
                .extracting(event -> event.path("request").path("url").asText())
                .allMatch(url -> url.startsWith("file:"));
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    }

    @Test
    void it_filters_by_verdict_level_group_and_text() throws Exception {
        open(40);
        int all = browser.evaluate(VISIBLE + ".length").asInt();

        only("fail");
        assertThat(browser.evaluate(VISIBLE + ".length").asInt()).isEqualTo(40);
        assertThat(shown()).isEqualTo("40 of " + all);
        input("select[name=level]", "MUST");
        input("select[name=group]", "SPEC");
        assertThat(browser.evaluate(VISIBLE + ".every(e => e.id.startsWith('SPEC-') && e.dataset.level == 'MUST')")
                        .asBoolean())
                .isTrue();
        input("input[name=text]", "Ports[0].NAME default");
        assertThat(browser.evaluate(VISIBLE + ".map(e => e.id).join()").asText())
                .isEqualTo("SPEC-07");
        input("input[name=text]", "no such words");
        assertThat(browser.evaluate("document.getElementById('nothing').hidden").asBoolean())
                .isFalse();
        assertThat(browser.evaluate("[...document.querySelectorAll('main > section')].every(e => e.hidden)")
                        .asBoolean())
                .isTrue();

        browser.evaluate("document.querySelector('[data-reset]').click()");
        Awaitility.await().until(() -> shown().equals(all + " requirements"));
    }

    @Test
    void commands_are_copied_as_they_are() throws Exception {
        open(1);
        browser.call("Browser.grantPermissions", Map.of("permissions", new String[] {"clipboardReadWrite"}));

        browser.evaluate("document.querySelector('[data-copy]').click()");

        Awaitility.await()
                .until(() -> browser.evaluate("document.querySelector('[data-copy]').textContent")
                        .asText()
                        .equals("Copied"));
        assertThat(browser.evaluate("navigator.clipboard.readText()").asText())
                .startsWith("curl -sS -i -L")
                .contains("'{\"id\":\"etl-1\"");
    }

    @Test
    void it_is_used_by_keyboard_and_read_by_screen_readers() throws Exception {
        open(1);

        browser.press("Tab", TAB);
        assertThat(browser.evaluate("document.activeElement.textContent").asText())
                .isEqualTo("To the requirements");
        browser.press("Enter", ENTER);
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("requirements");
        browser.press("Tab", TAB);
        assertThat(browser.evaluate("document.activeElement.tagName").asText()).isEqualTo("SUMMARY");
        boolean before =
                browser.evaluate("document.activeElement.parentElement.open").asBoolean();
        browser.press("Enter", ENTER);
        assertThat(browser.evaluate("document.activeElement.parentElement.open").asBoolean())
                .isNotEqualTo(before);

        assertThat(browser.accessible(
                        "button|checkbox|combobox|searchbox|heading|main|search|DisclosureTriangle|region"))
                .hasSizeGreaterThan(30)
                .allSatisfy(node -> assertThat(
                                node.path("role").path("value").asText().equals("main")
                                        ? "main"
                                        : node.path("name").path("value").asText())
                        .as("%s", node)
                        .isNotBlank());
    }

    @Test
    void what_was_not_asked_for_is_out_of_the_way_until_it_is_wanted() throws Exception {
        Path page = place().resolve("report-some.html");
        HtmlReport.write(SampleReport.of(1, id -> id.startsWith("SPEC-")), page);
        browser.open(page.toUri());

        assertThat(shown()).isEqualTo("18 of 84");
        browser.evaluate("document.querySelector('button[type=reset]').click()");
        Awaitility.await().until(() -> shown().equals("84 requirements"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#SPEC-01", "#NAME-05"})
    void a_link_to_a_requirement_opens_it(String anchor) throws Exception {
        open(0, anchor);

        assertThat(browser.evaluate("document.querySelector('" + anchor + "').open")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void on_paper_there_are_no_controls_and_failures_are_whole() throws Exception {
        open(1);
        browser.emulate("print", false);
        browser.evaluate("dispatchEvent(new Event('beforeprint'))");

        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.filters')).display")
                        .asText())
                .isEqualTo("none");
        assertThat(browser.evaluate("[...document.querySelectorAll('.fail details')].every(e => e.open)")
                        .asBoolean())
                .isTrue();
        assertThat(Base64.getDecoder()
                        .decode(browser.call("Page.printToPDF", Map.of())
                                .path("data")
                                .asText()))
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    private static void open(int failures, String... anchor) throws Exception {
        Path page = place().resolve("report-" + failures + ".html");
        HtmlReport.write(SampleReport.with(failures), page);
        browser.emulate("screen", false);
        browser.resize(1280, 900);
        browser.open(URI.create(page.toUri() + "?" + System.nanoTime() + String.join("", anchor)));
    }

    /** Pages stay where people ask for pictures. */
    private static Path place() throws IOException {
        String wanted = System.getProperty("pictures", "");
        return wanted.isEmpty()
                ? folder
                : Files.createDirectories(Path.of(wanted).toAbsolutePath());
    }

    private static void only(String verdict) throws Exception {
        browser.evaluate("document.querySelectorAll('[name=verdict]').forEach(e => { if (e.value != '" + verdict
                + "') e.click(); })");
    }

    private static void input(String selector, String value) throws Exception {
        browser.evaluate("(e => { e.value = '" + value + "'; e.dispatchEvent(new Event('input', {bubbles: true})); })"
                + "(document.querySelector('" + selector + "'))");
    }

    private static String shown() throws Exception {
        return browser.evaluate("document.getElementById('shown').textContent").asText();
    }

    /** For people to look at, where they ask for it by {@code -Dpictures=FOLDER}. */
    private static void picture(String name) throws Exception {
        if (!place().equals(folder)) {
            Looks.picture(browser, place().resolve(name + ".png"));
        }
    }
}
