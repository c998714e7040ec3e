package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mechanisms by which target and container exchange objects, with real pods in networks of their own. */
class MechanismsIT {

    private static final List<String> NAMES = List.of(
            "plain",
            "a/b/c.jpg",
            "two  blanks",
            "100%",
            "a%20b",
            "one+one",
            "what?uuid=x&pid=y",
            "no#1",
            "<\"'>",
            "~-_.!*();:@,=$",
            "größe",
            "图像/训练.jpg",
            "😀.bin");

    /** So many that each target has one. */
    private static final int PLAIN = 12;

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .targets(2)
                .folder(folder.resolve("cluster"))
                .start();
        ais = AisClient.of(cluster.url());
        ais.buckets().create("names");
        for (String name : NAMES) {
            ais.objects().put(new ObjectRef("names", name), ObjectBody.of(content(name)));
        }
        for (int number = 0; number < PLAIN; number++) {
            ais.objects().put(new ObjectRef("names", "plain-" + number), ObjectBody.of(content("plain")));
        }
    }

    @AfterAll
    static void stop() {
        ais.close();
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpush://", "hrev://", "hpull://"})
    void objects_of_any_name_come_through(String mechanism) throws Exception {
        String etl = "echo-" + mechanism.substring(0, mechanism.indexOf(':'));
        ais.etl().init(TransformerSpecs.of(etl, "echo", mechanism));
        for (String name : NAMES) {
            assertThat(transformed(name, etl)).as("%s by %s", name, mechanism).isEqualTo(content(name));
        }
        ais.objects().put(new ObjectRef("names", "empty-" + etl), ObjectBody.of(new byte[0]));
        assertThat(transformed("empty-" + etl, etl)).isEmpty();
        ais.etl().delete(etl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hrev://", "hpull://"})
    void a_pod_that_is_made_anew_reaches_its_target_again(String mechanism) throws Exception {
        String etl = "anew-" + mechanism.substring(0, mechanism.indexOf(':'));
        ais.etl().init(TransformerSpecs.of(etl, "md5", mechanism));
        for (Pod pod : pods(etl)) {
            cluster.kubernetes().resource(pod).delete();
        }
        // Until then the client meets an error of the cluster, or with hpull:// of the node port.
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            for (String name : NAMES) {
                assertThat(transformed(name, etl)).hasSize(32);
            }
        });
        ais.etl().delete(etl);
    }

    @Test
    void comm_05_what_a_container_fetches_by_is_its_own_and_ends_with_its_etl() throws Exception {
        ais.etl().init(TransformerSpecs.of("secret-one", "echo"));
        ais.etl().init(TransformerSpecs.of("secret-two", "echo"));
        List<String> urls =
                pods("secret-one").stream().map(MechanismsIT::targetUrl).toList();
        assertThat(urls)
                .doesNotHaveDuplicates()
                .allMatch(url -> url.matches("http://[^/]+/v1/etl/_object/secret-one/\\w+"));
        String own = urls.get(0);
        String other = urls.get(1);
        String anothers = targetUrl(pods("secret-two").get(0));
        assertThat(statuses(own)).contains(200).doesNotContain(400);
        assertThat(statuses(own + "x")).containsOnly(400);
        assertThat(statuses(exchanged(own, other))).containsOnly(400);
        assertThat(statuses(exchanged(own, anothers))).containsOnly(400);
        ais.etl().stop("secret-one");
        assertThat(statuses(own)).containsOnly(400);
        ais.etl().delete("secret-one");
        ais.etl().delete("secret-two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpush://", "hrev://", "hpull://"})
    void a_cluster_on_somebody_elses_kubernetes_reaches_its_pods_and_is_reached_by_them(String mechanism)
            throws Exception {
        try (EtlCluster guest = EtlCluster.builder()
                        .provider("kubeconfig")
                        .kubeconfig(cluster.kubeconfig())
                        .folder(folder.resolve("guest-" + mechanism.charAt(1)))
                        .targets(1)
                        .start();
                AisClient there = AisClient.of(guest.url())) {
            there.buckets().create("names");
            there.objects().put(new ObjectRef("names", "plain"), ObjectBody.of(content("plain")));
            there.etl().init(TransformerSpecs.of("etl-guest", "echo", mechanism));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            there.objects().get(ObjectRead.of(new ObjectRef("names", "plain")).through("etl-guest"), answer);
            assertThat(answer.toByteArray()).isEqualTo(content("plain"));
        }
    }

    @Test
    void an_etl_that_is_stopped_is_pulled_from_no_more() throws Exception {
        ais.etl().init(TransformerSpecs.of("pull-stopped", "echo", "hpull://"));
        ais.etl().stop("pull-stopped");
        assertThatThrownBy(() -> transformed("plain", "pull-stopped")).isInstanceOf(AisException.class);
        ais.etl().delete("pull-stopped");
    }

    /** The first URL with the secret of the second. */
    private static String exchanged(String url, String secretOf) {
        return url.substring(0, url.lastIndexOf('/')) + secretOf.substring(secretOf.lastIndexOf('/'));
    }

    private static List<Integer> statuses(String url) {
        return IntStream.range(0, PLAIN)
                .mapToObj(number -> status(url + "/names/plain-" + number))
                .toList();
    }

    private static int status(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(url, e);
        }
    }

    private static List<Pod> pods(String etl) {
        return cluster.kubernetes().pods().inNamespace("ais").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(etl + "-"))
                .toList();
    }

    private static String targetUrl(Pod pod) {
        return pod.getSpec().getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getName().equals("AIS_TARGET_URL"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static byte[] transformed(String name, String etl) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(new ObjectRef("names", name)).through(etl), answer);
        return answer.toByteArray();
    }

    private static byte[] content(String name) {
        return ("content of " + name).getBytes(UTF_8);
    }
}
