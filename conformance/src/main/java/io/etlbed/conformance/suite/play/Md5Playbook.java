package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** PLAY-01: the documents' MD5 example, step by step: bucket, PUT, init, transform inline, compare with a local MD5. */
final class Md5Playbook implements Check {

    @Override
    public String name() {
        return "plays-the-md5-playbook";
    }

    @Override
    public Set<String> proves() {
        return Set.of("PLAY-01");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Cluster cluster = session.cluster();
        // 1. Create a new bucket.
        String bucket = session.newBucket();
        // 2. PUT objects into this bucket.
        List<Payload> objects = List.of(
                Payload.of("Hello, World!\n"),
                Payload.generated(18_309, session.random().nextLong()),
                Payload.generated(9_000_000, session.random().nextLong()));
        for (int i = 0; i < objects.size(); i++) {
            session.put(bucket, "train/" + i + ".jpg", objects.get(i));
        }
        // 3. Init the ETL container that computes MD5.
        String etl = session.newId();
        PodYaml spec = session.md5Spec()
                .with("metadata.annotations.communication_type", "hpush://")
                .with("metadata.annotations.wait_timeout", "5m")
                .with("spec.containers[0].readinessProbe.periodSeconds", 1);
        Exchange init = cluster.init(etl, spec.text());
        Expect.status(init, 200, "the MD5 transformer started");
        Expect.that(cluster.etls().contains(etl), "a list of ETLs without " + etl, "the ETL in the list");
        for (int i = 0; i < objects.size(); i++) {
            // 4. Transform the object on the fly.
            Exchange answer = cluster.transform(bucket, "train/" + i + ".jpg", etl);
            Expect.status(answer, 200, "the transformed object");
            // 5. Compare the output with the locally computed MD5.
            String local = Digest.md5(objects.get(i));
            Expect.that(answer.text().strip().equals(local), answer, "the MD5 " + local + ", as computed here");
        }
        Expect.status(cluster.stop("POST", etl), 200, "the ETL stopped");
        Expect.status(cluster.delete(etl), 200, "the ETL deleted");
    }
}
