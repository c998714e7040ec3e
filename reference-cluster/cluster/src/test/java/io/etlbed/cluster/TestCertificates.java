package io.etlbed.cluster;

import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.simulator.certificate.CertificateAuthority;
import io.etlbed.simulator.certificate.ServerIdentity;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, and the certificate of nodes by it. */
record TestCertificates(TlsFiles files) {

    static TestCertificates in(Path folder, String... hosts) throws Exception {
        Files.createDirectories(folder);
        CertificateAuthority authority = CertificateAuthority.create("test-ca", Instant.now());
        ServerIdentity nodes = authority.issue("test-node", List.of(hosts));
        return new TestCertificates(new TlsFiles(
                Files.writeString(folder.resolve("server.crt"), nodes.certificatePem()),
                Files.writeString(folder.resolve("server.key"), nodes.keyPem()),
                Optional.of(Files.writeString(folder.resolve("ca.crt"), authority.pem()))));
    }

    Path authority() {
        return files.trusted();
    }

    /** Of clients that know the authority. */
    SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
