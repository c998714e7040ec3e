package io.etlbed.conformance.http;

import io.etlbed.conformance.ConformanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with a cluster whose certificates are by an authority that a user names. */
final class KnownAuthority {

    private KnownAuthority() {}

    /** @throws ConformanceException if the file cannot be read, or holds no certificate */
    static SSLContext of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), each);
            }
            if (store.size() == 0) {
                throw new ConformanceException("--ca: " + file + " holds no certificate: PEM is expected");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new ConformanceException("--ca: " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new ConformanceException(
                    "--ca: " + file + " holds no certificate that can be read: PEM is expected", e);
        }
    }
}
