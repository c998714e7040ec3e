package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Watches by their bytes. Each test has names of its own. */
class WatchHttpTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);

    @Test
    void a_websocket_is_refused_before_it_is_one() {
        assertThat(http.upgrade("/api/v1/pods?watch=1", "wrong")).isEqualTo(401);
        assertThat(http.upgrade("/api/v1/nosuch?watch=1", http.token)).isEqualTo(404);
        assertThat(http.upgrade("/api/v1/pods?watch=1&fieldSelector=x=y", http.token))
                .isEqualTo(400);
    }

    @Test
    void a_watch_over_chunks_tells_goes_on_and_ends_in_time() {
        long version = at.store.version();
        at.store.of(Pod.class).create(pod("chunk-1"));
        try (Stream<String> lines = http.lines(PODS + "?watch=true&timeoutSeconds=2&resourceVersion=" + version)) {
            Iterator<String> events = lines.iterator();
            assertThat(events.next()).startsWith("{\"type\":\"ADDED\"").contains("chunk-1");
            at.store.of(Pod.class).create(pod("chunk-2"));
            assertThat(events.next()).contains("chunk-2");
            while (events.hasNext()) {
                assertThat(events.next()).contains("\"type\":");
            }
        }
        await().until(() -> at.server.openWatches() == 0);
    }

    @Test
    void bookmarks_tell_those_who_ask_how_far_they_are() {
        try (Stream<String> lines = http.lines("/api/v1/nodes?watch=1&allowWatchBookmarks=true&timeoutSeconds=1")) {
            JsonNode last = Json.parse(lines.toList().get(0).getBytes(StandardCharsets.UTF_8));
            assertThat(last.path("type").asText()).isEqualTo("BOOKMARK");
            assertThat(last.at("/object/metadata/resourceVersion").asLong()).isPositive();
        }
    }

    @Test
    void a_watch_from_too_long_ago_is_told_so_in_the_watch() {
        String map = "{\"metadata\":{\"name\":\"old\"},\"data\":{\"k\":\"0\"}}";
        http.post(MAPS, map);
        for (int i = 1; i < 4200; i++) {
            String value = Integer.toString(i);
            at.store.of(ConfigMap.class).update("default", "old", each -> {
                each.setData(Map.of("k", value));
                return each;
            });
        }
        try (Stream<String> lines = http.lines(MAPS + "?watch=true&resourceVersion=1")) {
            assertThat(lines.toList())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("\"type\":\"ERROR\"", "\"code\":410", "Expired"));
        }
    }

    @Test
    void parameters_that_make_no_sense_are_refused_before_a_watch_begins() {
        assertThat(http.get(PODS + "?watch=1&resourceVersion=x").statusCode()).isEqualTo(400);
        assertThat(http.get(PODS + "?watch=1&timeoutSeconds=-1").statusCode()).isEqualTo(400);
        assertThat(http.get(PODS + "?watch=1&sendInitialEvents=true").statusCode())
                .isEqualTo(422);
    }
}
