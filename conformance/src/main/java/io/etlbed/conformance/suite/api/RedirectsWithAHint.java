package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * API-07: who does not follow redirects is told by a gateway where the object is, and that {@code curl} wants {@code -L}; what is
 * named there answers. Or the gateway serves the object itself.
 */
final class RedirectsWithAHint implements Check {

    private static final String OBJECT = "a folder/an object";

    @Override
    public String name() {
        return "redirects-with-a-hint";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-07");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        Payload payload = Payload.of("not where it is looked for");
        Request put = Request.of("PUT", Paths.object(bucket, OBJECT)).body(payload);
        Exchange stored = session.http().send(put.noFollow());
        if (!serves(stored)) {
            Expect.that(
                    stored.status() == 307 || stored.status() == 308,
                    stored,
                    "a redirect that keeps the method, 307 or 308");
            Expect.status(session.http().send(put.at(location(stored))), 200, "the PUT where the redirect leads");
        }
        Request get = Request.of("GET", Paths.object(bucket, OBJECT));
        Exchange read = session.http().send(get.noFollow());
        if (serves(read)) {
            Expect.that(read.body().md5().equals(Digest.md5(payload)), read, "the object");
            return;
        }
        Expect.that(read.status() / 100 == 3, read, "a redirect, or the object itself");
        Exchange there =
                Expect.status(session.http().send(get.at(location(read)).noFollow()), 200, "the object there");
        Expect.that(there.body().md5().equals(Digest.md5(payload)), there, "the object, where the redirect leads");
        Expect.that(
                read.text().contains("-L"),
                read,
                "a redirect whose text is " + read.summary(),
                "a short text that names -L, which makes curl follow it");
    }

    private static boolean serves(Exchange answer) {
        return answer.status() / 100 == 2;
    }

    private static String location(Exchange answer) {
        Optional<String> location = answer.header("Location");
        Expect.that(
                location.isPresent() && URI.create(location.get()).isAbsolute(),
                answer,
                "Location " + location.orElse("is missing"),
                "an absolute URL in Location");
        return location.orElseThrow();
    }
}
