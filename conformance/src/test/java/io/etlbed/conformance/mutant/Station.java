package io.etlbed.conformance.mutant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Listens in the place of one server, passes on what comes, and applies a mutation to it. Streams objects both ways. */
final class Station implements AutoCloseable {

    private final HttpServer server;
    private final Upstream upstream;
    private final Mutation mutation;
    private final Addresses addresses;
    private final Role role;

    /** @param role a target stores what is PUT; a gateway redirects it unread */
    Station(Upstream upstream, Mutation mutation, Addresses addresses, Role role, ExecutorService workers)
            throws IOException {
        this.upstream = upstream;
        this.mutation = mutation;
        this.addresses = addresses;
        this.role = role;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What fails is thrown to the server, which then cuts the connection: to close the exchange would complete the answer. */
    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        boolean object =
                target.startsWith("/v1/objects/") && exchange.getRequestMethod().equals("PUT");
        byte[] body = object ? new byte[0] : exchange.getRequestBody().readAllBytes();
        Sent sent = new Sent(role, exchange.getRequestMethod(), target, exchange.getRequestHeaders(), body);
        Runnable done = mutation.around(sent);
        try {
            pass(reply(sent, object ? Optional.of(exchange.getRequestBody()) : Optional.empty(), exchange), exchange);
        } finally {
            done.run();
        }
        exchange.close();
    }

    private Reply reply(Sent sent, Optional<InputStream> object, HttpExchange exchange) throws IOException {
        Optional<Reply> instead = mutation.instead(sent);
        if (instead.isPresent()) {
            drain(object);
            return instead.get();
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        Optional<InputStream> passed = role == Role.TARGET ? object : Optional.empty();
        Reply reply = upstream.send(mutation.before(sent), passed, length == null ? 0 : Long.parseLong(length));
        if (passed.isEmpty()) {
            drain(object);
        }
        return mutation.after(sent, redirected(sent, reply));
    }

    private Reply redirected(Sent sent, Reply reply) throws IOException {
        Reply here = reply.headers().containsKey("location")
                ? reply.with(
                        "location",
                        addresses.ofRedirect(reply.headers().get("location").get(0)))
                : reply;
        return sent.path().equals("/v1/daemon") ? here.text(addresses::inText) : here;
    }

    private static void drain(Optional<InputStream> object) throws IOException {
        if (object.isPresent()) {
            object.get().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void pass(Reply reply, HttpExchange exchange) throws IOException {
        reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        boolean empty = reply.length() == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : Math.max(0, reply.length()));
        try (InputStream body = reply.body()) {
            if (!empty) {
                OutputStream out = exchange.getResponseBody();
                byte[] block = new byte[32_768];
                for (int count = body.read(block); count >= 0; count = body.read(block)) {
                    out.write(block, 0, count);
                    out.flush();
                }
            }
        }
    }

    URI server() {
        return upstream.server();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
