package io.etlbed.conformance.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Request;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Whether the endpoint answers at all, said once for the whole run. */
final class Health {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Endpoint endpoint;
    private final String version;
    private Optional<String> trouble;

    private Health(Endpoint endpoint, String version, Optional<String> trouble) {
        this.endpoint = endpoint;
        this.version = version;
        this.trouble = trouble;
    }

    /** @throws ConformanceException if nothing answers there: then there is nothing to judge */
    static void reach(Endpoint endpoint) throws InterruptedException {
        try {
            endpoint.open().send(Request.of("GET", "/v1/health").within(LIMIT));
        } catch (NoAnswerException e) {
            boolean refused = e.getCause() instanceof ConnectException connecting
                    && !(connecting.getCause() instanceof UnresolvedAddressException);
            String hint = e.getCause() instanceof SSLException
                    ? " (name the authority of its certificates by --ca=FILE)"
                    : "";
            throw new ConformanceException(
                    "cannot reach " + endpoint.url() + ": " + (refused ? "connection refused" : e.getMessage()) + hint,
                    e);
        }
    }

    static Health of(Endpoint endpoint) throws InterruptedException {
        Optional<String> trouble = ask(endpoint);
        return new Health(endpoint, trouble.isPresent() ? "" : version(endpoint), trouble);
    }

    /** What the implementation says of itself; empty where it says nothing. */
    String version() {
        return version;
    }

    /** Why nothing can be judged any more. */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    /** Asks again, after a check met no answer. */
    synchronized void lookAgain() throws InterruptedException {
        if (trouble.isEmpty()) {
            trouble = ask(endpoint);
        }
    }

    private static Optional<String> ask(Endpoint endpoint) throws InterruptedException {
        try {
            Exchange health =
                    endpoint.open().send(Request.of("GET", "/v1/health").within(LIMIT));
            return health.status() == 200
                    ? Optional.empty()
                    : Optional.of("The endpoint is not healthy: GET /v1/health answers " + health.summary());
        } catch (NoAnswerException e) {
            return Optional.of("The endpoint does not answer: " + e.getMessage() + ". Is this its URL, and is it up?");
        }
    }

    private static String version(Endpoint endpoint) throws InterruptedException {
        try {
            Exchange status = endpoint.open()
                    .send(Request.of("GET", "/v1/daemon?what=status").within(LIMIT));
            return new ObjectMapper()
                    .readTree(status.text())
                    .path("ais_version")
                    .asText("");
        } catch (NoAnswerException | JsonProcessingException e) {
            return "";
        }
    }
}
