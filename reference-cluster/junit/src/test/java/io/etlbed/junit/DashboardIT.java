package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, of a cluster that works meanwhile. */
class DashboardIT {

    private static final String ATTACK =
            "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\"'&amp;";
    private static final int TAB = 9;
    private static final int ENTER = 13;

    /** Each lets one object through the slow transformer. */
    private static final Semaphore GATE = new Semaphore(0);

    @TempDir
    private static Path folder;

    private static DashboardPage page;
    private static EtlCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        page = DashboardPage.start(folder.resolve("chromium"));
        cluster = EtlCluster.builder()
                .inproc()
                .proxies(2)
                .targets(3)
                .handler("acme/picky", (request, answer) -> {
                    String text = new String(request.body().readAllBytes(), UTF_8);
                    request.container().log(request.method() + " " + text);
                    answer.send(text.startsWith("bad") ? 500 : 200, text);
                })
                .handler("acme/slow", (request, answer) -> {
                    request.body().readAllBytes();
                    if (!request.method().equals("GET")) {
                        GATE.acquire();
                    }
                    answer.send(200, "late");
                })
                .folder(folder.resolve("cluster"))
                .start();
        ais = AisClient.of(cluster.url());
    }

    @AfterAll
    static void stop() throws Exception {
        GATE.release(1_000);
        if (ais != null) {
            ais.close();
            cluster.close();
        }
        if (page != null) {
            page.end();
        }
    }

    @Test
    void it_shows_each_target_with_its_node_and_pods_and_counts_what_an_etl_does() throws Exception {
        page.open(cluster.url());
        for (Map.Entry<String, String> target : cluster.targetNodes().entrySet()) {
            page.until("[...document.querySelectorAll('#targets-rows tr')].some(row => ['" + target.getKey() + "', '"
                    + target.getValue() + "', 'online'].every(each => row.innerText.includes(each)))");
        }
        page.untilShown("#proxies-rows", "primary");
        assertThat(page.texts("#proxies-rows tr")).hasSize(2);

        ais.buckets().create("seen");
        put("seen", "good", "12345678");
        put("seen", "worse", "bad");
        ais.etl().init(TransformerSpecs.withImage("etl-seen", "acme/picky"));
        String etl = page.article("etl-seen");
        page.untilShown(etl + " summary", "3 pods, 3 ready");
        page.untilShown("#targets-rows details > summary", " ready");
        assertThat(page.texts(etl + " tbody tr"))
                .hasSize(3)
                .allMatch(row -> row.contains("ready") && row.contains("etl-seen-"));
        assertThat(fact(etl, "Objects")).isEqualTo("0");

        transform("seen", "good", "etl-seen");
        transform("seen", "good", "etl-seen");
        assertThatThrownBy(() -> transform("seen", "worse", "etl-seen"))
                .isInstanceOf(AisException.class)
                .hasMessageContaining("answered 500");

        page.until(factIs(etl, "Objects", "2"));
        page.until(factIs(etl, "In", "16 B"));
        await().untilAsserted(() -> assertThat(fact(etl, "Errors")).isEqualTo("1"));
        page.untilShown("#buckets-rows", "ais://seen");
        assertThat(page.texts("#buckets-rows tr")).anyMatch(row -> row.contains("seen") && row.contains("11 B"));
        ais.etl().stop("etl-seen");
        page.untilShown(etl + " h3", "stopped");
        ais.etl().delete("etl-seen");
        page.until(
                "![...document.querySelectorAll('article h3')].some(each => each.textContent.startsWith('etl-seen'))");
    }

    @Test
    void a_log_is_followed_while_it_is_open() throws Exception {
        page.open(cluster.url());
        ais.buckets().create("logged");
        put("logged", "o", "first");
        ais.etl().init(TransformerSpecs.withImage("etl-logged", "acme/picky"));
        transform("logged", "o", "etl-logged");
        String etl = page.article("etl-logged");
        page.until(factIs(etl, "Objects", "1"));
        String pod = page.browser()
                .evaluate("[...document.querySelectorAll('" + etl + " tbody tr')]"
                        + ".find(row => row.querySelector('[data-label=Objects]').innerText === '1')"
                        + ".querySelector('[data-label=Pod]').innerText")
                .asText();

        page.click(etl + " button[aria-label='Log of " + pod + "']");
        page.untilShown(etl + " pre", "POST first");
        put("logged", "o", "second");
        transform("logged", "o", "etl-logged");
        page.untilShown(etl + " pre", "POST second");
        ais.etl().delete("etl-logged");
    }

    @Test
    void a_job_is_seen_from_its_begin_to_its_end_on_any_proxy() throws Exception {
        page.open(cluster.proxies().get(1));
        ais.buckets().create("from");
        for (int i = 0; i < 30; i++) {
            put("from", "o" + i, "12345678");
        }
        ais.etl().init(TransformerSpecs.withImage("etl-slow", "acme/slow"));
        String id = ais.jobs().transform("etl-slow", "from", "to", JobOptions.NONE);
        String job = page.article("etl-bck " + id);
        page.untilShown(job, "running");
        page.untilShown(job, "ais://from → ais://to, by etl-slow");

        GATE.release(10);
        page.untilShown(job, "10 of 30 objects");
        assertThat(page.browser()
                        .evaluate("document.querySelector('" + job + " progress').position")
                        .asDouble())
                .isBetween(0.33, 0.34);
        GATE.release(20);
        page.untilShown(job + " h3", "finished");
        assertThat(page.text(job)).contains("30 of 30 objects", "took");

        String renamed = ais.jobs().rename("to", "renamed");
        page.untilShown(page.article("move-bck " + renamed), "ais://to → ais://renamed");
        ais.etl().delete("etl-slow");
    }

    @Test
    void a_job_that_fails_or_is_aborted_says_why() throws Exception {
        page.open(cluster.url());
        ais.buckets().create("spoiled");
        put("spoiled", ATTACK, "bad " + ATTACK);
        ais.etl().init(TransformerSpecs.withImage("etl-picky", "acme/picky"));
        String id = ais.jobs().transform("etl-picky", "spoiled", "never", JobOptions.NONE);
        String failed = page.article("etl-bck " + id);

        page.untilShown(failed + " h3", "failed");
        assertThat(page.text(failed)).contains(ATTACK, "answered", "500");
        page.untilShown("#jobs-count", "failed");
        page.until(factIs(page.article("etl-picky"), "Errors", "1"));
        for (String target : cluster.targetNodes().keySet()) {
            page.browser()
                    .evaluate("document.querySelectorAll('button').forEach(each => {"
                            + " if (each.getAttribute('aria-label')?.endsWith('-" + target + "')) each.click(); })");
            page.until("!document.querySelector('.log').hidden");
        }
        page.assertInnocent(cluster.url());
        ais.etl().delete("etl-picky");
    }

    @Test
    void text_of_users_is_text_wherever_it_is_shown() throws Exception {
        page.open(cluster.url());
        ais.buckets().create("hostile");
        put("hostile", ATTACK, ATTACK);
        ais.etl().init(TransformerSpecs.withImage("etl-hostile", "acme/picky"));
        transform("hostile", ATTACK, "etl-hostile");
        String etl = page.article("etl-hostile");
        page.until(factIs(etl, "Objects", "1"));

        page.browser()
                .evaluate("[...document.querySelectorAll('" + etl + " tbody tr')]"
                        + ".find(row => row.querySelector('[data-label=Objects]').innerText === '1')"
                        + ".querySelector('button').click()");
        page.untilShown(etl + " pre", ATTACK);
        page.assertInnocent(cluster.url());
        ais.etl().delete("etl-hostile");
    }

    @Test
    void all_of_it_is_reached_by_keyboard() throws Exception {
        ais.etl().init(TransformerSpecs.of("etl-keys", "md5"));
        page.open(cluster.url());
        String etl = page.article("etl-keys");

        press("Tab", TAB);
        assertThat(focused("textContent")).isEqualTo("To the cluster");
        press("Enter", ENTER);
        assertThat(focused("id")).isEqualTo("main");
        tabTo("document.activeElement.closest('" + etl + "') && document.activeElement.tagName === 'SUMMARY'");
        assertThat(page.browser()
                        .evaluate("document.activeElement.matches(':focus-visible')")
                        .asBoolean())
                .isTrue();
        press("Enter", ENTER);
        page.until("!document.activeElement.parentElement.open");
        press("Enter", ENTER);
        page.until("document.activeElement.parentElement.open");
        tabTo("document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent === 'Log'");
        String button = focused("ariaLabel");
        press("Enter", ENTER);
        page.until("document.activeElement.tagName === 'PRE'");
        press("Shift+Tab", TAB);
        assertThat(focused("textContent")).isEqualTo("Close");
        press("Enter", ENTER);
        page.until("document.activeElement.ariaLabel === '" + button + "'");

        assertThat(page.browser()
                        .accessible("button|link|heading|table|region|navigation|columnheader|article|progressbar"))
                .hasSizeGreaterThan(25)
                .allSatisfy(node -> assertThat(node.path("name").path("value").asText())
                        .as("%s", node)
                        .isNotBlank());
        ais.etl().delete("etl-keys");
    }

    @Test
    void a_proxy_that_is_lost_is_told_at_once_with_the_others_and_comes_back_by_itself() throws Exception {
        URI second = cluster.proxies().get(1);
        page.open(second);
        cluster.proxy(1).stop();
        try {
            page.untilShown("#lost", "This proxy does not answer.");
            page.untilShown("#lost", "Last seen 2 s ago");
            assertThat(page.browser()
                            .evaluate("document.querySelector('#lost-links a').href")
                            .asText())
                    .isEqualTo(cluster.url() + "/dashboard/");
            assertThat(page.texts("#targets-rows tr")).hasSize(3);
        } finally {
            cluster.proxy(1).start();
        }
        page.until("document.querySelector('#lost').hidden");
        page.until(
                "[...document.querySelectorAll('#proxies-rows tr')].every(each => /online|primary/.test(each.innerText))");
    }

    @Test
    void a_target_that_is_lost_is_told_with_what_is_not_counted_and_is_back_with_what_it_holds() throws Exception {
        page.open(cluster.url());
        ais.buckets().create("kept");
        for (int i = 0; i < 12; i++) {
            put("kept", "o" + i, "12345678");
        }
        String counted =
                "[...document.querySelectorAll('#buckets-rows tr')].some(each => each.innerText.includes('kept')"
                        + " && each.innerText.includes('96 B'))";
        page.until(counted);
        cluster.target(2).stop();
        try {
            page.untilShown("#targets-count", "1 not online");
            page.untilShown("#buckets-note", cluster.target(2).id());
        } finally {
            cluster.target(2).start();
        }
        page.until(
                "[...document.querySelectorAll('#targets-rows tr')].every(each => each.innerText.includes('online'))");
        page.until(counted);
    }

    @Test
    void paused_it_asks_for_nothing_until_it_goes_on() throws Exception {
        page.open(cluster.url());
        page.click("#pause");
        String asked = "performance.getEntriesByType('resource').filter(each => each.name.endsWith('/data')).length";
        // What was asked for before comes in.
        page.browser().evaluate("new Promise(done => setTimeout(done, 300))");
        int before = page.browser().evaluate(asked).asInt();
        ais.buckets().create("unseen");
        page.browser().evaluate("new Promise(done => setTimeout(done, 1500))");
        assertThat(page.browser().evaluate(asked).asInt()).isEqualTo(before);
        assertThat(page.text("#buckets-rows")).doesNotContain("unseen");

        page.click("#pause");
        page.untilShown("#buckets-rows", "unseen");
    }

    @Test
    void it_can_be_read_on_a_desk_and_in_a_pocket_in_light_and_dark_and_on_paper() throws Exception {
        new DashboardLooks(page).examine(folder.resolve("looks"));
    }

    private static void put(String bucket, String name, String content) throws IOException, InterruptedException {
        ais.objects().put(new ObjectRef(bucket, name), ObjectBody.of(content.getBytes(UTF_8)));
    }

    private static void transform(String bucket, String name, String etl) throws IOException, InterruptedException {
        ais.objects().get(ObjectRead.of(new ObjectRef(bucket, name)).through(etl), new ByteArrayOutputStream());
    }

    private static String fact(String article, String label) throws Exception {
        return page.browser().evaluate(factOf(article, label)).asText();
    }

    private static String factIs(String article, String label, String value) {
        return factOf(article, label) + " === '" + value + "'";
    }

    private static String factOf(String article, String label) {
        return "[...document.querySelectorAll('" + article + " .facts dt')].find(each => each.innerText === '" + label
                + "')?.nextElementSibling.innerText";
    }

    private static String focused(String property) throws Exception {
        return page.browser().evaluate("document.activeElement." + property).asText();
    }

    private static void press(String key, int code) throws Exception {
        if (key.startsWith("Shift+")) {
            for (String type : new String[] {"keyDown", "keyUp"}) {
                page.browser()
                        .call(
                                "Input.dispatchKeyEvent",
                                Map.of(
                                        "type",
                                        type,
                                        "key",
                                        "Tab",
                                        "code",
                                        "Tab",
                                        "windowsVirtualKeyCode",
                                        code,
                                        "modifiers",
                                        8));
            }
        } else {
            page.browser().press(key, code);
        }
    }

    /** Goes on by Tab until what has the focus is what is looked for. */
    private static void tabTo(String wanted) throws Exception {
        for (int i = 0; i < 60; i++) {
            press("Tab", TAB);
            if (page.browser().evaluate("!!(" + wanted + ")").asBoolean()) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to where " + wanted);
    }
}
