package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * How the dashboard looks: with nothing to show, and with much. {@code -Dpictures=FOLDER} keeps what is seen, {@code -Dtargets=30}
 * makes it of more targets.
 */
final class DashboardLooks {

    private static final int TARGETS = Integer.getInteger("targets", 6);

    private final DashboardPage page;

    DashboardLooks(DashboardPage page) {
        this.page = page;
    }

    /** @param folder for a cluster, at first without anything */
    void examine(Path folder) throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(TARGETS)
                        .handler("acme/picky", (request, answer) -> {
                            String text = new String(request.body().readAllBytes(), UTF_8);
                            request.container().log("asked for " + text + " ".repeat(40) + "x".repeat(300));
                            answer.send(text.equals("bad") ? 500 : 200, "I do not like it ".repeat(40));
                        })
                        .folder(folder)
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            page.open(cluster.url());
            page.until(
                    "[...document.querySelectorAll('#targets-rows tr')].every(each => each.innerText.includes('node-'))");
            assertThat(page.text("#etls")).contains("There is no ETL.");
            assertThat(page.text("#jobs")).contains("No job runs or has run.");
            assertThat(page.text("#buckets")).contains("There is no bucket.");
            assertReadable("empty");

            fill(ais);
            page.untilShown("#jobs-count", "1 failed");
            page.until("document.querySelectorAll('#etls-list > article').length === 2");
            page.until("document.querySelectorAll('#buckets-rows tr').length === 12");
            assertThat(page.texts("#targets-rows tr")).hasSize(TARGETS);
            page.browser().evaluate("document.querySelector('#etls details').open = true");
            page.click("#etls button");
            page.until("document.querySelector('pre').textContent !== ''");
            assertReadable("busy");
            assertPrints();
        }
    }

    private void fill(AisClient ais) throws Exception {
        for (int i = 0; i < 10; i++) {
            ais.buckets().create("bucket-" + i);
        }
        String longest = "b" + "ucket-with-a-long-name".repeat(2);
        ais.buckets().create(longest);
        for (int i = 0; i < 20; i++) {
            ais.objects()
                    .put(
                            new ObjectRef(longest, "o" + i + "-".repeat(200)),
                            ObjectBody.of(("text " + i).getBytes(UTF_8)));
        }
        ais.objects().put(new ObjectRef("bucket-1", "spoiled".repeat(30)), ObjectBody.of("bad".getBytes(UTF_8)));
        ais.etl().init(TransformerSpecs.of("etl-md5", "md5"));
        ais.etl().init(TransformerSpecs.withImage("etl-long-name-as-may", "acme/picky"));
        ais.jobs().await(ais.jobs().transform("etl-md5", longest, "to", JobOptions.NONE));
        String failing = ais.jobs().transform("etl-long-name-as-may", "bucket-1", "never", JobOptions.NONE);
        page.untilShown(page.article("etl-bck " + failing) + " h3", "failed");
        ais.etl().stop("etl-md5");
    }

    private void assertReadable(String name) throws Exception {
        for (int width : new int[] {1280, 400}) {
            page.assertReadable(width, false, name);
            page.assertReadable(width, true, name);
        }
        page.browser().resize(1280, 900);
    }

    private void assertPrints() throws Exception {
        page.browser().emulate("print", false);
        page.browser().evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(page.browser()
                        .evaluate(
                                "[...document.querySelectorAll('button, nav')].every(each => !each.checkVisibility())")
                        .asBoolean())
                .isTrue();
        assertThat(page.browser()
                        .evaluate("[...document.querySelectorAll('details')].every(each => each.open)")
                        .asBoolean())
                .isTrue();
        byte[] pdf = Base64.getDecoder()
                .decode(page.browser()
                        .call("Page.printToPDF", Map.of())
                        .path("data")
                        .asText());
        assertThat(new String(pdf, 0, 4, UTF_8)).isEqualTo("%PDF");
    }
}
