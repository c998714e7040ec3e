package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Server-side apply as Kubernetes documents it. Each test has names of its own. */
class ApplyTest {

    private static final String DEFAULT = "/api/v1/namespaces/default/";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);

    @Test
    void what_is_not_there_is_made_and_managed_by_who_applied_it() {
        HttpResponse<String> made = apply("configmaps/made", "me", map("made", "a: x"));
        JsonNode map = json(made);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(map.at("/data/a").asText()).isEqualTo("x");
        JsonNode entry = map.at("/metadata/managedFields/0");
        assertThat(map.at("/metadata/managedFields")).hasSize(1);
        assertThat(entry.path("manager").asText()).isEqualTo("me");
        assertThat(entry.path("operation").asText()).isEqualTo("Apply");
        assertThat(entry.path("apiVersion").asText()).isEqualTo("v1");
        assertThat(entry.path("fieldsType").asText()).isEqualTo("FieldsV1");
        assertThat(entry.path("fieldsV1").toString()).isEqualTo("{\"f:data\":{\"f:a\":{}}}");
    }

    @Test
    void the_same_applied_again_makes_no_new_version() {
        JsonNode first = json(apply("configmaps/same", "me", map("same", "a: x, b: y")));
        HttpResponse<String> second = apply("configmaps/same", "me", map("same", "b: y, a: x"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second)).isEqualTo(first);
    }

    @Test
    void a_field_of_another_is_a_conflict_that_can_be_forced() {
        apply("configmaps/fought", "one", map("fought", "a: x, b: y"));
        HttpResponse<String> refused = apply("configmaps/fought", "two", map("fought", "a: z"));
        HttpResponse<String> both = apply("configmaps/fought", "two", map("fought", "a: z, b: z"));
        HttpResponse<String> forced = apply("configmaps/fought", "two&force=true", map("fought", "a: z"));

        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode status = json(refused);
        assertThat(status.path("reason").asText()).isEqualTo("Conflict");
        assertThat(status.path("message").asText())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.a");
        assertThat(status.at("/details/causes/0/reason").asText()).isEqualTo("FieldManagerConflict");
        assertThat(status.at("/details/causes/0/message").asText()).isEqualTo("conflict with \"one\"");
        assertThat(status.at("/details/causes/0/field").asText()).isEqualTo(".data.a");
        assertThat(json(both).path("message").asText()).isEqualTo("""
                        Apply failed with 2 conflicts: conflicts with "one":
                        - .data.a
                        - .data.b""");
        assertThat(forced.statusCode()).isEqualTo(200);
        assertThat(json(forced).at("/data/a").asText()).isEqualTo("z");
        assertThat(managed(json(forced), "one")).isEqualTo("{\"f:data\":{\"f:b\":{}}}");
        assertThat(managed(json(forced), "two")).isEqualTo("{\"f:data\":{\"f:a\":{}}}");
    }

    @Test
    void what_two_want_alike_is_shared_and_stays_until_both_give_it_up() {
        apply("configmaps/shared", "one", map("shared", "a: x, b: y"));
        assertThat(apply("configmaps/shared", "two", map("shared", "a: x")).statusCode())
                .isEqualTo(200);

        JsonNode kept = json(apply("configmaps/shared", "one", map("shared", "c: z")));
        JsonNode gone = json(apply("configmaps/shared", "two", map("shared", "d: z")));

        assertThat(kept.path("data").toString()).isEqualTo("{\"a\":\"x\",\"c\":\"z\"}");
        assertThat(gone.path("data").toString()).isEqualTo("{\"c\":\"z\",\"d\":\"z\"}");
    }

    @Test
    void other_writes_are_managed_too_and_conflict() {
        http.post(
                DEFAULT + "configmaps?fieldManager=creator",
                "{\"metadata\":{\"name\":\"updated\"},\"data\":{\"a\":\"x\",\"b\":\"x\"}}");
        http.patch(DEFAULT + "configmaps/updated?fieldManager=patcher", Patch.MERGE, "{\"data\":{\"b\":\"y\"}}");

        JsonNode map = json(http.get(DEFAULT + "configmaps/updated"));
        HttpResponse<String> refused = apply("configmaps/updated", "me", map("updated", "b: z"));
        HttpResponse<String> same = apply("configmaps/updated", "me", map("updated", "b: y"));

        assertThat(managed(map, "creator")).isEqualTo("{\"f:data\":{\".\":{},\"f:a\":{}}}");
        assertThat(managed(map, "patcher")).isEqualTo("{\"f:data\":{\"f:b\":{}}}");
        assertThat(json(refused).path("message").asText())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"patcher\" using v1: .data.b");
        assertThat(same.statusCode()).isEqualTo(200);
    }

    @Test
    void items_of_lists_are_merged_by_their_keys_and_removed_with_who_applied_them() {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {selector: {app: x}, ports: [%s]}
                """;
        apply("services/listed", "one", service.formatted("listed", "{name: a, port: 80}"));
        HttpResponse<String> other =
                apply("services/listed", "two", service.formatted("listed", "{name: b, port: 81, protocol: TCP}"));
        JsonNode without = json(apply("services/listed", "two", service.formatted("listed", "")));

        assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
        assertThat(ports(json(other))).containsExactly(80, 81);
        assertThat(managed(json(other), "one")).contains("k:{\\\"port\\\":80,\\\"protocol\\\":\\\"TCP\\\"}");
        assertThat(ports(without)).containsExactly(80);
        assertThat(without.at("/spec/clusterIP").asText()).startsWith("10.96.");
    }

    @Test
    void an_atomic_map_is_one_value() {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: atomic}
                spec: {selector: {%s}, ports: [{port: 80}]}
                """;
        apply("services/atomic", "one", service.formatted("a: x"));
        HttpResponse<String> refused = apply("services/atomic", "two", service.formatted("b: y"));
        JsonNode replaced = json(apply("services/atomic", "one", service.formatted("b: y")));

        assertThat(json(refused).path("message").asText()).endsWith("conflict with \"one\": .spec.selector");
        assertThat(replaced.at("/spec/selector").toString()).isEqualTo("{\"b\":\"y\"}");
    }

    @Test
    void defaults_are_nobodys_and_a_container_keeps_what_others_set() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: pod, labels: {a: x}, finalizers: [%s]}
                spec: {containers: [{name: main, image: %s}]}
                """;
        JsonNode made = json(apply("pods/pod", "one", pod.formatted("test/a", "i:1")));
        http.patch(
                DEFAULT + "pods/pod?fieldManager=labeller",
                Patch.MERGE,
                "{\"metadata\":{\"labels\":{\"b\":\"y\"},\"finalizers\":[\"test/a\",\"test/b\"]}}");
        JsonNode changed = json(apply("pods/pod", "one", pod.formatted("", "i:2")));

        assertThat(managed(made, "one"))
                .isEqualTo("{\"f:metadata\":{\"f:finalizers\":{\"v:\\\"test/a\\\"\":{}},\"f:labels\":{\"f:a\":{}}},"
                        + "\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"main\\\"}\":"
                        + "{\".\":{},\"f:image\":{},\"f:name\":{}}}}}");
        assertThat(changed.at("/spec/containers/0/image").asText()).isEqualTo("i:2");
        assertThat(changed.at("/spec/containers/0/imagePullPolicy").asText()).isEqualTo("IfNotPresent");
        assertThat(changed.at("/metadata/labels").toString()).isEqualTo("{\"a\":\"x\",\"b\":\"y\"}");
        assertThat(changed.at("/metadata/finalizers").toString()).isEqualTo("[\"test/b\"]");
    }

    @Test
    void a_status_is_applied_to_its_subresource_alone() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: staged}
                spec: {containers: [{name: main, image: i}]}
                status: {message: %s}
                """;
        JsonNode made = json(apply("pods/staged", "one", pod.formatted("ignored")));
        JsonNode status = json(apply("pods/staged/status", "two", pod.formatted("taken")));

        assertThat(made.at("/status/message").isMissingNode()).isTrue();
        assertThat(managed(made, "one")).doesNotContain("f:status");
        assertThat(status.at("/status/message").asText()).isEqualTo("taken");
        assertThat(managed(status, "two")).isEqualTo("{\"f:status\":{\"f:message\":{}}}");
        assertThat(apply("pods/none-such/status", "two", pod.formatted("x").replace("staged", "none-such"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_the_cluster_wrote_itself_conflicts_with_the_first_apply() {
        at.store
                .of(ConfigMap.class)
                .create(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("own")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("a", "x")
                        .build());

        HttpResponse<String> refused = apply("configmaps/own", "me", map("own", "a: y"));

        assertThat(json(refused).path("message").asText())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .data.a");
    }

    @Test
    void a_dry_run_shows_and_keeps_nothing() {
        HttpResponse<String> made = apply("configmaps/dry", "me&dryRun=All", map("dry", "a: x"));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(http.get(DEFAULT + "configmaps/dry").statusCode()).isEqualTo(404);
    }

    @Test
    void what_cannot_be_applied_is_refused_and_says_why() {
        HttpResponse<String> nobody = apply("configmaps/bad", "", map("bad", "a: x"));
        HttpResponse<String> misspelt =
                apply("configmaps/bad", "me", "{apiVersion: v1, kind: ConfigMap, metadata: {name: bad}, dada: {a: x}}");
        HttpResponse<String> twice = apply(
                "services/bad",
                "me",
                "{apiVersion: v1, kind: Service, metadata: {name: bad}, spec: {ports: [{port: 1}, {port: 1}]}}");
        HttpResponse<String> forced =
                http.patch(DEFAULT + "configmaps/bad?force=true", Patch.MERGE, "{\"data\":{\"b\":\"y\"}}");

        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(json(nobody).path("message").asText())
                .isEqualTo("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: "
                        + "is required for apply patch");
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(json(misspelt).path("message").asText())
                .isEqualTo("failed to create typed patch object (default/bad; v1, Kind=ConfigMap): "
                        + ".dada: field not declared in schema");
        assertThat(json(twice).path("message").asText())
                .endsWith(".spec.ports: duplicate entries for key [port=1,protocol=\"TCP\"]");
        assertThat(json(forced).path("message").asText())
                .contains("force: Forbidden: may not be specified for non-apply patch");
        assertThat(apply("configmaps/bad", "me", "{metadata: {name: bad}}").statusCode())
                .isEqualTo(400);
        assertThat(apply("configmaps/bad", "me", map("other", "a: x")).statusCode())
                .isEqualTo(400);
        assertThat(apply("configmaps/bad", "m".repeat(129), map("bad", "a: x")).statusCode())
                .isEqualTo(422);
        assertThat(apply("configmaps/bad", "me", "- a").statusCode()).isEqualTo(400);
        assertThat(http.get(DEFAULT + "configmaps/bad").statusCode()).isEqualTo(404);
    }

    @Test
    void the_version_that_a_configuration_names_must_be_the_latest() {
        JsonNode made = json(apply("configmaps/versioned", "me", map("versioned", "a: x")));
        String version = made.at("/metadata/resourceVersion").asText();
        String config = map("versioned", "a: y").replace("name:", "resourceVersion: \"%s\", name:");

        assertThat(apply("configmaps/versioned", "me", config.formatted(1)).statusCode())
                .isEqualTo(409);
        assertThat(apply("configmaps/versioned", "me", config.formatted(version))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void many_updaters_leave_an_object_of_bounded_size() {
        http.post(DEFAULT + "configmaps?fieldManager=first", "{\"metadata\":{\"name\":\"busy\"}}");
        for (int i = 0; i < 20; i++) {
            http.patch(
                    DEFAULT + "configmaps/busy?fieldManager=m" + i, Patch.MERGE, "{\"data\":{\"k" + i + "\":\"v\"}}");
        }

        JsonNode map = json(http.get(DEFAULT + "configmaps/busy"));

        assertThat(map.at("/metadata/managedFields")).hasSize(10);
        assertThat(managed(map, "ancient-changes")).contains("f:k0", "f:k10").doesNotContain("f:k19");
    }

    @Test
    void the_fabric8_client_applies() {
        ConfigMap wanted = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("fabric8")
                .withNamespace("default")
                .endMetadata()
                .addToData("a", "x")
                .build();
        ConfigMap made = at.client.resource(wanted).serverSideApply();
        http.patch(DEFAULT + "configmaps/fabric8?fieldManager=other", Patch.MERGE, "{\"data\":{\"a\":\"y\"}}");

        assertThat(made.getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getOperation()).isEqualTo("Apply"));
        assertThatThrownBy(() -> at.client
                        .resource(wanted)
                        .patch(new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("third")
                                .withForce(false)
                                .build()))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409))
                .hasMessageContaining("conflict with \"other\" using v1");
        assertThat(at.client.resource(wanted).forceConflicts().serverSideApply().getData())
                .containsEntry("a", "x");
    }

    private static HttpResponse<String> apply(String object, String manager, String config) {
        return http.patch(DEFAULT + object + "?fieldManager=" + manager, Patch.APPLY, config);
    }

    private static String map(String name, String data) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {" + data + "}}";
    }

    private static String managed(JsonNode object, String manager) {
        for (JsonNode each : object.at("/metadata/managedFields")) {
            if (each.path("manager").asText().equals(manager)) {
                return each.path("fieldsV1").toString();
            }
        }
        return "nothing";
    }

    private static List<Integer> ports(JsonNode service) {
        List<Integer> ports = new ArrayList<>();
        service.at("/spec/ports").forEach(each -> ports.add(each.path("port").asInt()));
        return ports;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(UTF_8));
    }
}
