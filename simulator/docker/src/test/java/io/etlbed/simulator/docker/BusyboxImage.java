package io.etlbed.simulator.docker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/** The folder of an image that needs no other: one static program that is a shell and the usual tools. */
public final class BusyboxImage {

    private BusyboxImage() {}

    /**
     * Writes the folder, with a {@code Dockerfile}.
     *
     * @param programs more of them, by their path, each a shell script
     * @param rest of the Dockerfile, such as {@code ENTRYPOINT}
     */
    public static Path in(Path folder, Map<String, String> programs, String rest) throws IOException {
        Path busybox = Stream.of("/bin/busybox", "/usr/bin/busybox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/none"));
        assumeTrue(Files.isExecutable(busybox), "busybox is not installed");
        boolean alone = !new String(Files.readAllBytes(busybox), StandardCharsets.ISO_8859_1).contains("/ld-linux");
        assumeTrue(alone, "busybox is installed, but needs libraries (there is a package busybox-static)");
        Path root = folder.resolve("root");
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("tmp"));
        Files.copy(busybox, root.resolve("bin/busybox"));
        for (String tool : new String[] {
            "sh",
            "cat",
            "echo",
            "sleep",
            "mount",
            "mkdir",
            "ls",
            "wc",
            "wget",
            "sed",
            "grep",
            "head",
            "sha256sum",
            "nc",
            "env",
            "id",
            "readlink",
            "cut",
            "tail",
            "hostname",
            "awk",
            "rmdir",
            "rm",
            "tar",
            "ip",
            "mv",
            "cp",
            "chmod",
            "ln",
            "test"
        }) {
            Files.createSymbolicLink(root.resolve("bin").resolve(tool), Path.of("busybox"));
        }
        for (Map.Entry<String, String> program : programs.entrySet()) {
            Path file = root.resolve(program.getKey().substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, program.getValue());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(folder.resolve("Dockerfile"), """
                FROM scratch
                COPY root/ /
                ENV PATH=/bin
                %s
                """.formatted(rest));
        return folder;
    }
}
