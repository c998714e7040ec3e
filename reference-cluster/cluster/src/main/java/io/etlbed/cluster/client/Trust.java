package io.etlbed.cluster.client;

import io.etlbed.cluster.tls.Pem;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whose certificates a client takes.
 *
 * @param authority a PEM file; those that it holds, and no other, may vouch for nodes. Empty for the authorities of the JDK
 * @param anybody whether all certificates are taken, for any host
 */
record Trust(Optional<Path> authority, boolean anybody) {

    /** As the JDK has it. */
    static final Trust STANDARD = new Trust(Optional.empty(), false);

    /** @throws IOException if the file cannot be read, or holds no certificate */
    SSLContext context() throws IOException {
        try {
            if (!anybody && authority.isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, anybody ? new TrustManager[] {new Anybody()} : known(authority.orElseThrow()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be had: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] known(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        for (X509Certificate each : Pem.certificates(file)) {
            store.setCertificateEntry("authority-" + store.size(), each);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    /** Looks at nothing; an extended one is asked for the host as well, where the JDK would look itself. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
