package io.etlbed.conformance.suite.comm;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Payload;

/** What a container must report that was asked for an object by a GET and fetched it from its target. */
final class Fetched {

    private Fetched() {}

    static void expect(Exchange answer, String bucket, String object, Payload payload) {
        JsonNode report = ProbeTalk.reported(answer);
        String method = report.path("method").asText();
        Expect.that(method.equals("GET"), answer, "the container asked by " + method, "the container asked by GET");
        String path = report.path("path").asText();
        String named = "/" + Paths.unescape(path.replaceFirst("\\?.*", ""));
        Expect.that(
                named.endsWith("/" + bucket + "/" + object),
                answer,
                "the container asked for " + path,
                "a path that names the object: that puts it after AIS_TARGET_URL");
        Expect.that(
                report.path("length").asLong() == payload.length()
                        && report.path("md5").asText().equals(Digest.md5(payload)),
                answer,
                "the object's " + payload.length() + " bytes as what the container fetched, MD5 "
                        + Digest.md5(payload));
    }
}
