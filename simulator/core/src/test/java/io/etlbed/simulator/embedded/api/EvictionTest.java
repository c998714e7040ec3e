package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Evictions of pods. Each test has names of its own. */
class EvictionTest {

    private static final String PODS = "/api/v1/namespaces/default/pods/";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);

    @Test
    void an_eviction_deletes_with_the_grace_that_it_names() {
        at.store
                .of(Pod.class)
                .create(new PodBuilder(pod("evicted"))
                        .editSpec()
                        .withNodeName("n")
                        .endSpec()
                        .build());

        HttpResponse<String> answer = http.post(PODS + "evicted/eviction", """
                {"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"evicted"},
                 "deleteOptions":{"gracePeriodSeconds":7}}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Json.parse(answer.body().getBytes(UTF_8)).path("status").asText())
                .isEqualTo("Success");
        assertThat(at.store
                        .of(Pod.class)
                        .require("default", "evicted")
                        .getMetadata()
                        .getDeletionGracePeriodSeconds())
                .isEqualTo(7);
    }

    @Test
    void the_fabric8_client_evicts() {
        at.store.of(Pod.class).create(pod("by-client"));

        assertThat(at.client.pods().inNamespace("default").withName("by-client").evict())
                .isTrue();
        assertThat(at.store.of(Pod.class).get("default", "by-client")).isEmpty();
    }

    @Test
    void an_eviction_that_makes_no_sense_or_is_dry_evicts_nobody() {
        at.store.of(Pod.class).create(pod("stays"));

        assertThat(http.post(PODS + "stays/eviction", "{\"metadata\":{\"name\":\"other\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post(PODS + "stays/eviction", "{\"kind\":\"Pod\"}").statusCode())
                .isEqualTo(400);
        assertThat(http.post(PODS + "stays/eviction", "{\"apiVersion\":\"policy/v2\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post(PODS + "stays/eviction", "{\"deleteOptions\":{\"preconditions\":{\"uid\":\"x\"}}}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(http.post(PODS + "nosuch/eviction", "{}").statusCode()).isEqualTo(404);
        assertThat(http.post(PODS + "stays/eviction?dryRun=All", "{}").statusCode())
                .isEqualTo(201);
        assertThat(http.post(PODS + "stays/eviction", "{\"deleteOptions\":{\"dryRun\":[\"All\"]}}")
                        .statusCode())
                .isEqualTo(201);

        assertThat(at.store.of(Pod.class).get("default", "stays")).isPresent();
    }
}
