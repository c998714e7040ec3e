package io.etlbed.simulator.embedded.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A watch as a response that goes on: one event to a line. */
final class ChunkedSink implements WatchSink {

    private final HttpServletResponse response;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    ChunkedSink(HttpServletResponse response) throws IOException {
        this.response = response;
        this.out = response.getOutputStream();
    }

    /** Done when the response is to be completed. */
    CompletableFuture<Void> over() {
        return over;
    }

    @Override
    public void begin() throws IOException {
        response.flushBuffer();
    }

    @Override
    public void send(byte[] event) throws IOException {
        out.write(event);
        out.write('\n');
        out.flush();
    }

    @Override
    public void end() {
        over.complete(null);
    }
}
