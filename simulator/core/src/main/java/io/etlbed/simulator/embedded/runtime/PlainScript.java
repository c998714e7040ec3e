package io.etlbed.simulator.embedded.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a container starts that is in no namespace: a shell goes to the working directory, looks for the program, says a
 * token and becomes it. Its arguments are the program as it is looked for, the PATH, the working directory, and then
 * variables and words of the command.
 */
final class PlainScript {

    private static final String TEMPLATE = """
            %4$s
            program=$1 path=$2
            cd "$3" 2>/dev/null || { %3$s -p "$3" && cd "$3"; } || exit 126
            shift 3
            case $program in
            */*) [ -f "$program" ] && [ -x "$program" ] ;;
            *) (PATH=$path; command -v -- "$program" >/dev/null) ;;
            esac || { echo "exec: $program: executable file not found in \\$PATH"; exit 127; }
            echo %1$s
            %5$s
            exec %2$s "$@"
            """;

    /** It leads a session, which a terminal that it opens is then that of. */
    private static final String ON_TERMINAL = "read -r terminal && exec <>\"/dev/pts/$terminal\" >&0 2>&0";

    private PlainScript() {}

    /** Its arguments. */
    static List<String> arguments(List<String> command, Map<String, String> variables, Path workingDirectory) {
        List<String> words = new ArrayList<>();
        words.add(command.get(0));
        words.add(variables.getOrDefault("PATH", ""));
        words.add(workingDirectory.toString());
        variables.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(command);
        return words;
    }

    /**
     * Makes the script.
     *
     * @param first commands to be run before
     * @param token said when all is ready, on a line of its own
     * @param tty whether it reads the number of a terminal then
     */
    static String of(HostPrograms programs, List<String> first, String token, boolean tty) {
        return TEMPLATE.formatted(
                token, programs.cleanly(), programs.path("mkdir"), String.join("\n", first), tty ? ON_TERMINAL : "");
    }
}
