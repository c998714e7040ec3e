package io.etlbed.ci.bench;

import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.simulator.certificate.CertificateAuthority;
import io.etlbed.simulator.certificate.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One certificate for all servers of a comparison: the same kind of key costs all of them the same. */
final class BenchCertificate {

    private BenchCertificate() {}

    static TlsFiles write(Path folder) throws IOException {
        Files.createDirectories(folder);
        CertificateAuthority authority = CertificateAuthority.create("bench-ca", Instant.now());
        ServerIdentity server = authority.issue("bench", List.of("127.0.0.1"));
        return new TlsFiles(
                Files.writeString(folder.resolve("server.crt"), server.certificatePem()),
                Files.writeString(folder.resolve("server.key"), server.keyPem()),
                Optional.of(Files.writeString(folder.resolve("ca.crt"), authority.pem())));
    }
}
