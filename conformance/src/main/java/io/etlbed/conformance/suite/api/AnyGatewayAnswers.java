package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** API-06: every gateway of the cluster map answers every call, and what one has started the others know. */
final class AnyGatewayAnswers implements Check {

    @Override
    public String name() {
        return "any-gateway-answers";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-06");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Map<String, URI> gateways = session.cluster().map().proxies();
        Expect.that(!gateways.isEmpty(), "no gateway in the cluster map", "at least one");
        Payload payload = Payload.of("by any gateway");
        PodYaml spec = session.md5Spec().with("spec.containers[0].readinessProbe.periodSeconds", 1);
        for (URI gateway : gateways.values()) {
            Cluster here = new Cluster(session.http().endpoint().at(gateway).open());
            String etl = session.newId();
            Expect.status(here.init(etl, spec.text()), 200, "init through " + gateway);
            String bucket = session.newBucket();
            Expect.status(here.put(bucket, "an-object", payload), 200, "PUT through " + gateway);
            for (URI other : gateways.values()) {
                Cluster there = new Cluster(session.http().endpoint().at(other).open());
                Exchange answer = there.transform(bucket, "an-object", etl);
                Expect.status(answer, 200, "a transform through " + other);
                Expect.that(
                        answer.text().strip().equals(Digest.md5(payload)), answer, "the MD5 " + Digest.md5(payload));
                Expect.status(there.view(etl), 200, "the specification through " + other);
                List<String> running = there.etls();
                Expect.that(
                        running.contains(etl), "the list through " + other + ": " + running, "that it holds " + etl);
            }
            Expect.status(here.stop("POST", etl), 200, "stop through " + gateway);
            Expect.status(here.delete(etl), 200, "deletion through " + gateway);
        }
    }
}
