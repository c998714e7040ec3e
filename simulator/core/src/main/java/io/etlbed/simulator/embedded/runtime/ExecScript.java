package io.etlbed.simulator.embedded.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a program starts in a container that runs: a shell that has entered it goes to the working directory, looks for the
 * program, says a token and waits to be told to go on, by a line of its input: the number of its terminal, or nothing. Until then its starter knows that there is
 * exactly one process, and what it complains of is why the program cannot be started.
 */
final class ExecScript {

    private static final String TEMPLATE = """
            program=$1 path=$2
            cd "$3" || exit 126
            shift 3
            case $program in
            */*)
                [ -e "$program" ] || { echo "exec: \\"$program\\": stat $program: no such file or directory" >&2; exit 127; }
                [ -f "$program" ] && [ -x "$program" ] \\
                    || { echo "exec: \\"$program\\": permission denied" >&2; exit 126; }
                ;;
            *)
                (PATH=$path; command -v -- "$program" >/dev/null) \\
                    || { echo "exec: \\"$program\\": executable file not found in \\$PATH" >&2; exit 127; }
                ;;
            esac
            echo %1$s
            read -r terminal
            [ -z "$terminal" ] || exec <>"/dev/pts/$terminal" >&0 2>&0
            exec %4$s%2$s "$@"%3$s
            """;

    private ExecScript() {}

    /**
     * Makes the script.
     *
     * @param token said on its standard output, on a line of its own
     * @param before words before the program, for the shell, each with a blank behind it; may be empty
     */
    static String of(HostPrograms programs, String token, ProgramSpec program, String before) {
        return TEMPLATE.formatted(
                token, programs.cleanly(), program.stdin() || program.tty() ? "" : " </dev/null", before);
    }

    /**
     * Its arguments.
     *
     * @param command the program's, as it is known in the container
     */
    static List<String> arguments(ContainerSpec container, ProgramSpec program, List<String> command) {
        Map<String, String> environment = container.environment();
        List<String> words = new ArrayList<>();
        words.add(command.get(0));
        words.add(environment.getOrDefault("PATH", ""));
        words.add(container.workingDirectory().orElse("/"));
        if (program.tty()) {
            words.add(ContainerTerminal.KIND);
        }
        environment.forEach((name, value) -> words.add(name + "=" + value));
        if (command.get(0).equals("tar")) {
            // As root it would give files to their owners, and fail: nobody else exists here.
            words.add("TAR_OPTIONS=--no-same-owner");
        }
        words.addAll(command);
        return words;
    }
}
