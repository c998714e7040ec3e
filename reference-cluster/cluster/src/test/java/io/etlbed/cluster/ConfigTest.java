package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(1, 1);

    @TempDir
    Path folder;

    private ReferenceCluster start() throws Exception {
        return ReferenceCluster.start(ReferenceClusterConfig.of(folder, 2, 1));
    }

    private static JsonNode config(URI node, String... headers) throws Exception {
        String path = headers.length == 0 ? "/v1/daemon?what=config" : "/v1/reverse/daemon?what=config";
        return JSON.readTree(new Web(node).get(path, headers).body());
    }

    private static void set(URI node, String path, String... headers) throws Exception {
        assertThat(new Web(node).send("PUT", path, "", headers).statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_set_reaches_all_nodes_and_outlasts_a_restart_unless_it_was_to_pass() throws Exception {
        String here = "disk.disk_util_high_wm=81";
        try (ReferenceCluster nodes = start()) {
            URI other = nodes.proxies().get(1);
            String[] target = {"ais-node-id", nodes.targetIds().get(0)};
            set(other, "/v1/cluster/set-config?log.level=4&checksum.validate_warm_get=true");
            set(other, "/v1/cluster/set-config?log.max_size=2MiB&transient=true");
            set(other, "/v1/reverse/daemon/set-config?" + here, target);
            set(other, "/v1/reverse/daemon/set-config?disk.disk_util_low_wm=21&transient=true", target);
            for (JsonNode each : new JsonNode[] {config(nodes.url()), config(other), config(other, target)}) {
                assertThat(each.at("/log/level").asText()).isEqualTo("4");
                assertThat(each.at("/log/max_size").asText()).isEqualTo("2MiB");
                assertThat(each.at("/config_version").isTextual()).isTrue();
            }
            assertThat(config(other, target).at("/disk/disk_util_high_wm").asInt())
                    .isEqualTo(81);
            assertThat(config(other, target).at("/disk/disk_util_low_wm").asInt())
                    .isEqualTo(21);
            assertThat(config(other).at("/disk/disk_util_high_wm").asInt()).isEqualTo(80);
        }
        try (ReferenceCluster nodes = start()) {
            String[] target = {"ais-node-id", nodes.targetIds().get(0)};
            JsonNode again = config(nodes.proxies().get(1), target);
            assertThat(again.at("/log/level").asText()).isEqualTo("4");
            assertThat(again.at("/log/max_size").asText()).isEqualTo("1MiB");
            assertThat(again.at("/disk/disk_util_high_wm").asInt()).isEqualTo(81);
            assertThat(again.at("/disk/disk_util_low_wm").asInt()).isEqualTo(20);
            assertThat(warmGets(nodes, "cautious")).isTrue();

            Web web = new Web(nodes.url());
            assertThat(web.send("PUT", "/v1/cluster", "{\"action\":\"reset-config\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(config(nodes.url()).at("/log/level").asText()).isEqualTo("3");
            assertThat(warmGets(nodes, "trusting")).isFalse();
        }
    }

    /** Whether a new bucket compares all bytes with the checksum on each GET. */
    private static boolean warmGets(ReferenceCluster cluster, String bucket) throws Exception {
        Web web = new Web(cluster.url());
        web.createBucket(bucket);
        String props = web.send("HEAD", "/v1/buckets/" + bucket, "")
                .headers()
                .firstValue("ais-bucket-props")
                .orElseThrow();
        return JSON.readTree(props).at("/checksum/validate_warm_get").asBoolean();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | log.level.deep=1             | there is no setting",
                "400 | log=1                        | there is no setting",
                "400 | proxy.primary_url=http://x   | there is no setting",
                "400 | uuid=x                       | there is no setting",
                "400 | lru.enabled=maybe            | expected true or false",
                "400 | space.lowwm=-1               | expected a number",
                "400 | space.lowwm=99999999999999999999 | expected a number",
                "400 | log.max_size=big             | expected a size",
                "400 | timeout.max_keepalive=       | expected a duration",
                "400 | log.level=%00                | expected a text",
                "400 | log.level=4&transient=maybe  | expected true or false",
                "501 | backend.aws=true             | remote backends",
                "501 | checksum.type=md5            | checksum.type",
                "501 | versioning.enabled=false     | versions"
            })
    void what_cannot_be_is_refused_and_nothing_is_set(int status, String query, String words) throws Exception {
        for (String path : new String[] {"/v1/cluster", "/v1/daemon"}) {
            HttpResponse<byte[]> answer =
                    new Web(cluster.url()).send("PUT", path + "/set-config?memsys.min_pct_free=7&" + query, "");
            assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(status);
            assertThat(Web.text(answer)).contains(words);
        }
        assertThat(config(cluster.url()).at("/memsys/min_pct_free").asInt()).isZero();
    }
}
