package io.etlbed.simulator.embedded.runtime;

/**
 * A file that a volume has from the start.
 *
 * @param path below the volume, with slashes; relative, and without {@code ..}
 * @param content all of it
 * @param mode the lowest nine bits are its permissions, such as {@code 0644}
 */
public record VolumeFile(String path, byte[] content, int mode) {

    public VolumeFile {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
