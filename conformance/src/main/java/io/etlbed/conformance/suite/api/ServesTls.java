package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.ClusterMap;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.NodeControl.Started;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** API-11: nodes that are asked to serve TLS do, all of them, and nothing else; a client that follows stays within it. */
final class ServesTls implements Check {

    private static final String BUCKET = "by-tls";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "serves-tls-when-asked-to";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-11");
    }

    @Override
    public int weight() {
        return 5;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Endpoint judged = session.http().endpoint();
        if (judged.url().getScheme().equals("https")) {
            judge(new Cluster(session.http()), session.newBucket());
            return;
        }
        if (!session.startsNodes()) {
            throw new CheckSkipped(
                    "the endpoint is plain HTTP, and only a cluster that the suite starts itself can be asked for TLS");
        }
        try (Started secure = session.nodes().startSecure()) {
            Cluster cluster = new Cluster(secure.endpoint().open());
            Expect.status(cluster.createBucket(BUCKET), 200, "a bucket");
            judge(cluster, BUCKET);
        }
    }

    private static void judge(Cluster cluster, String bucket) throws InterruptedException {
        ClusterMap map = cluster.map();
        expectSecure(cluster.http().endpoint().url(), "the endpoint");
        map.proxies().values().forEach(url -> expectSecure(url, "a gateway"));
        map.targets().values().forEach(url -> expectSecure(url, "a target"));
        Payload payload = Payload.of("under seal");
        Exchange put = Expect.status(cluster.put(bucket, "an-object", payload), 200, "PUT by TLS");
        expectSecure(put.answeredBy(), "where the PUT was led");
        Exchange get = Expect.status(cluster.get(bucket, "an-object"), 200, "GET by TLS");
        expectSecure(get.answeredBy(), "where the GET was led");
        Expect.that(get.body().md5().equals(Digest.md5(payload)), get, "the object");
        for (URI node : map.targets().values()) {
            expectNoPlainHttp(cluster, node);
        }
    }

    private static void expectNoPlainHttp(Cluster cluster, URI node) throws InterruptedException {
        Request plain = Request.of("GET", "http://" + node.getRawAuthority() + "/v1/health")
                .within(SOON);
        try {
            Exchange answer = cluster.http().send(plain);
            Expect.that(answer.status() >= 400, answer, "no service by plain HTTP at " + node);
        } catch (NoAnswerException refused) {
            // So it is meant.
        }
    }

    private static void expectSecure(URI url, String whose) {
        Expect.that("https".equals(url.getScheme()), whose + " at " + url, "an address that begins with https://");
    }
}
