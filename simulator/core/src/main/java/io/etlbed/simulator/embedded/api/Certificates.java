package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.certificate.CertificateAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * An authority of the cluster's own, and the server's certificate for this host by it. Both live as long as the server.
 *
 * @param serverContext for the server's sockets
 * @param authorityPem the authority's certificate, by which clients know the server
 */
record Certificates(String authorityPem, SSLContext serverContext) {

    static Certificates create(Instant now) {
        try {
            CertificateAuthority authority = CertificateAuthority.create("etlbed-ca", now);
            return new Certificates(
                    authority.pem(),
                    authority
                            .issue("etlbed-apiserver", List.of("127.0.0.1", "localhost"))
                            .context());
        } catch (GeneralSecurityException | IOException e) {
            throw new SimulatorException("cannot make the API server's certificates: " + e.getMessage(), e);
        }
    }
}
