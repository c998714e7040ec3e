package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Writes with {@code dryRun=All}: answered as in earnest, and nothing has happened. */
class DryRunTest {

    private static final String DEFAULT = "/api/v1/namespaces/default/";
    private static final String MAPS = DEFAULT + "configmaps";

    @AutoClose
    private final TestServer at = new TestServer();

    private final RawClient http = new RawClient(at.kubeconfig);

    @Test
    void a_create_answers_with_the_completed_object_and_stores_none() {
        long version = at.store.version();

        HttpResponse<String> answer = http.post(
                DEFAULT + "pods?dryRun=All",
                "{\"metadata\":{\"generateName\":\"dry-\"},"
                        + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");

        JsonNode pod = json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(pod.at("/metadata/name").asText()).matches("dry-.{5}");
        assertThat(pod.at("/metadata/uid").asText()).isNotEmpty();
        assertThat(pod.at("/metadata/resourceVersion").isMissingNode()).isTrue();
        assertThat(pod.at("/spec/restartPolicy").asText()).isEqualTo("Always");
        assertThat(at.store.version()).isEqualTo(version);
        assertThat(at.store.of(Pod.class).list(null).items()).isEmpty();
    }

    @Test
    void a_create_is_refused_as_in_earnest() {
        at.store.of(ConfigMap.class).create(map("there"));

        assertThat(http.post(MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"there\"}}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(http.post(MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"No\"}}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(http.post("/api/v1/namespaces/nosuch/configmaps?dryRun=All", "{\"metadata\":{\"name\":\"a\"}}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_service_gets_addresses_that_are_free_again_afterwards() {
        String service = "{\"metadata\":{\"name\":\"dry\"},\"spec\":{\"type\":\"NodePort\","
                + "\"ports\":[{\"port\":80,\"nodePort\":31234}]}}";

        JsonNode dry = json(http.post(DEFAULT + "services?dryRun=All", service));
        HttpResponse<String> other = http.post(DEFAULT + "services", service.replace("dry", "wet"));

        assertThat(dry.at("/spec/clusterIP").asText()).startsWith("10.96.");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(201);
        assertThat(at.store.of(Service.class).list(null).items()).hasSize(1);
    }

    @Test
    void changes_and_deletions_are_answered_and_not_done() {
        ConfigMap stored = at.store.of(ConfigMap.class).create(map("kept"));
        Pod pod = at.store.of(Pod.class).create(pod("kept"));
        long version = at.store.version();

        JsonNode patched = json(http.patch(MAPS + "/kept?dryRun=All", Patch.MERGE, "{\"data\":{\"k\":\"new\"}}"));
        JsonNode replaced = json(http.put(
                MAPS + "/kept?dryRun=All", "{\"metadata\":{\"name\":\"kept\"},\"data\":{\"k\":\"replaced\"}}"));
        HttpResponse<String> stale =
                http.put(MAPS + "/kept?dryRun=All", "{\"metadata\":{\"name\":\"kept\",\"resourceVersion\":\"1\"}}");
        HttpResponse<String> deleted = http.delete(MAPS + "/kept?dryRun=All", "");
        HttpResponse<String> byBody = http.delete(DEFAULT + "pods/kept", "{\"dryRun\":[\"All\"]}");
        HttpResponse<String> all = http.delete(MAPS + "?dryRun=All", "");

        assertThat(patched.at("/data/k").asText()).isEqualTo("new");
        assertThat(patched.at("/metadata/resourceVersion").asText())
                .isEqualTo(stored.getMetadata().getResourceVersion());
        assertThat(replaced.at("/data/k").asText()).isEqualTo("replaced");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(json(deleted).path("status").asText()).isEqualTo("Success");
        assertThat(json(byBody).at("/metadata/deletionTimestamp").isTextual()).isTrue();
        assertThat(json(all).at("/items/0/metadata/name").asText()).isEqualTo("kept");
        assertThat(at.store.version()).isEqualTo(version);
        assertThat(at.store.of(ConfigMap.class).require("default", "kept")).isEqualTo(stored);
        assertThat(at.store.of(Pod.class).require("default", "kept")).isEqualTo(pod);
    }

    @Test
    void other_stages_than_all_are_422() {
        HttpResponse<String> answer = http.post(MAPS + "?dryRun=Some", "{\"metadata\":{\"name\":\"a\"}}");
        HttpResponse<String> byBody = http.delete(MAPS + "/a", "{\"dryRun\":[\"Some\"]}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("message").asText())
                .isEqualTo("CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"Some\": "
                        + "supported values: \"All\"");
        assertThat(byBody.statusCode()).isEqualTo(422);
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData("k", "v")
                .build();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(UTF_8));
    }
}
