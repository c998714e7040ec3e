package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.Provision;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where on this host the files of a container are that has no root of its own. Its paths are replaced in text: in its
 * command, variables and working directory. What a program has in itself, or makes up, is not seen.
 */
final class Relocation {

    private final Map<String, Path> places =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Relocation() {}

    /**
     * Of the image's files, of what the node adds, and of the volumes.
     *
     * @param message the file for the container's last words
     */
    static Relocation of(PreparedImage image, ContainerSpec container, VolumeFolders volumes, Path message)
            throws IOException {
        Relocation relocation = new Relocation();
        relocation.lay(image.bundle());
        for (Provision.Mount mount : container.shown()) {
            relocation.put(mount.path(), mount.source().toRealPath());
        }
        for (ContainerSpec.Mount mount : container.mounts()) {
            relocation.put(mount.path(), volumes.shown(mount));
        }
        container.terminationMessage().ifPresent(path -> relocation.put(path, message));
        return relocation;
    }

    /** A text with the places of this host in it. A path is known by what stands before and behind it. */
    String apply(String text) {
        if (places.isEmpty() || text.indexOf('/') < 0) {
            return text;
        }
        String any = places.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        Matcher matcher =
                Pattern.compile("(?<![\\w./~-])(?:" + any + ")(?![\\w.-])").matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(String.valueOf(places.get(found.group()))));
    }

    private void put(String path, Path place) {
        String normal = Path.of(path).normalize().toString();
        if (!normal.equals(place.toString())) {
            places.put(normal, place);
        }
    }

    private void lay(Bundle bundle) throws IOException {
        if (!Files.isDirectory(bundle.rootfs())) {
            throw new IOException("the folder of image " + bundle.name() + " is not there: " + bundle.rootfs());
        }
        layOver(bundle.rootfs().toRealPath(), Path.of("/"));
    }

    /** What the host has of that name too remains the host's, but for the files of the image. */
    private void layOver(Path folder, Path at) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Path place = at.resolve(entry.getFileName().toString());
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(place)) {
                    layOver(entry, place);
                } else {
                    put(place.toString(), entry);
                }
            }
        }
    }
}
