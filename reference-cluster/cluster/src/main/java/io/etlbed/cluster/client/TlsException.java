package io.etlbed.cluster.client;

import java.io.IOException;
import java.io.Serial;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** A node does not speak TLS in a way that this client takes. Nothing was sent to it. */
public final class TlsException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean untrusted;

    private TlsException(String message, boolean untrusted, SSLException cause) {
        super(message, cause);
        this.untrusted = untrusted;
    }

    /** @param node such as {@code https://127.0.0.1:8080} */
    static TlsException of(String node, SSLException cause) {
        String told = String.valueOf(cause.getMessage());
        String lower = told.toLowerCase(Locale.ROOT);
        if (lower.contains("unrecognized ssl message") || lower.contains("plaintext connection")) {
            return new TlsException(node + " does not speak TLS: use http://", false, cause);
        }
        if (lower.contains("certification path") || lower.contains("path building") || lower.contains("trust anchor")) {
            return new TlsException(
                    node + " cannot be trusted: this client does not know the authority of its certificate",
                    true,
                    cause);
        }
        if (lower.contains("subject alternative") || lower.contains("no name matching")) {
            return new TlsException(
                    node + " cannot be trusted: its certificate is for another host: " + told, false, cause);
        }
        return new TlsException(node + " does not agree on TLS: " + told, false, cause);
    }

    /** Whether the client would have to be told of an authority. */
    public boolean untrusted() {
        return untrusted;
    }
}
