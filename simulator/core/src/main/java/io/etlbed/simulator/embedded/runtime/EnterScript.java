package io.etlbed.simulator.embedded.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * The first process of a container: a shell that mounts what belongs to the container, changes its root, starts the
 * container's command and waits for it. The command has given up what would let it undo the mounts
 * ({@link ContainerPrivileges}); the shell has not, and so the command can neither look into it nor stop it. A token is said by the process that becomes the command, so that from then on there
 * is one to be told to stop. The shell stays the first process of the container's own process namespace, so
 * that whatever the command leaves running ends with it.
 */
final class EnterScript {

    private static final String TEMPLATE = """
            set -e
            %1$s
            cd %2$s
            %3$s . %9$s
            cd /
            %4$s -l /%9$s
            %5$s
            cd %6$s 2>/dev/null || { %10$s -p %6$s && cd %6$s; }
            case %7$s in
            */*) [ -f %7$s ] && [ -x %7$s ] ;;
            *) (PATH=%8$s; command -v %7$s >/dev/null) ;;
            esac || { echo exec: %7$s: executable file not found in '$PATH'; exit 127; }
            %13$s
            set +e
            exec 3>&2 2>/dev/null
            (echo %11$s && %14$s%12$s "$@") 2>&3 3>&-
            exit $?
            """;

    /** Becomes the command at once. */
    private static final String PLAIN = "exec ";

    /** Reads the number of a terminal, and becomes the command in a session of its own that has it. */
    private static final String ON_TERMINAL =
            "read -r terminal && exec %s %s -c" + " 'exec <>\"/dev/pts/$0\" >&0 2>&0 && exec \"$@\"' \"$terminal\" ";

    private EnterScript() {}

    /** For a command that may do all that the sandbox lets it. */
    static String of(
            SandboxCommands commands,
            Path root,
            List<String> mounts,
            String workingDirectory,
            String program,
            String path,
            String token) {
        return of(commands, root, mounts, workingDirectory, program, path, token, List.of(), Confinement.NONE, false);
    }

    /**
     * Makes the script.
     *
     * @param commands of the sandbox that it is in
     * @param root the folder that is to be the root
     * @param mounts commands that fill it
     * @param program as in {@code argv[0]}; looked up on the PATH where it names no folder
     * @param path the PATH
     * @param token said when all is ready, on a line of its own
     * @param tty whether the number of a terminal is going to be written to it, on which the command is to be
     * @param last commands that are run at the end, when all is in its place
     */
    static String of(
            SandboxCommands commands,
            Path root,
            List<String> mounts,
            String workingDirectory,
            String program,
            String path,
            String token,
            List<String> last,
            Confinement confinement,
            boolean tty) {
        HostPrograms programs = commands.programs();
        String folder = root.toString();
        // Some hosts do not allow it, and few programs need it.
        String system = mount(programs, "-t", "sysfs", "-o", "ro,nosuid,nodev,noexec", "sysfs", folder + "/sys")
                .replace("\n", " 2>/dev/null || :\n");
        String sharedMemory = mount(programs, "-t", "tmpfs", "-o", "mode=1777,nosuid,nodev", "shm", "/" + BaseTree.OLD);
        // Where it is not allowed there are none, and who asks for one is told.
        String terminals = mount(
                        programs,
                        "-t",
                        "devpts",
                        "-o",
                        "nosuid,noexec,newinstance,ptmxmode=0666,mode=0620",
                        "devpts",
                        BaseTree.TERMINALS)
                .replace("\n", " 2>/dev/null || :\n");
        return TEMPLATE.formatted(
                String.join("\n", mounts) + "\n" + system,
                Shell.quote(folder),
                programs.path("pivot_root"),
                programs.path("umount"),
                sharedMemory + terminals,
                Shell.quote(workingDirectory),
                Shell.quote(program),
                Shell.quote(path),
                BaseTree.OLD,
                programs.path("mkdir"),
                token,
                programs.cleanly(),
                String.join("\n", last),
                (tty ? ON_TERMINAL.formatted(programs.path("setsid"), programs.path("sh")) : PLAIN)
                        + ConfinedCommand.shell(commands, confinement));
    }

    private static String mount(HostPrograms programs, String... arguments) {
        return Shell.command(programs.path("mount"), List.of(arguments)) + "\n";
    }
}
