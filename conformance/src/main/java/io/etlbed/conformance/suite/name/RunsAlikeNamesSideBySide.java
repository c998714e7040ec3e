package io.etlbed.conformance.suite.name;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Pods;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** NAME-06 and NAME-07: names that differ in capitals, hyphens and underscores alone have legal names of their own in Kubernetes. */
final class RunsAlikeNamesSideBySide implements Check {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    @Override
    public String name() {
        return "runs-alike-names-side-by-side";
    }

    @Override
    public Set<String> proves() {
        return Set.of("NAME-06", "NAME-07");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String token = session.lab().names().next();
        List<String> md5s = List.of("Etl-" + token, "etl_" + token);
        String echo = "etl-" + token;
        for (String id : md5s) {
            session.start(id, session.md5Spec());
        }
        session.start(echo, session.echoSpec());

        String bucket = session.newBucket();
        Payload payload = Payload.of("side by side");
        session.put(bucket, "an-object", payload);
        for (String id : md5s) {
            expectAnswer(session, bucket, id, Digest.md5(payload));
        }
        expectAnswer(session, bucket, echo, "side by side");

        List<HasMetadata> objects = new ArrayList<>(session.kubernetes().of(echo));
        int pods = objects.size();
        int wanted = 3 * session.cluster().map().targets().size();
        Expect.that(
                pods == wanted,
                pods + " pods whose names begin with " + Pods.kubernetesName(echo),
                wanted + " of three ETLs");
        objects.addAll(session.kubernetes().servicesOf(echo));
        for (HasMetadata object : objects) {
            String name = object.getMetadata().getName();
            Expect.that(
                    LABEL.matcher(name).matches(),
                    "a " + object.getKind() + " named " + name,
                    "a label of RFC 1123: at most 63 small letters, digits and '-'");
        }
    }

    private static void expectAnswer(Session session, String bucket, String etl, String expected)
            throws InterruptedException {
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "the object transformed by " + etl);
        Expect.that(answer.text().strip().equals(expected), answer, expected + ", the answer of " + etl);
    }
}
