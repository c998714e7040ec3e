package io.etlbed.conformance.suite.comm;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * COMM-05: {@code AIS_TARGET_URL}, the bucket and the object give a container the original, and the URL is its own: with
 * another secret, another target's, another ETL's or a stopped ETL's it gives nothing. All of it is tried from within
 * containers: whoever is outside may not even reach those addresses.
 */
final class ReachesItsTarget implements Check {

    @Override
    public String name() {
        return "gives-each-container-a-way-to-its-target";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-05");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe();
        String other = session.start(session.probeSpec());
        String bucket = session.newBucket();
        Map<String, String> placed = new TreeMap<>();
        session.spread(bucket, ProbeTalk.report()).forEach((target, objects) -> placed.put(target, objects.get(0)));
        Map<String, String> own = urls(session, placed, bucket, probe);
        Map<String, String> others = urls(session, placed, bucket, other);
        List<String> targets = List.copyOf(placed.keySet());
        if (session.lab().images().processes()) {
            expectFromAProgram(session, bucket, placed.get(targets.get(0)));
        }
        for (int i = 0; i < targets.size(); i++) {
            String url = own.get(targets.get(i));
            Map<String, String> refused = new LinkedHashMap<>();
            refused.put(changed(url), "the secret is wrong");
            String neighbour = targets.get((i + 1) % targets.size());
            if (targets.size() > 1) {
                refused.put(withSecretOf(own.get(neighbour), url), "the secret is another target's");
            }
            refused.put(withSecretOf(others.get(targets.get(i)), url), "the secret is another ETL's");
            expect(session, bucket, placed.get(targets.get(i)), probe, refused);
        }
        Expect.status(session.cluster().stop("POST", other), 200, "the other ETL stopped");
        for (String target : targets) {
            Map<String, String> refused = Map.of(others.get(target), "the ETL that it was given to is stopped");
            expect(session, bucket, placed.get(target), probe, refused);
        }
    }

    /** {@code AIS_TARGET_URL} of an ETL's container at each target. */
    private static Map<String, String> urls(Session session, Map<String, String> placed, String bucket, String etl)
            throws InterruptedException {
        Map<String, String> urls = new TreeMap<>();
        for (Map.Entry<String, String> at : placed.entrySet()) {
            session.put(bucket, at.getValue(), ProbeTalk.report());
            Exchange answer = session.cluster().transform(bucket, at.getValue(), etl);
            String url = ProbeTalk.reported(answer).path("target_url").asText();
            Expect.that(
                    url.matches("https?://[^/]+/.+[^/]"),
                    answer,
                    "AIS_TARGET_URL is '" + url + "'",
                    "AIS_TARGET_URL in the container, a URL with a secret in it");
            urls.put(at.getKey(), url);
        }
        return urls;
    }

    /**
     * Has the container of an object fetch that by both forms of its name, and in vain.
     *
     * @param refused bases of URLs that give nothing, and why not
     */
    private static void expect(Session session, String bucket, String object, String probe, Map<String, String> refused)
            throws InterruptedException {
        String documented = "/" + bucket + "/" + object;
        String full = "/" + Paths.escape("ais/@#/" + bucket + "/" + object, "@");
        List<String> tried = new ArrayList<>(List.of(documented, full));
        refused.keySet().forEach(url -> tried.add(url + documented));
        Payload payload = ProbeTalk.fetch(tried);
        session.put(bucket, object, payload);
        Exchange answer = session.cluster().transform(bucket, object, probe);
        JsonNode fetched = ProbeTalk.reported(answer).path("fetched");
        expectOriginal(answer, fetched.path(0), payload, "the original by AIS_TARGET_URL/bucket/object");
        expectOriginal(answer, fetched.path(1), payload, "the original by its full name, AIS_TARGET_URL" + full);
        int at = 2;
        for (Map.Entry<String, String> one : refused.entrySet()) {
            int status = fetched.path(at++).path("status").asInt(-1);
            Expect.that(
                    status == 0 || status >= 400,
                    answer,
                    "status " + status + " for " + one.getKey() + documented,
                    "nothing for that, since " + one.getValue());
        }
    }

    /** With {@code io://} as well, where nothing is fetched unless the program wants to. */
    private static void expectFromAProgram(Session session, String bucket, String object) throws InterruptedException {
        Payload payload = ProbeTalk.fetch(List.of("/" + bucket + "/" + object));
        session.put(bucket, object, payload);
        Exchange answer =
                session.cluster().transform(bucket, object, session.shared().probe(Mechanism.IO));
        JsonNode fetched = ProbeTalk.reported(answer).path("fetched");
        expectOriginal(answer, fetched.path(0), payload, "the original for a program that is run by io://");
    }

    private static void expectOriginal(Exchange answer, JsonNode fetched, Payload payload, String expected) {
        Expect.that(
                fetched.path("status").asInt() == 200
                        && fetched.path("md5").asText().equals(Digest.md5(payload)),
                answer,
                "fetched: " + fetched,
                expected);
    }

    /** The URL with another last character. */
    private static String changed(String url) {
        return url.substring(0, url.length() - 1) + (url.endsWith("x") ? "y" : "x");
    }

    private static String withSecretOf(String one, String url) {
        return url.substring(0, url.lastIndexOf('/')) + one.substring(one.lastIndexOf('/'));
    }
}
