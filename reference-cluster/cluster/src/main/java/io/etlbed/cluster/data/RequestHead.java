package io.etlbed.cluster.data;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.SocketAddress;
import java.util.Optional;

/** Request line and headers, before any of the body. Paths and queries are raw: one char per byte, still escaped. */
public final class RequestHead {

    private final HttpRequest request;
    private final SocketAddress remote;
    private final String path;
    private final String query;

    RequestHead(HttpRequest request, SocketAddress remote) {
        this.request = request;
        this.remote = remote;
        String uri = request.uri();
        int start = uri.startsWith("/") ? 0 : afterAuthority(uri);
        int question = uri.indexOf('?', start);
        this.path = start == 0 && question < 0 ? uri : uri.substring(start, question < 0 ? uri.length() : question);
        this.query = question < 0 ? "" : uri.substring(question + 1);
    }

    /** Where the path begins in {@code http://host/path}, as it is sent to a forward proxy. */
    private static int afterAuthority(String uri) {
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        return slash < 0 ? 0 : slash;
    }

    /** Such as {@code GET}. */
    public String method() {
        return request.method().name();
    }

    /** The path as sent. */
    public String rawPath() {
        return path;
    }

    /** The query as sent, without the question mark; may be empty. */
    public String rawQuery() {
        return query;
    }

    /** A header by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    /** {@code host:port} of the client. */
    public String remoteAddress() {
        return Addresses.text(remote);
    }

    /** The length that was announced for the body; -1 where it is chunked, 0 where there is none. */
    public long contentLength() {
        return HttpUtil.isTransferEncodingChunked(request) ? -1 : HttpUtil.getContentLength(request, 0L);
    }

    boolean isHead() {
        return request.method().name().equals("HEAD");
    }

    boolean keepAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    boolean http10() {
        return !request.protocolVersion().isKeepAliveDefault();
    }

    boolean expectsContinue() {
        return request.headers().contains(HttpHeaderNames.EXPECT) && HttpUtil.is100ContinueExpected(request);
    }

    HttpRequest request() {
        return request;
    }
}
