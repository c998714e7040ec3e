package io.etlbed.conformance.probe;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.simulator.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The probe as an image for simulated clusters: one Python file that needs the standard library alone. */
public final class ProbeImage {

    /** By this name pods ask for it. */
    public static final String NAME = "etlbed/probe";

    private static final String FILE = "probe.py";

    private ProbeImage() {}

    /**
     * Writes the image below a folder, which is made where it is missing.
     *
     * @throws ConformanceException if it cannot be written
     */
    public static Bundle bundle(Path folder) {
        Path place = folder.resolve("rootfs").resolve("code");
        try (InputStream source = ProbeImage.class.getResourceAsStream(FILE)) {
            if (source == null) {
                throw new ConformanceException(FILE + " is missing in this build");
            }
            Files.createDirectories(place);
            Files.copy(source, place.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ConformanceException(
                    "the probe's image cannot be written to " + folder + ": " + e.getMessage(), e);
        }
        return new Bundle(
                NAME,
                folder.resolve("rootfs"),
                List.of("python3", "-B", "/code/" + FILE),
                List.of(),
                Map.of(),
                Set.of("python3"));
    }
}
