package io.etlbed.junit.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ClusterNode;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.faults.Upstream.Peer;
import io.etlbed.simulator.handler.HandlerImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A cluster with faults, one target, an object and an ETL that echoes; and raw requests to each of its places. */
final class FaultyCluster implements AutoCloseable {

    static final String ETL = "etl-echo";
    static final String OBJECT = "0123456789".repeat(250);

    final AtomicInteger transforms = new AtomicInteger();
    final AtomicInteger starts = new AtomicInteger();
    final EtlCluster cluster;
    final AisClient ais;

    FaultyCluster(Path folder) throws Exception {
        cluster = EtlCluster.builder()
                .inproc()
                .targets(1)
                .handler(new HandlerImage("acme/echo", container -> {
                    starts.incrementAndGet();
                    container.log("started " + "log ".repeat(100));
                    container.serve((request, answer) -> {
                        if (request.method().equals("POST")) {
                            transforms.incrementAndGet();
                        }
                        byte[] body = request.body().readAllBytes();
                        try (OutputStream out = answer.begin(200, body.length)) {
                            out.write(body);
                        }
                    });
                    container.awaitStop();
                    return 0;
                }))
                .faults()
                .folder(folder)
                .start();
        ais = AisClient.of(cluster.url());
        ais.buckets().create("b");
        ais.objects().put(new ObjectRef("b", "o"), ObjectBody.of(OBJECT.getBytes(UTF_8)));
        ais.etl().init(spec(ETL));
    }

    static EtlInit spec(String etl) {
        return spec(etl, "acme/echo", "hpush://");
    }

    static EtlInit spec(String etl, String image, String communication) {
        return EtlInit.spec(etl, """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: echo
                  annotations: {communication_type: "%s", wait_timeout: 1m}
                spec:
                  containers:
                    - name: server
                      image: %s
                      ports: [{name: default, containerPort: 80}]
                      readinessProbe: {httpGet: {path: /health, port: default}}
                """.formatted(communication, image).getBytes(UTF_8));
    }

    Faults faults() {
        return cluster.faults();
    }

    URI target() throws IOException, InterruptedException {
        return ais.clusterMap().nodes().stream()
                .filter(node -> node.kind() == ClusterNode.Kind.TARGET)
                .findFirst()
                .orElseThrow()
                .url();
    }

    /** What a client saw. */
    record Seen(int status, String head, String body, boolean broken, long millis) {

        /** Whether all that was announced has come. */
        boolean whole() {
            return !broken
                    && head.lines()
                            .filter(line -> line.startsWith("Content-Length: "))
                            .allMatch(line -> line.equals("Content-Length: " + body.length()));
        }
    }

    /** The request of each place: one that passes there and answers with some text. */
    enum At {
        PROXY("/v1/daemon?what=smap"),
        TARGET("/v1/objects/b/o"),
        POD("/v1/objects/b/o?uuid=" + ETL),
        KUBERNETES("/v1/etl/" + ETL + "/logs");

        final String path;

        At(String path) {
            this.path = path;
        }
    }

    /** Rules for the request of that place alone. */
    FaultRule fault(At at) {
        return switch (at) {
            case PROXY -> faults().at(Place.proxies()).path("/v1/daemon");
            case TARGET -> faults().at(Place.targets()).path("/v1/objects/b/o");
            case POD -> faults().at(Place.pods(ETL)).method("POST");
            case KUBERNETES -> faults().at(Place.kubernetes()).path("/api/v1/**/log");
        };
    }

    Peer connect(At at) throws IOException, InterruptedException {
        URI node = at == At.PROXY || at == At.KUBERNETES ? cluster.url() : target();
        return new Peer(new Socket(node.getHost(), node.getPort()));
    }

    Seen ask(At at) throws IOException, InterruptedException {
        return ask(at, "GET " + at.path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    Seen ask(At at, String request) throws IOException, InterruptedException {
        long began = System.nanoTime();
        String text = "";
        boolean broken = false;
        try (Peer peer = connect(at)) {
            peer.send(request);
            text = new String(peer.socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException reset) {
            broken = true;
        }
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end + 2);
        int status = head.length() > 12 ? Integer.parseInt(head.substring(9, 12)) : 0;
        return new Seen(
                status, head, end < 0 ? "" : text.substring(end + 4), broken, (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    public void close() {
        ais.close();
        cluster.close();
    }
}
