package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Request;
import java.util.Set;

/** API-08: errors are JSON with message, status and node, and their status tells what kind they are. */
final class ErrorsAreJson implements Check {

    @Override
    public String name() {
        return "errors-are-json-with-the-right-status";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-08");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Cluster cluster = session.cluster();
        int exists = session.lab().profile().settings().etlExistsStatus();
        String bucket = session.newBucket();
        Expect.error(cluster.createBucket(bucket), 409, "the bucket exists");
        Expect.error(cluster.createBucket("no good+name"), 400, "that is no name of a bucket");
        Expect.error(cluster.get(bucket, "nothing-here"), 404, "there is no such object");
        Expect.error(cluster.get(bucket + "-too", "nothing-here"), 404, "there is no such bucket");
        Expect.error(put("not json", session), 400, "the init message is no JSON");
        Expect.error(put("[]", session), 400, "the init message is no object");
        Expect.error(put("{\"id\":\"etl-nothing\"}", session), 400, "the init message has neither spec nor code");
        Expect.error(put("{\"id\":\"etl-nothing\",\"spec\":17}", session), 400, "the spec is a number");
        Expect.error(cluster.view("etl-of-nobody"), 404, "there is no such ETL");
        Expect.error(
                cluster.init(session.shared().md5(), session.md5Spec().text()), exists, "an ETL of this name exists");
        Expect.error(session.http().send(Request.of("PATCH", "/v1/etl")), 405, "PATCH is no method of /v1/etl");
    }

    private static Exchange put(String body, Session session) throws InterruptedException {
        return session.http().send(Request.of("PUT", "/v1/etl").body(body));
    }
}
