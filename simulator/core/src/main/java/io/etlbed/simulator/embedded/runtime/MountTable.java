package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted where on this host. A user namespace may make a mount read-only but may not take {@code nosuid},
 * {@code nodev} or {@code noexec} from it, so each has to be named again.
 */
final class MountTable {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Set<String> LOCKED = Set.of("nosuid", "nodev", "noexec");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private final List<Mount> mounts;

    private MountTable(List<Mount> mounts) {
        this.mounts = List.copyOf(mounts);
    }

    /**
     * One mount.
     *
     * @param point where it is
     * @param flags those of its flags that cannot be taken away
     */
    record Mount(Path point, Set<String> flags) {}

    static MountTable read() throws IOException {
        return parse(Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1));
    }

    static MountTable parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            if (fields.length > 5) {
                Set<String> flags = new TreeSet<>(List.of(fields[5].split(",", -1)));
                flags.retainAll(LOCKED);
                mounts.add(new Mount(Path.of(unescape(fields[4])), flags));
            }
        }
        return new MountTable(mounts);
    }

    /** The flags of the mount that a path is on. */
    Set<String> flagsAt(Path path) {
        Mount nearest = new Mount(Path.of("/"), Set.of());
        for (Mount mount : mounts) {
            // The last of several on one point is the one on top.
            if (path.startsWith(mount.point())
                    && mount.point().getNameCount() >= nearest.point().getNameCount()) {
                nearest = mount;
            }
        }
        return nearest.flags();
    }

    /** The mounts below a path, itself not included. */
    List<Mount> below(Path path) {
        return mounts.stream()
                .filter(mount ->
                        mount.point().startsWith(path) && !mount.point().equals(path))
                .toList();
    }

    /** Space, tab, newline and backslash are written as octal; the bytes are UTF-8. */
    private static String unescape(String field) {
        Matcher matcher = OCTAL.matcher(field);
        String bytes = matcher.replaceAll(
                match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
