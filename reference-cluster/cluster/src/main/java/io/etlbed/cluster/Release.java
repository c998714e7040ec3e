package io.etlbed.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which etlbed this is. */
public final class Release {

    private Release() {}

    /** Its version, as {@code 1.2.3}: that of the build, which between releases is named after the next one. */
    public static String version() {
        try (InputStream text = Release.class.getResourceAsStream("release.txt")) {
            String version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
            return version.replace("-SNAPSHOT", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
