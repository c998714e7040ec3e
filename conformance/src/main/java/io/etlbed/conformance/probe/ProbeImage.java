package io.etlbed.conformance.probe;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.simulator.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
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

    /**
     * Removes what {@link #bundle(Path)} has written, and the folder, if nothing else is in it.
     *
     * @throws ConformanceException if it cannot be removed
     */
    public static void remove(Path folder) {
        Path rootfs = folder.resolve("rootfs");
        try {
            for (Path each : List.of(rootfs.resolve("code").resolve(FILE), rootfs.resolve("code"), rootfs, folder)) {
                Files.deleteIfExists(each);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's.
            return;
        } catch (IOException e) {
            throw new ConformanceException(
                    "the probe's image cannot be removed from " + folder + ": " + e.getMessage(), e);
        }
    }
}
