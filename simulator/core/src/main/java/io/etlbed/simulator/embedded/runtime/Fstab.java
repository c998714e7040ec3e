package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is to be mounted, in this order, as a table that one {@code mount} works off: a container has thirty mounts, and a
 * process for each took longer than all else of its start.
 */
final class Fstab {

    private final HostPrograms programs;
    private final StringBuilder lines = new StringBuilder();
    private final List<String> protections = new ArrayList<>();

    Fstab(HostPrograms programs) {
        this.programs = programs;
    }

    /**
     * A shell command that makes read-only what is mounted already.
     *
     * @param flags those of the mount that cannot be taken away
     */
    static String readOnly(HostPrograms programs, Path point, Collection<String> flags) {
        List<String> options = new ArrayList<>(List.of("remount", "bind", "ro"));
        options.addAll(flags);
        return Shell.command(programs.path("mount"), List.of("-o", String.join(",", options), point.toString()));
    }

    void add(String source, Path point, String type, Collection<String> options) {
        lines.append(field(source))
                .append(' ')
                .append(field(point.toString()))
                .append(' ')
                .append(type)
                .append(' ')
                .append(field(String.join(",", options)))
                .append(" 0 0\n");
    }

    /** A folder or file that is to be seen at another place too. */
    void bind(Path source, Path point, Collection<String> options) {
        add(source.toString(), point, "none", options);
    }

    /** Makes what came along with another mount read-only; a table passes over what is mounted already. */
    void protect(Path point, Collection<String> flags) {
        protections.add(readOnly(programs, point, flags));
    }

    /**
     * Writes the table.
     *
     * @param file where; made
     * @return shell commands that do what it says, each of which fails where a mount fails
     */
    List<String> write(Path file) throws IOException {
        Files.writeString(file, lines, StandardCharsets.UTF_8);
        List<String> commands = new ArrayList<>();
        commands.add(Shell.command(programs.path("mount"), List.of("-a", "-T", file.toString())));
        commands.addAll(protections);
        return commands;
    }

    /** What would end a field is written in octal (fstab(5)). */
    private static String field(String text) {
        return text.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }
}
