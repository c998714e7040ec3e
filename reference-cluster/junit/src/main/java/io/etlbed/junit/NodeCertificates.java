package io.etlbed.junit;

import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.simulator.certificate.CertificateAuthority;
import io.etlbed.simulator.certificate.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The certificate of a cluster's nodes, by an authority of its own that is gone when it is made (API-11). */
public final class NodeCertificates {

    private NodeCertificates() {}

    /**
     * Writes {@code ca.crt}, {@code server.crt} and {@code server.key}.
     *
     * @param folder is made
     * @param host name or address where nodes are reached, beside the loopback
     */
    public static TlsFiles write(Path folder, Optional<String> host) throws IOException {
        Set<String> hosts = new LinkedHashSet<>(List.of("127.0.0.1", "localhost", "::1"));
        host.ifPresent(hosts::add);
        CertificateAuthority authority = CertificateAuthority.create("etlbed-cluster-ca", Instant.now());
        ServerIdentity nodes = authority.issue("etlbed-node", hosts);
        Files.createDirectories(folder);
        Path key = Files.createFile(
                folder.resolve("server.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new TlsFiles(
                Files.writeString(folder.resolve("server.crt"), nodes.certificatePem()),
                Files.writeString(key, nodes.keyPem()),
                Optional.of(Files.writeString(folder.resolve("ca.crt"), authority.pem())));
    }
}
