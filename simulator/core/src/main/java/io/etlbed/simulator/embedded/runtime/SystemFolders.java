package io.etlbed.simulator.embedded.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folders of this host that hold the system itself; every pod sees them, read-only. */
final class SystemFolders {

    static final List<Path> ALL = List.of(
            Path.of("/usr"),
            Path.of("/bin"),
            Path.of("/sbin"),
            Path.of("/lib"),
            Path.of("/lib32"),
            Path.of("/lib64"),
            Path.of("/libx32"),
            Path.of("/nix"));

    /** Parts of /etc without which programs of the system do not work; the rest of it is nobody's business. */
    static final List<Path> SETTINGS = List.of(
            Path.of("/etc/ssl"),
            Path.of("/etc/pki"),
            Path.of("/etc/ca-certificates"),
            Path.of("/etc/alternatives"),
            Path.of("/etc/fonts"));

    /** Files of /etc that are copied into each pod. */
    static final List<Path> SETTING_FILES = List.of(
            Path.of("/etc/ld.so.cache"),
            Path.of("/etc/localtime"),
            Path.of("/etc/timezone"),
            Path.of("/etc/mime.types"),
            Path.of("/etc/protocols"),
            Path.of("/etc/services"));

    private SystemFolders() {}

    static boolean contain(Path path) {
        return ALL.stream().filter(Files::isDirectory).anyMatch(path::startsWith);
    }
}
