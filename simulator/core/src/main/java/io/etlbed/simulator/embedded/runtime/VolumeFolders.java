package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volumes of a pod as folders of the host. */
final class VolumeFolders {

    private static final String MODE = "unix:mode";
    private static final int ALL = 0777;

    private final Map<String, Path> folders = new HashMap<>();

    /** Makes them below an existing folder. */
    VolumeFolders(Path home, Map<String, List<VolumeFile>> volumes) throws IOException {
        for (Map.Entry<String, List<VolumeFile>> volume : volumes.entrySet()) {
            Path folder = Files.createDirectories(folder(home, volume.getKey()));
            Files.setAttribute(folder, MODE, ALL);
            for (VolumeFile file : volume.getValue()) {
                write(folder, file);
            }
            folders.put(volume.getKey(), folder);
        }
    }

    /** Where a volume is, below the folder of its pod. */
    static Path folder(Path home, String volume) {
        return home.resolve("volumes").resolve(volume);
    }

    /** Those on the disk. */
    Map<String, Path> onDisk(Set<String> inMemory) {
        Map<String, Path> all = new HashMap<>(folders);
        all.keySet().removeAll(inMemory);
        return all;
    }

    private static void write(Path folder, VolumeFile file) throws IOException {
        Path place = folder.resolve(file.path()).normalize();
        if (!place.startsWith(folder) || place.equals(folder)) {
            throw new IOException("a file of a volume may not lie at " + file.path());
        }
        Files.createDirectories(place.getParent());
        Files.write(place, file.content());
        Files.setAttribute(place, MODE, file.mode() & ALL);
    }

    /**
     * What a mount shows: a volume, or a part of it, which is made as a folder where it is not there.
     *
     * @throws IOException if the part lies outside, as by a link that a container has put there
     */
    Path shown(ContainerSpec.Mount mount) throws IOException {
        Path volume = folders.get(mount.volume());
        if (volume == null) {
            throw new IOException("there is no volume " + mount.volume());
        }
        Path inside = volume.toRealPath();
        if (mount.subPath().isEmpty()) {
            return inside;
        }
        Path part = inside.resolve(mount.subPath()).normalize();
        Path existing = part;
        while (existing != null && existing.startsWith(inside) && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !existing.toRealPath().startsWith(inside)) {
            throw new IOException(
                    "subPath " + mount.subPath() + " of volume " + mount.volume() + " lies outside of it");
        }
        if (!Files.exists(part)) {
            Files.createDirectories(part);
            Files.setAttribute(part, MODE, ALL);
        }
        return part.toRealPath();
    }
}
