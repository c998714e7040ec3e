package io.etlbed.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which etlbed this is. */
public final class Release {

    private Release() {}

    /** Its version as the build has it, by semantic versioning. */
    public static String version() {
        try (InputStream text = Release.class.getResourceAsStream("release.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
