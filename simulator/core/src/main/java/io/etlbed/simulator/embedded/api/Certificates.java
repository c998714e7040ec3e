package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of the cluster's own, and the server's certificate for this host by it. Both live as long as the server. */
final class Certificates {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String authorityPem;
    private final SSLContext serverContext;

    private Certificates(String authorityPem, SSLContext serverContext) {
        this.authorityPem = authorityPem;
        this.serverContext = serverContext;
    }

    static Certificates create(Instant now) {
        try {
            CertificateMaker maker = new CertificateMaker(keys(), "etlbed-ca", now, RANDOM);
            X509Certificate authority = maker.root();
            KeyPair serverKeys = keys();
            X509Certificate server = maker.server("etlbed-apiserver", serverKeys.getPublic());
            return new Certificates(pem(authority), context(serverKeys, server, authority));
        } catch (GeneralSecurityException | IOException e) {
            throw new SimulatorException("cannot make the API server's certificates: " + e.getMessage(), e);
        }
    }

    /** For the server's sockets. */
    SSLContext serverContext() {
        return serverContext;
    }

    /** The authority's certificate, by which clients know the server. */
    String authorityPem() {
        return authorityPem;
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static SSLContext context(KeyPair keys, X509Certificate server, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        // The store never leaves the memory: its password protects nothing, and the lighter format does.
        char[] password = "memory".toCharArray();
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, password);
        store.setKeyEntry("server", keys.getPrivate(), password, new Certificate[] {server, authority});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, RANDOM);
        return context;
    }
}
