package io.etlbed.simulator.python;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small packages, and pip set up so that it looks for packages there and nowhere else. */
final class TestPackages {

    private static final String WHEEL = """
            Wheel-Version: 1.0
            Generator: etlbed
            Root-Is-Purelib: true
            Tag: py2-none-any
            Tag: py3-none-any
            """;

    private final Path folder;

    TestPackages(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    /** Adds a wheel with one module, which has the name of the package. */
    Path wheel(String name, String version, String code) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(name + ".py", code);
        info(name, version).forEach((file, text) -> files.put(name + "-" + version + ".dist-info/" + file, text));
        return zip(folder.resolve(name + "-" + version + "-py2.py3-none-any.whl"), files);
    }

    /** Adds sources, which are built by running code of theirs. */
    Path sources(String name, String version, String code) throws IOException {
        String top = name + "-" + version + "/";
        StringBuilder backend = new StringBuilder("import os, sys, zipfile\n")
                .append("def build_wheel(wheels, config_settings=None, metadata_directory=None):\n")
                .append(code.indent(4))
                .append("    name = '" + name + "-" + version + "-py3-none-any.whl'\n")
                .append("    with zipfile.ZipFile(os.path.join(wheels, name), 'w') as wheel:\n")
                .append("        wheel.writestr('" + name + ".py', 'built = True')\n");
        info(name, version)
                .forEach((file, text) -> backend.append("        wheel.writestr('" + name + "-" + version
                        + ".dist-info/" + file + "', '''" + text + "''')\n"));
        backend.append("    return name\n");
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                top + "pyproject.toml",
                "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n");
        files.put(top + "PKG-INFO", info(name, version).get("METADATA"));
        files.put(top + "backend.py", backend.toString());
        return zip(folder.resolve(name + "-" + version + ".zip"), files);
    }

    /** What the user's environment would be; whatever else pip needs of it comes from this process. */
    PipSettings settings(Map<String, String> more, Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PIP_NO_INDEX", "1");
        environment.put("PIP_FIND_LINKS", folder.toString());
        environment.putAll(more);
        return new PipSettings(environment, home);
    }

    static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static Map<String, String> info(String name, String version) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        files.put("WHEEL", WHEEL);
        files.put("RECORD", "");
        return files;
    }

    private static Path zip(Path file, Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
