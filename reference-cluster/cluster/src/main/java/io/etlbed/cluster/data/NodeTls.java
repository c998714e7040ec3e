package io.etlbed.cluster.data;

import io.etlbed.cluster.tls.Pem;
import io.etlbed.cluster.tls.TlsFiles;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** How nodes speak TLS: by which certificate clients and other nodes know them, and by which authority they know each other. */
public final class NodeTls {

    private final SslContext server;
    private final SslContext client;

    private NodeTls(SslContext server, SslContext client) {
        this.server = server;
        this.client = client;
    }

    /** @throws IOException if one of the files does not hold what it should, with its name */
    public static NodeTls of(TlsFiles files) throws IOException {
        X509Certificate[] chain = certificates(files.certificate());
        PrivateKey key = Pem.key(files.key(), chain[0]);
        NodeTls tls = new NodeTls(
                SslContextBuilder.forServer(key, chain)
                        .sslProvider(SslProvider.JDK)
                        .build(),
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(certificates(files.trusted()))
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build());
        tls.rehearse(files);
        return tls;
    }

    /** By no name in particular: where nodes are reached is not known yet. */
    private void rehearse(TlsFiles files) throws IOException {
        SSLEngine caller = client.newEngine(UnpooledByteBufAllocator.DEFAULT);
        SSLParameters parameters = caller.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("");
        caller.setSSLParameters(parameters);
        try {
            new Rehearsal(caller, server.newEngine(UnpooledByteBufAllocator.DEFAULT)).run();
        } catch (SSLException e) {
            throw new IOException(
                    "nodes would not trust each other by " + files.certificate() + " and " + files.trusted() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static X509Certificate[] certificates(Path file) throws IOException {
        List<X509Certificate> found = Pem.certificates(file);
        return found.toArray(X509Certificate[]::new);
    }

    SslContext server() {
        return server;
    }

    /** For a connection to another node, whose certificate must name the host. */
    SslHandler client(ByteBufAllocator allocator, String host, int port) {
        return client.newHandler(allocator, host, port);
    }
}
