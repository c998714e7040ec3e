package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.AisException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;

/**
 * The beginning of a connection to a node that speaks TLS. A client that does not is answered so in plain HTTP, which is what it
 * understands.
 */
final class TlsDoor extends OptionalSslHandler implements DataService {

    private final DataService service;
    private final Duration patience;
    private boolean encrypted;

    /**
     * @param service of clients that speak TLS
     * @param patience for a handshake
     */
    TlsDoor(SslContext tls, DataService service, Duration patience) {
        super(tls);
        this.service = service;
        this.patience = patience;
    }

    @Override
    protected SslHandler newSslHandler(ChannelHandlerContext context, SslContext tls) {
        encrypted = true;
        SslHandler handler = super.newSslHandler(context, tls);
        handler.setHandshakeTimeoutMillis(patience.toMillis());
        return handler;
    }

    @Override
    public Plan plan(RequestHead request) {
        if (!encrypted) {
            throw new AisException(400, "this node speaks TLS, and was sent a request in plain HTTP: use https://");
        }
        return service.plan(request);
    }
}
