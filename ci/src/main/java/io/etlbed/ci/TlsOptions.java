package io.etlbed.ci;

import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.junit.EtlCluster;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the nodes of a cluster speak TLS, and by which certificate. */
final class TlsOptions {

    @Option(
            names = "--tls",
            description =
                    "Proxies and targets speak TLS, by certificates of an authority that is made for the cluster.")
    private boolean tls;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "TLS by your own certificate, in PEM; it names the addresses of the nodes, such as 127.0.0.1.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The key of that certificate: PKCS #8, in PEM.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "The authority by which nodes know each other; the certificate itself if left out.")
    private Optional<Path> authority = Optional.empty();

    void examine(Wrong wrong) {
        if (certificate.isPresent() != key.isPresent()) {
            throw wrong.because("--tls-cert and --tls-key are given together");
        }
        if (authority.isPresent() && certificate.isEmpty()) {
            throw wrong.because("--tls-ca needs --tls-cert and --tls-key");
        }
    }

    void tell(EtlCluster.Builder builder) {
        if (certificate.isPresent()) {
            builder.tls(new TlsFiles(certificate.get(), key.orElseThrow(), authority));
        } else if (tls) {
            builder.tls();
        }
    }
}
