package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/** The file by which kubectl and client libraries find a cluster. It carries the token: only its owner may read it. */
final class Kubeconfig {

    private Kubeconfig() {}

    /** Never half there: written beside its place and moved. */
    static void write(Path file, String server, String authorityPem, Token token) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (SeekableByteChannel channel = Files.newByteChannel(
                        fresh, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), ownerOnly(fresh));
                var out = Channels.newOutputStream(channel)) {
            out.write(text(server, authorityPem, token).getBytes(UTF_8));
        }
        Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** From the first byte on; elsewhere than on POSIX systems a user's folders are closed to others anyway. */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private static String text(String server, String authorityPem, Token token) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: etlbed
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: etlbed
                  user:
                    token: %s
                contexts:
                - name: etlbed
                  context:
                    cluster: etlbed
                    user: etlbed
                    namespace: default
                current-context: etlbed
                """.formatted(server, Base64.getEncoder().encodeToString(authorityPem.getBytes(UTF_8)), token.value());
    }
}
