package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Code of this JVM, which nobody can compare: each is itself alone.
 *
 * @param number of this one in this JVM
 */
record HandlerSource(RequestHandler handler, long number) implements Source {

    private static final AtomicLong LAST = new AtomicLong();

    HandlerSource(RequestHandler handler) {
        this(handler, LAST.incrementAndGet());
    }

    @Override
    public String what() {
        return "code of this JVM";
    }

    @Override
    public Set<Option> takes() {
        return Set.of(Option.COMMUNICATION, Option.ENVIRONMENT, Option.PORT);
    }

    @Override
    public Blueprint plan(Options options) {
        return handled(Hash.of("handler").with(String.valueOf(number)), what(), handler, options);
    }

    /** What code of this JVM comes to; it answers for its own health. */
    static Blueprint handled(Hash hash, String what, RequestHandler handler, Options options) {
        String key = hash.with(options).text();
        String image = "etlbed/handler-" + key.substring(0, 20);
        RequestHandler healthy = (request, answer) -> {
            if (request.method().equals("GET") && request.target().equals(options.health())) {
                answer.send(200, "OK");
            } else {
                handler.handle(request, answer);
            }
        };
        byte[] yaml = PodText.server(image, List.of(), options).getBytes(StandardCharsets.UTF_8);
        return new Blueprint(
                key,
                what,
                new ImageParts.Handler(HandlerImage.serving(image, healthy)),
                new EtlInit.Spec("", yaml, Optional.empty(), options.timeoutText()));
    }
}
