package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class Release38Test extends ProxyFixture {

    @Test
    void a_specification_is_the_body_and_its_name_the_id() throws Exception {
        EtlProxy proxy = proxy();
        assertThat(text(proxy.handle(Requests.of("POST", "/v1/etl/init_spec", Requests.MD5))))
                .isEqualTo("transformer-md5");
        assertThat(json(proxy, "/v1/etl/list").get(0).get("id").textValue()).isEqualTo("transformer-md5");
        assertThat(json(proxy, "/v1/etl/transformer-md5").get("timeout").textValue())
                .isEqualTo("5m");

        assertThat(json(proxy, "/v1/etl/logs/transformer-md5/t2")).isEmpty();
        assertThat(json(proxy, "/v1/etl/health/transformer-md5")).isEmpty();
        assertThat(targets.callsOf("GET"))
                .contains("t2 GET /v1/etl/transformer-md5/logs", "t1 GET /v1/etl/transformer-md5/health")
                .doesNotContain("t1 GET /v1/etl/transformer-md5/logs");

        proxy.handle(Requests.of("DELETE", "/v1/etl/stop/transformer-md5"));
        assertThat(json(proxy, "/v1/etl/list")).isEmpty();
        proxy.handle(Requests.of("POST", "/v1/etl/init_spec", Requests.MD5));
        assertThat(json(proxy, "/v1/etl/list")).hasSize(1);
    }

    @Test
    void code_has_the_older_names_of_its_members_and_needs_no_id() throws Exception {
        EtlProxy proxy = proxy();
        String id = text(proxy.handle(Requests.of(
                "POST",
                "/v1/etl/init_code",
                Json.object()
                        .put("id", "")
                        .put("communication_type", "hrev://")
                        .put("wait_timeout", "90s")
                        .put("code", Requests.base64("def transform(b): return b"))
                        .put("runtime", "python3")
                        .toString())));
        JsonNode view = json(proxy, "/v1/etl/" + id);
        assertThat(view.get("communication").textValue()).isEqualTo("hrev://");
        assertThat(view.get("timeout").textValue()).isEqualTo("1m30s");
    }

    @Test
    void an_etl_may_be_called_as_one_of_its_paths_is() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("health"));
        assertThat(json(proxy, "/v1/etl/health/logs")).isEmpty();
        assertThat(targets.callsOf("GET")).contains("t1 GET /v1/etl/health/logs");
        assertRefused(404, "logs", proxy, Requests.of("GET", "/v1/etl/logs"));
        assertRefused(400, "", proxy, Requests.of("POST", "/v1/etl/init_spec", "not a pod"));
    }
}
