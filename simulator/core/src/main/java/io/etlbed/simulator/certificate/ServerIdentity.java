package io.etlbed.simulator.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * By which a server shows that it is who it says.
 *
 * @param key its private key
 * @param chain its certificate, and then that of the authority
 */
public record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public ServerIdentity {
        chain = List.copyOf(chain);
    }

    /** The chain in PEM. */
    public String certificatePem() {
        return chain.stream().map(Pem::certificate).collect(Collectors.joining());
    }

    /** The key in PEM, unencrypted PKCS #8. */
    public String keyPem() {
        return Pem.key(key);
    }

    /** For the server's sockets. */
    public SSLContext context() throws GeneralSecurityException, IOException {
        // The store never leaves the memory: its password protects nothing, and the lighter format does.
        char[] password = "memory".toCharArray();
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, password);
        store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, RANDOM);
        return context;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ServerIdentity of " + chain.get(0).getSubjectX500Principal();
    }
}
