package io.etlbed.cluster.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What nodes need to speak TLS (API-11), as PEM files. All nodes of a cluster show the same certificate, which therefore names
 * every address under which one of them is reached.
 *
 * @param certificate of the nodes, followed by those between it and the authority
 * @param key of that certificate, unencrypted PKCS #8
 * @param authority by which nodes know each other, and clients know the nodes; where it is empty, the certificates of {@code
 *     certificate} themselves
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> authority) {

    /** What clients trust in. */
    public Path trusted() {
        return authority.orElse(certificate);
    }
}
