package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.handler.HandlerContainer;
import io.etlbed.simulator.handler.HandlerRequest;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A request as handlers see it. */
final class Request implements HandlerRequest {

    private final HttpPort port;
    private final RequestHead head;
    private final InputStream body;

    Request(HttpPort port, RequestHead head, InputStream body) {
        this.port = port;
        this.head = head;
        this.body = body;
    }

    @Override
    public HandlerContainer container() {
        return port.face();
    }

    @Override
    public int port() {
        return port.port();
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String target() {
        return head.target();
    }

    @Override
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(head.headers());
    }

    @Override
    public OptionalLong length() {
        return head.length();
    }

    @Override
    public InputStream body() {
        return body;
    }
}
