package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages, lists of earlier versions, and deletions of whole lists. */
class PagesTest {

    private static final String SECRETS = "/api/v1/namespaces/default/secrets";

    @AutoClose
    private final TestServer at = new TestServer();

    private final RawClient http = new RawClient(at.kubeconfig);
    private Shelf<Secret> secrets;

    @BeforeEach
    void start() {
        secrets = at.store.of(Secret.class);
        for (int i = 0; i < 7; i++) {
            secrets.create(secret("m" + i));
        }
    }

    @Test
    void pages_show_one_version_whatever_happens_meanwhile() {
        JsonNode first = json(http.get(SECRETS + "?limit=3"));
        secrets.delete("default", "m4", Deletion.usual());
        secrets.delete("default", "m1", Deletion.usual());
        secrets.create(secret("m4b"));
        secrets.update(
                "default",
                "m5",
                secret -> new SecretBuilder(secret).addToData("k", "new").build());
        secrets.create(secret("m4"));
        JsonNode second = json(http.get(SECRETS + "?limit=3&continue=" + token(first)));
        JsonNode third = json(http.get(SECRETS + "?limit=3&continue=" + token(second)));

        assertThat(names(first)).containsExactly("m0", "m1", "m2");
        assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(4);
        assertThat(names(second)).containsExactly("m3", "m4", "m5");
        assertThat(second.at("/items/2/data/k").asText()).isEqualTo("v");
        assertThat(second.at("/metadata/remainingItemCount").asInt()).isEqualTo(1);
        assertThat(names(third)).containsExactly("m6");
        assertThat(third.at("/metadata/continue").isMissingNode()).isTrue();
        assertThat(third.at("/metadata/remainingItemCount").isMissingNode()).isTrue();
        assertThat(List.of(second, third))
                .extracting(page -> page.at("/metadata/resourceVersion").asText())
                .containsOnly(first.at("/metadata/resourceVersion").asText());
    }

    @Test
    void a_page_of_a_selection_does_not_count_what_remains() {
        secrets.create(new SecretBuilder(secret("odd"))
                .editMetadata()
                .addToLabels("odd", "yes")
                .endMetadata()
                .build());

        JsonNode page = json(http.get(SECRETS + "?limit=2&labelSelector=!odd"));
        JsonNode whole = json(http.get(SECRETS + "?limit=1&labelSelector=odd"));

        assertThat(names(page)).containsExactly("m0", "m1");
        assertThat(page.at("/metadata/continue").asText()).isNotEmpty();
        assertThat(page.at("/metadata/remainingItemCount").isMissingNode()).isTrue();
        assertThat(names(whole)).containsExactly("odd");
        assertThat(whole.at("/metadata/continue").isMissingNode()).isTrue();
    }

    @Test
    void pages_go_over_namespaces() {
        secrets.create(new SecretBuilder(secret("a"))
                .editMetadata()
                .withNamespace("kube-system")
                .endMetadata()
                .build());

        JsonNode first = json(http.get("/api/v1/secrets?limit=7"));
        JsonNode second = json(http.get("/api/v1/secrets?limit=7&continue=" + token(first)));

        assertThat(names(second)).containsExactly("a");
    }

    @Test
    void a_page_of_a_version_that_is_forgotten_is_410() {
        JsonNode first = json(http.get(SECRETS + "?limit=3"));
        for (int i = 0; i < 5000; i++) {
            String value = "v" + i;
            secrets.update(
                    "default",
                    "m0",
                    secret -> new SecretBuilder(secret).addToData("k", value).build());
        }

        HttpResponse<String> second = http.get(SECRETS + "?limit=3&continue=" + token(first));

        assertThat(second.statusCode()).isEqualTo(410);
        assertThat(json(second).path("reason").asText()).isEqualTo("Expired");
        assertThat(json(second).path("message").asText())
                .startsWith("The provided continue parameter is too old to display a consistent list result.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "e30", "eyJydiI6LTF9", "!!", "eyJydiI6IjEiLCJuYW1lIjoiYSJ9"})
    void a_token_that_is_none_is_400(String token) {
        HttpResponse<String> answer = http.get(SECRETS + "?continue=" + token);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("message").asText()).startsWith("continue key is not valid: ");
    }

    @Test
    void a_list_of_an_earlier_version_shows_what_was_there() {
        String version = json(http.get(SECRETS)).at("/metadata/resourceVersion").asText();
        secrets.delete("default", "m0", Deletion.usual());
        secrets.create(secret("new"));

        JsonNode exact = json(http.get(SECRETS + "?resourceVersionMatch=Exact&resourceVersion=" + version));
        JsonNode later = json(http.get(SECRETS + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + version));

        assertThat(names(exact)).contains("m0").doesNotContain("new");
        assertThat(exact.at("/metadata/resourceVersion").asText()).isEqualTo(version);
        assertThat(names(later)).contains("new").doesNotContain("m0");
    }

    @Test
    void versions_that_make_no_sense_are_refused() {
        HttpResponse<String> future = http.get(SECRETS + "?resourceVersion=99999");

        assertThat(future.statusCode()).isEqualTo(504);
        assertThat(json(future).path("message").asText()).startsWith("Too large resource version: 99999, current: ");
        assertThat(http.get(SECRETS + "?resourceVersionMatch=Exact").statusCode())
                .isEqualTo(422);
        assertThat(http.get(SECRETS + "?resourceVersionMatch=Some&resourceVersion=1")
                        .statusCode())
                .isEqualTo(422);
        assertThat(http.get(SECRETS + "?resourceVersionMatch=Exact&resourceVersion=0")
                        .statusCode())
                .isEqualTo(422);
        assertThat(http.get(SECRETS + "?resourceVersion=x").statusCode()).isEqualTo(400);
        assertThat(http.get(SECRETS + "?limit=-1").statusCode()).isEqualTo(400);
    }

    @Test
    void the_fabric8_client_reads_pages() {
        var first = at.client
                .secrets()
                .inNamespace("default")
                .list(new ListOptionsBuilder().withLimit(4L).build());
        var second = at.client
                .secrets()
                .inNamespace("default")
                .list(new ListOptionsBuilder()
                        .withLimit(4L)
                        .withContinue(first.getMetadata().getContinue())
                        .build());

        assertThat(first.getItems()).hasSize(4);
        assertThat(second.getItems()).hasSize(3);
    }

    @Test
    void a_collection_is_deleted_as_far_as_selectors_choose() {
        secrets.update(
                "default",
                "m3",
                secret -> new SecretBuilder(secret)
                        .editMetadata()
                        .addToLabels("stays", "yes")
                        .endMetadata()
                        .build());

        HttpResponse<String> answer =
                http.delete(SECRETS + "?labelSelector=!stays&fieldSelector=metadata.name!=m5", "");

        assertThat(names(json(answer))).containsExactly("m0", "m1", "m2", "m4", "m6");
        assertThat(secrets.list("default").items())
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactly("m3", "m5");
    }

    @Test
    void nodes_are_deleted_as_a_collection_and_namespaces_are_not() {
        at.store
                .of(Node.class)
                .create(new NodeBuilder()
                        .withNewMetadata()
                        .withName("n")
                        .endMetadata()
                        .build());

        assertThat(http.delete("/api/v1/nodes", "").statusCode()).isEqualTo(200);
        assertThat(at.store.of(Node.class).list(null).items()).isEmpty();
        assertThat(http.delete("/api/v1/namespaces", "").statusCode()).isEqualTo(405);
        assertThat(http.delete("/api/v1/secrets", "").statusCode()).isEqualTo(405);
    }

    @Test
    void a_namespace_with_a_generated_name_has_it_as_label() {
        JsonNode namespace = json(http.post("/api/v1/namespaces", "{\"metadata\":{\"generateName\":\"gen-\"}}"));

        assertThat(namespace.at("/metadata/name").asText()).matches("gen-.{5}");
        assertThat(namespace.at("/metadata/labels/kubernetes.io~1metadata.name"))
                .isEqualTo(namespace.at("/metadata/name"));
    }

    private static Secret secret(String name) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData("k", "v")
                .build();
    }

    private static String token(JsonNode page) {
        return URLEncoder.encode(page.at("/metadata/continue").asText(), UTF_8);
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.path("items").forEach(each -> names.add(each.at("/metadata/name").asText()));
        return names;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(UTF_8));
    }
}
