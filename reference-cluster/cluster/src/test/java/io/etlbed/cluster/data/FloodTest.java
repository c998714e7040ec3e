package io.etlbed.cluster.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.control.ControlResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More calls than a node has workers for. */
class FloodTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static CompletableFuture<Integer> call(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    @Test
    void whatCannotWaitIsAnswered503AndWhatNeedsNoWorkerIsAnswered() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        ServerLimits limits = new ServerLimits(8192, 8192, 100, 2, 3, minute, minute, minute, minute, minute, 1);
        CountDownLatch end = new CountDownLatch(1);
        try (DataLoops loops = new DataLoops();
                DataServer server = DataServer.start(
                        loops,
                        "t[flooded00]",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        limits,
                        request -> request.rawPath().equals("/at-once")
                                ? new Plan.Answer(ControlResponse.ok())
                                : Plan.Control.CALL,
                        request -> {
                            end.await();
                            return ControlResponse.ok();
                        },
                        (host, port) -> SocketChannel.open(),
                        Optional.empty())) {
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(call(server.port(), "/blocks"));
            }
            Awaitility.await()
                    .until(() ->
                            calls.stream().filter(CompletableFuture::isDone).count() == 15);
            assertThat(call(server.port(), "/at-once").get()).isEqualTo(200);
            end.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<Integer> call : calls) {
                statuses.add(call.get());
            }
            assertThat(statuses.stream().filter(status -> status == 503)).hasSize(15);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(5);
        }
    }
}
