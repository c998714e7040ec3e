package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.store.Deletion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service accounts: their tokens, who believes them, and what they may do. */
class ServiceAccountTest {

    private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts/";
    private static final String MOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient raw = new RawClient(at.kubeconfig);

    @BeforeAll
    static void start() {
        await().until(() ->
                at.store.of(ServiceAccount.class).get("default", "default").isPresent());
    }

    @Test
    void a_token_names_its_account_and_is_over_when_it_says() {
        JsonNode answer = token("default", "{\"spec\":{\"expirationSeconds\":7200,\"audiences\":[\"vault\"]}}");

        JsonNode claims = claims(answer.at("/status/token").asText());
        assertThat(claims.path("iss").asText()).startsWith("https://kubernetes.default.svc");
        assertThat(claims.path("sub").asText()).isEqualTo("system:serviceaccount:default:default");
        assertThat(claims.path("aud").asText()).isEqualTo("vault");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7200);
        assertThat(claims.at("/kubernetes.io/serviceaccount/uid").asText())
                .isEqualTo(at.store
                        .of(ServiceAccount.class)
                        .require("default", "default")
                        .getMetadata()
                        .getUid());
        assertThat(answer.at("/status/expirationTimestamp").asText()).endsWith("Z");
    }

    @Test
    void who_carries_a_token_is_known_and_may_ask_who_he_is_but_read_nothing() {
        String token = token("default", "{}").at("/status/token").asText();

        JsonNode me = post(token, "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");
        assertThat(me.at("/status/userInfo/username").asText()).isEqualTo("system:serviceaccount:default:default");
        assertThat(me.at("/status/userInfo/groups").toString())
                .contains("system:serviceaccounts:default", "system:authenticated");
        assertThat(as(token, raw.request("/apis").GET()).statusCode()).isEqualTo(200);
        HttpResponse<String> list =
                as(token, raw.request("/api/v1/namespaces/default/pods").GET());
        assertThat(list.statusCode()).isEqualTo(403);
        assertThat(list.body())
                .contains("pods is forbidden: User \\\"system:serviceaccount:default:default\\\" cannot list resource"
                        + " \\\"pods\\\" in API group \\\"\\\" in the namespace \\\"default\\\"");
        HttpResponse<String> delete = as(token, raw.request("/api/v1/nodes/n1").DELETE());
        assertThat(delete.body())
                .contains("nodes \\\"n1\\\" is forbidden", "cannot delete resource", "at the cluster scope");
        assertThat(raw.upgrade("/api/v1/namespaces/default/pods?watch=true", token))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "get, pods, '', false",
        "create, selfsubjectaccessreviews, '', true",
        "get, '', /version, true",
        "get, '', /metrics, false",
    })
    void an_account_is_told_what_it_may(String verb, String resource, String path, boolean allowed) {
        String token = token("default", "{}").at("/status/token").asText();
        String what = path.isEmpty()
                ? "\"resourceAttributes\":{\"verb\":\"%s\",\"resource\":\"%s\"}".formatted(verb, resource)
                : "\"nonResourceAttributes\":{\"verb\":\"%s\",\"path\":\"%s\"}".formatted(verb, path);

        JsonNode review =
                post(token, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "{\"spec\":{" + what + "}}");

        assertThat(review.at("/status/allowed").asBoolean()).isEqualTo(allowed);
    }

    @Test
    void a_token_dies_with_its_account_and_with_what_it_is_bound_to() {
        at.store
                .of(ServiceAccount.class)
                .create(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("mortal")
                        .withNamespace("default")
                        .endMetadata()
                        .build());
        at.store.of(Pod.class).create(TestServer.pod("bearer"));
        String free = token("mortal", "{}").at("/status/token").asText();
        String bound = token("mortal", "{\"spec\":{\"boundObjectRef\":{\"kind\":\"Pod\",\"name\":\"bearer\"}}}")
                .at("/status/token")
                .asText();
        assertThat(version(bound)).isEqualTo(200);

        at.store.of(Pod.class).delete("default", "bearer", Deletion.now());
        at.store.of(Pod.class).create(TestServer.pod("bearer"));
        assertThat(version(bound)).isEqualTo(401);
        assertThat(version(free)).isEqualTo(200);

        at.store.of(ServiceAccount.class).delete("default", "mortal", Deletion.usual());
        assertThat(version(free)).isEqualTo(401);
    }

    @Test
    void a_token_for_somebody_else_or_with_another_signature_is_not_believed() {
        String other = token("default", "{\"spec\":{\"audiences\":[\"vault\"]}}")
                .at("/status/token")
                .asText();
        String own = token("default", "{}").at("/status/token").asText();
        String forged = own.substring(0, own.lastIndexOf('.') + 1) + other.substring(other.lastIndexOf('.') + 1);

        assertThat(version(other)).isEqualTo(401);
        assertThat(version(forged)).isEqualTo(401);
        assertThat(version(unsigned(own))).isEqualTo(401);
        JsonNode review = post(
                raw.token,
                "/apis/authentication.k8s.io/v1/tokenreviews",
                "{\"spec\":{\"token\":\"" + other + "\",\"audiences\":[\"vault\"]}}");
        assertThat(review.at("/status/authenticated").asBoolean()).isTrue();
        assertThat(review.at("/status/user/username").asText()).isEqualTo("system:serviceaccount:default:default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"spec\":{\"expirationSeconds\":10}} | 422 | may not specify a duration less than 10 minutes",
                "{\"spec\":{\"boundObjectRef\":{\"kind\":\"Node\",\"name\":\"x\"}}} | 400 | cannot bind token",
                "{\"spec\":{\"boundObjectRef\":{\"kind\":\"Pod\",\"name\":\"nosuch\"}}} | 404 | not found",
                "{\"kind\":\"Pod\"} | 400 | does not match the expected kind",
            })
    void a_request_that_makes_no_sense_is_refused(String body, int status, String message) {
        HttpResponse<String> answer = raw.post(ACCOUNTS + "default/token", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
        assertThat(raw.post(ACCOUNTS + "nosuch/token", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void every_container_of_a_pod_gets_the_token_unless_somebody_says_no() {
        Pod pod = at.client.pods().resource(TestServer.pod("mounted")).create();
        assertThat(pod.getSpec().getContainers().get(0).getVolumeMounts())
                .extracting(VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(tuple(MOUNT, true));
        assertThat(pod.getSpec().getVolumes().get(0).getName()).startsWith("kube-api-access-");

        Pod without = at.client
                .pods()
                .resource(new PodBuilder(TestServer.pod("unmounted"))
                        .editSpec()
                        .withAutomountServiceAccountToken(false)
                        .endSpec()
                        .build())
                .create();
        assertThat(without.getSpec().getVolumes()).isEmpty();
        HttpResponse<String> unknown = raw.post(
                "/api/v1/namespaces/default/pods",
                "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"serviceAccountName\":\"nosuch\",\"containers\":"
                        + "[{\"name\":\"a\",\"image\":\"b\"}]}}");
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.body()).contains("serviceaccount \\\"nosuch\\\" not found");
    }

    @Test
    void each_namespace_has_the_certificate_of_the_server() {
        ConfigMap root = await().until(
                        () -> at.client
                                .configMaps()
                                .inNamespace("kube-system")
                                .withName("kube-root-ca.crt")
                                .get(),
                        found -> found != null);

        assertThat(root.getData().get("ca.crt")).startsWith("-----BEGIN CERTIFICATE-----");
        at.client.resource(root).delete();
        await().until(
                        () -> at.client
                                .configMaps()
                                .inNamespace("kube-system")
                                .withName("kube-root-ca.crt")
                                .get(),
                        found -> found != null
                                && !found.getMetadata()
                                        .getUid()
                                        .equals(root.getMetadata().getUid()));
    }

    private static JsonNode token(String account, String body) {
        HttpResponse<String> answer = raw.post(ACCOUNTS + account + "/token", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode claims(String token) {
        return Json.parse(
                Base64.getUrlDecoder().decode(List.of(token.split("\\.", -1)).get(1)));
    }

    /** The same claims under the algorithm "none". */
    private static String unsigned(String token) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String head = encoder.encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return head + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }

    private static int version(String token) {
        return as(token, raw.request("/version").GET()).statusCode();
    }

    private static JsonNode post(String token, String path, String body) {
        HttpResponse<String> answer = as(token, raw.request(path).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> as(String token, HttpRequest.Builder request) {
        return raw.send(request.setHeader("Authorization", "Bearer " + token));
    }
}
