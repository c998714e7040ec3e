package io.etlbed.conformance.http;

import io.etlbed.conformance.ConformanceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests and remembers what came of them. Safe for use by several threads. */
public final class Http {

    private static final int MOST_HOPS = 10;
    private static final int LARGE = 64 * 1024;

    private final Endpoint endpoint;
    private final List<Exchange> exchanges = new ArrayList<>();

    Http(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** What was sent and answered so far, in the order of the answers. */
    public List<Exchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }

    /**
     * Sends a request, follows its redirects if it says so, and takes the whole answer, whatever its status.
     *
     * @throws NoAnswerException if there is no complete answer in time
     */
    public Exchange send(Request request) throws InterruptedException {
        long start = System.nanoTime();
        URI first = endpoint.resolve(request.target());
        List<URI> hops = new ArrayList<>();
        HttpResponse<Received> answer = first(request, first);
        for (Optional<URI> next = redirect(request, answer); next.isPresent(); next = redirect(request, answer)) {
            hops.add(next.get());
            if (hops.size() > MOST_HOPS) {
                throw noAnswer(request, first, "redirected more than " + MOST_HOPS + " times", null);
            }
            answer = once(request, first, next.get(), info -> new Receiver());
        }
        Exchange exchange = new Exchange(
                request,
                first,
                hops,
                answer.statusCode(),
                answer.headers(),
                answer.body(),
                Duration.ofNanos(System.nanoTime() - start));
        synchronized (exchanges) {
            exchanges.add(exchange);
        }
        return exchange;
    }

    /**
     * Sends a request and gives the answer's body while it still comes in; what is not read is not asked of the server.
     * Closing the stream ends the exchange.
     *
     * @throws NoAnswerException if no answer begins in time, or its status is not 200
     */
    public InputStream stream(Request request) throws InterruptedException {
        URI first = endpoint.resolve(request.target());
        HttpResponse<InputStream> answer = once(request, first, first, BodyHandlers.ofInputStream());
        Optional<URI> next = redirect(request, answer);
        for (int hops = 0; next.isPresent() && hops < MOST_HOPS; hops++) {
            answer = once(request, first, next.get(), BodyHandlers.ofInputStream());
            next = redirect(request, answer);
        }
        if (answer.statusCode() != 200) {
            throw noAnswer(request, first, "status " + answer.statusCode(), null);
        }
        return answer.body();
    }

    /**
     * A gateway redirects an upload without reading it, and may close the connection while a large body still goes out; so it
     * is asked without a body where to put that. (The JDK's client does not get over an answer other than 100 to
     * {@code Expect: 100-continue}.)
     */
    private HttpResponse<Received> first(Request request, URI first) throws InterruptedException {
        boolean large = request.body().length() > LARGE;
        if (request.follow() && large && request.method().equals("PUT")) {
            Request asked = request.body(Payload.none());
            HttpResponse<Received> where = once(asked, first, first, info -> new Receiver());
            if (redirect(request, where).isPresent() || where.statusCode() >= 400) {
                return where;
            }
        }
        return once(request, first, first, info -> new Receiver());
    }

    private <T> HttpResponse<T> once(Request request, URI first, URI uri, BodyHandler<T> handler)
            throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .method(request.method(), request.body().publisher());
        request.headers().forEach(builder::header);
        CompletableFuture<HttpResponse<T>> coming = endpoint.client().sendAsync(builder.build(), handler);
        try {
            return coming.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw noAnswer(request, first, why(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw noAnswer(
                    request, first, "not complete after " + request.timeout().toSeconds() + " s", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            throw e;
        }
    }

    private Optional<URI> redirect(Request request, HttpResponse<?> answer) {
        boolean redirects = switch (answer.statusCode()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        if (!request.follow() || !redirects) {
            return Optional.empty();
        }
        return answer.headers().firstValue("Location").map(location -> {
            try {
                return answer.uri().resolve(location);
            } catch (IllegalArgumentException e) {
                throw new ConformanceException(
                        "the answer's Location is no URL: " + Printable.oneLine(location, 300), e);
            }
        });
    }

    private static String why(Throwable cause) {
        String message =
                cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
        return message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    private static NoAnswerException noAnswer(Request request, URI uri, String why, @Nullable Throwable cause) {
        return new NoAnswerException(
                "no answer to " + request.method() + " " + uri + ": " + why, Curl.line(request, uri), cause);
    }
}
