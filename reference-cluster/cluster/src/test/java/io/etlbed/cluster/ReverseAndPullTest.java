package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.PodAddress;
import io.etlbed.cluster.etl.PushVerb;
import io.etlbed.cluster.etl.Traffic;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the target asks of a container where the container fetches the object itself, and what it makes of the answer. */
class ReverseAndPullTest {

    private static final String NAME = "dir/o%201%23";
    private static final String UNIQUE = "/ais%2F@%23%2Fabc%2Fdir%2Fo%201%23";

    @TempDir
    static Path folder;

    private static PushCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new PushCluster(folder);
        cluster.put(NAME, "hello".getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void comm_02_reverse_gives_the_container_a_get_with_the_full_name_and_the_client_its_answer() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok("made of it".getBytes(StandardCharsets.UTF_8)))) {
            Traffic traffic = reverse("etl-reverse", pod);
            HttpResponse<byte[]> answer = cluster.transform(NAME, "etl-reverse");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Web.text(answer)).isEqualTo("made of it");
            assertThat(pod.seen()).containsExactly("GET " + UNIQUE);
            assertThat(traffic.objects()).isEqualTo(1);
            assertThat(traffic.bytesIn()).isEqualTo(5);
            assertThat(traffic.bytesOut()).isEqualTo(10);
        }
    }

    @Test
    void comm_09_an_error_of_the_container_is_a_400_that_quotes_it_and_is_not_tried_by_another_method()
            throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.text("HTTP/1.1 501 No\r\nContent-Length: 3\r\n\r\nno!");
            return true;
        })) {
            reverse("etl-refuses", pod);
            HttpResponse<byte[]> answer = cluster.transform(NAME, "etl-refuses");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Web.text(answer)).contains("the pod answered 501 to GET: no!");
            assertThat(pod.seen()).hasSize(1);
        }
    }

    @Test
    void a_connection_that_idled_too_long_is_made_anew() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(new byte[1]))) {
            reverse("etl-idle", pod);
            assertThat(cluster.transform(NAME, "etl-idle").statusCode()).isEqualTo(200);
            pod.dropConnections();
            assertThat(cluster.transform(NAME, "etl-idle").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void comm_03_pull_sends_the_client_to_the_container() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(call.path().getBytes(StandardCharsets.UTF_8)))) {
            URI entry = URI.create("http://127.0.0.1:" + pod.port());
            Traffic traffic = new Traffic();
            cluster.register("etl-pull", new Communicator.HPull(address(pod), entry, traffic));
            HttpResponse<byte[]> answer = cluster.transform(NAME, "etl-pull");
            assertThat(Web.text(answer)).isEqualTo(UNIQUE);
            assertThat(answer.uri()).isEqualTo(URI.create(entry + UNIQUE));
            assertThat(answer.previousResponse().orElseThrow().statusCode()).isEqualTo(307);
            assertThat(traffic.objects()).isEqualTo(1);
        }
    }

    @Test
    void an_object_that_is_not_there_is_404_before_anybody_is_asked() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(new byte[1]))) {
            reverse("etl-missing", pod);
            cluster.register(
                    "pull-missing",
                    new Communicator.HPull(address(pod), URI.create("http://127.0.0.1:" + pod.port()), new Traffic()));
            assertThat(cluster.transform("none", "etl-missing").statusCode()).isEqualTo(404);
            assertThat(cluster.transform("none", "pull-missing").statusCode()).isEqualTo(404);
            assertThat(pod.seen()).isEmpty();
        }
    }

    @Test
    void comm_04_the_runner_is_pushed_to_and_told_the_program() throws Exception {
        try (TestPod pod =
                new TestPod(call -> call.method().equals("PUT") ? call.ok(call.readBody()) : Refusal.of(call))) {
            cluster.register(
                    "etl-io", new Communicator.Io(address(pod), "/?command=cat", new PushVerb(), new Traffic()));
            assertThat(Web.text(cluster.transform(NAME, "etl-io"))).isEqualTo("hello");
            assertThat(Web.text(cluster.transform(NAME, "etl-io"))).isEqualTo("hello");
            assertThat(pod.seen()).containsExactly("POST /?command=cat", "PUT /?command=cat", "PUT /?command=cat");
        }
    }

    /** As servers answer that know only PUT. */
    private static final class Refusal {

        private Refusal() {}

        static boolean of(TestPod.Call call) throws java.io.IOException {
            call.text("HTTP/1.1 501 Unsupported method\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }
    }

    private static Traffic reverse(String etl, TestPod pod) {
        Traffic traffic = new Traffic();
        cluster.register(etl, new Communicator.HRev(address(pod), traffic));
        return traffic;
    }

    private static PodAddress address(TestPod pod) {
        return new PodAddress("127.0.0.1", pod.port(), "a-pod");
    }
}
