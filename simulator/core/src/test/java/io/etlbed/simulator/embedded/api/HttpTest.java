package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server by its bytes: codes, words, limits. Each test has names of its own. */
class HttpTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/version", "/api/v1/pods", "/nothing", "/api/v1/pods?watch=1"})
    void nothing_is_said_to_those_without_the_token(String path) {
        HttpResponse<String> none = http.send(HttpRequest.newBuilder(http.server.resolve(path)));
        HttpResponse<String> wrong =
                http.send(HttpRequest.newBuilder(http.server.resolve(path)).header("Authorization", "Bearer x"));

        assertThat(List.of(none, wrong)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Json.parse(bytes(answer)).path("reason").asText()).isEqualTo("Unauthorized");
        });
    }

    @Test
    void the_kubeconfig_is_its_owners_alone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at.kubeconfig)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /api/v1/namespaces/default/pods/nosuch          | pods "nosuch" not found
                    /api/v1/namespaces/nosuch                       | namespaces "nosuch" not found
                    /api/v1/nosuch                                  | the server could not find the requested resource
                    /api/v1/namespaces/default/nosuch               | the server could not find the requested resource
                    /api/v1/namespaces/default/pods/a/nosuch        | the server could not find the requested resource
                    /api/v1/pods/a                                  | the server could not find the requested resource
                    /apis/apps/v1/deployments                       | the server could not find the requested resource
                    /api/v1//pods                                   | the server could not find the requested resource
                    """)
    void what_is_not_there_is_404(String path, String message) {
        HttpResponse<String> answer = http.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        JsonNode status = Json.parse(bytes(answer));
        assertThat(status.path("kind").asText()).isEqualTo("Status");
        assertThat(status.path("message").asText()).isEqualTo(message);
    }

    @Test
    void a_method_that_a_path_does_not_have_is_405() {
        assertThat(http.put(PODS, "{}").statusCode()).isEqualTo(405);
        assertThat(http.post(PODS + "/a", "{}").statusCode()).isEqualTo(405);
        assertThat(http.post("/api/v1/pods", "{}").statusCode()).isEqualTo(405);
        assertThat(http.post("/version", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void everything_wrong_with_a_pod_is_said_at_once() {
        HttpResponse<String> answer = http.post(PODS, """
                {"metadata":{"name":"Bad_Name"},"spec":{"restartPolicy":"Sometimes","containers":[
                  {"image":"i","ports":[{"containerPort":70000}]},
                  {"name":"b","volumeMounts":[{"name":"none","mountPath":"/x"}]}]}}""");

        JsonNode status = Json.parse(bytes(answer));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(status.path("message").asText())
                .startsWith(
                        "Pod \"Bad_Name\" is invalid: [metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain");
        assertThat(status.path("details").path("causes").findValuesAsText("field"))
                .containsExactly(
                        "metadata.name",
                        "spec.containers[0].name",
                        "spec.containers[0].ports[0].containerPort",
                        "spec.containers[1].image",
                        "spec.containers[1].volumeMounts[0].name",
                        "spec.restartPolicy");
    }

    @Test
    void one_thing_wrong_is_worded_as_Kubernetes_does() {
        HttpResponse<String> answer = http.post(PODS, "{\"metadata\":{\"name\":\"empty\"},\"spec\":{}}");

        assertThat(Json.parse(bytes(answer)).path("message").asText())
                .isEqualTo("Pod \"empty\" is invalid: spec.containers: Required value");
    }

    @Test
    void the_second_of_a_name_is_409() {
        String map = "{\"metadata\":{\"name\":\"twice\"}}";

        assertThat(http.post(MAPS, map).statusCode()).isEqualTo(201);
        HttpResponse<String> second = http.post(MAPS, map);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Json.parse(bytes(second)).path("message").asText()).isEqualTo("configmaps \"twice\" already exists");
    }

    @Test
    void a_spec_that_has_begun_cannot_be_changed_except_its_image() {
        http.post(
                PODS,
                "{\"metadata\":{\"name\":\"fixed\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");

        HttpResponse<String> image = http.patch(
                PODS + "/fixed", Patch.STRATEGIC, "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"j\"}]}}");
        HttpResponse<String> policy =
                http.patch(PODS + "/fixed", Patch.MERGE, "{\"spec\":{\"restartPolicy\":\"Never\"}}");

        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(policy.statusCode()).isEqualTo(422);
        assertThat(Json.parse(bytes(policy)).path("message").asText())
                .contains("pod updates may not change fields other than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cbor", "text/plain", "application/x-www-form-urlencoded"})
    void a_body_in_another_format_is_415(String type) {
        HttpResponse<String> answer = http.post(PODS, "k8s\0", "Content-Type", type);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(Json.parse(bytes(answer)).path("message").asText())
                .startsWith("the body of the request was in an unknown format");
    }

    @Test
    void a_body_may_be_YAML_without_aliases() {
        HttpResponse<String> map = http.post(MAPS, """
                metadata: {name: yaml}
                data:
                  k: |
                    two
                    lines
                """, "Content-Type", "application/yaml");
        HttpResponse<String> alias =
                http.post(MAPS, "metadata: {name: &a alias}\ndata: {k: *a}", "Content-Type", "application/yaml");

        assertThat(map.statusCode()).as(map.body()).isEqualTo(201);
        assertThat(Json.parse(bytes(map)).at("/data/k").asText()).isEqualTo("two\nlines\n");
        assertThat(alias.statusCode()).isEqualTo(400);
        assertThat(alias.body()).contains("YAML alias (*a)");
        assertThat(http.post(MAPS, "- a", "Content-Type", "application/yaml").statusCode())
                .isEqualTo(400);
    }

    @Test
    void another_kind_of_patch_is_415() {
        HttpResponse<String> answer = http.patch(MAPS + "/x", "application/apply-patch+cbor", "{}");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("accepted media types include: application/json-patch+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"a\":", "nonsense", "{\"spec\":{\"containers\":\"x\"}}", "{} {}"})
    void a_body_that_makes_no_sense_is_400(String body) {
        HttpResponse<String> answer = http.post(PODS, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(bytes(answer)).path("reason").asText()).isEqualTo("BadRequest");
    }

    @Test
    void a_body_that_is_too_deep_or_too_large_is_refused() {
        String deep = "{\"metadata\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        String large = "{\"metadata\":{\"name\":\"" + "x".repeat(Bodies.LARGEST) + "\"}}";

        assertThat(http.post(PODS, deep).statusCode()).isEqualTo(400);
        assertThat(http.post(PODS, large).statusCode()).isEqualTo(413);
    }

    @Test
    void a_huge_body_is_refused_without_being_kept() {
        byte[] chunk = new byte[1024 * 1024];
        HttpResponse<String> declared = http.send(http.request(PODS)
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(Collections.nCopies(8, chunk)), 8L * chunk.length)));
        HttpResponse<String> undeclared =
                http.send(http.request(MAPS, "Content-Type", "application/vnd.kubernetes.protobuf")
                        .POST(BodyPublishers.ofByteArrays(Collections.nCopies(20, chunk))));

        assertThat(List.of(declared, undeclared))
                .extracting(HttpResponse::statusCode)
                .containsOnly(413);
    }

    @Test
    void misspelt_fields_are_kept_and_warned_of_or_refused() {
        String pod =
                "{\"metadata\":{\"name\":\"odd\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"imagge\":1}]}}";

        HttpResponse<String> strict = http.post(PODS + "?fieldValidation=Strict", pod);
        HttpResponse<String> warned = http.post(PODS, pod);

        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("strict decoding error: unknown field \\\"spec.containers[0].imagge\\\"");
        assertThat(warned.headers().firstValue("Warning"))
                .hasValue("299 - \"unknown field \\\"spec.containers[0].imagge\\\"\"");
        assertThat(Json.parse(bytes(warned)).at("/spec/containers/0/imagge").asInt())
                .isEqualTo(1);
    }

    @Test
    void selectors_choose_and_those_that_make_no_sense_are_400() {
        at.store.of(Pod.class).create(pod("sel-a"));
        at.store.of(Pod.class).create(pod("sel-b"));

        assertThat(names(PODS + "?labelSelector=app%20in%20(sel-a,sel-b),app!=sel-b"))
                .containsExactly("sel-a");
        assertThat(names(PODS + "?labelSelector=app,!other,app%20notin%20(sel-b)"))
                .contains("sel-a")
                .doesNotContain("sel-b");
        assertThat(names(PODS + "?fieldSelector=metadata.name=sel-b,status.phase!=Running"))
                .containsExactly("sel-b");
        assertThat(http.get(PODS + "?labelSelector=a%20b").statusCode()).isEqualTo(400);
        assertThat(http.get(PODS + "?fieldSelector=spec.foo=1").statusCode()).isEqualTo(400);
    }

    @Test
    void a_table_is_given_to_those_who_want_one() {
        at.store.of(Pod.class).create(pod("table"));
        HttpResponse<String> answer = http.get(
                PODS + "?fieldSelector=metadata.name=table",
                "Accept",
                "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

        JsonNode table = Json.parse(bytes(answer));
        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.path("rows").get(0).path("cells").get(1).asText()).isEqualTo("0/1");
        assertThat(table.path("rows").get(0).at("/object/metadata/name").asText())
                .isEqualTo("table");
        assertThat(http.get(PODS, "Accept", "application/xml").statusCode()).isEqualTo(406);
    }

    @Test
    void a_delete_minds_its_preconditions() {
        Pod stored = at.store.of(Pod.class).create(pod("guarded"));

        HttpResponse<String> other = http.delete(PODS + "/guarded", "{\"preconditions\":{\"uid\":\"other\"}}");
        HttpResponse<String> same = http.delete(
                PODS + "/guarded",
                "{\"preconditions\":{\"uid\":\"" + stored.getMetadata().getUid() + "\"}}");

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(http.delete("/api/v1/namespaces/default", "").statusCode()).isEqualTo(403);
    }

    @Test
    void a_log_that_is_not_there_says_why() {
        at.store.of(Pod.class).create(pod("silent"));

        assertThat(http.get(PODS + "/silent/log").body()).contains("pod silent does not have a host assigned");
        assertThat(http.get(PODS + "/silent/log?container=x").body())
                .contains("container x is not valid for pod silent");
        assertThat(http.get(PODS + "/silent/log?previous=true").body())
                .contains("previous terminated container \\\"main\\\" in pod \\\"silent\\\" not found");
        assertThat(http.get(PODS + "/nosuch/log").statusCode()).isEqualTo(404);
    }

    private static List<String> names(String path) {
        JsonNode list = Json.parse(bytes(http.get(path)));
        return Stream.iterate(0, i -> i < list.path("items").size(), i -> i + 1)
                .map(i -> list.path("items").get(i).at("/metadata/name").asText())
                .toList();
    }

    private static byte[] bytes(HttpResponse<String> answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }
}
