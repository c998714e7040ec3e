package io.etlbed.playbooks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the commands of a playbook. {@code ais} alone runs in this JVM, everything else in a shell, where an {@code ais}
 * is on the path too.
 */
final class Commands {

    private final Path folder;
    private final Variables variables;
    private final Shell shell;

    /** @param environment what the commands find beside this process's own */
    Commands(Path folder, Variables variables, Map<String, String> environment) {
        this.folder = folder;
        this.variables = variables;
        this.shell = new Shell(folder, environment);
    }

    Output run(String command, Variables more, Duration patience) throws InterruptedException {
        Variables all = variables.with(more.values());
        Optional<List<String>> words = Words.of(command, all).filter(found -> !found.isEmpty());
        if (words.isPresent()) {
            List<String> arguments = words.get().subList(1, words.get().size());
            String program = words.get().get(0);
            if (program.equals("ais")) {
                return InProcess.ais(arguments, folder, all.values(), patience);
            }
            if (program.equals("curl") && !shell.has("curl")) {
                return InProcess.curl(arguments, folder, patience);
            }
        }
        return shell.run(command, all.values(), patience);
    }

    /** A file as the commands name it. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Whether a program of that name is on the path. */
    boolean has(String program) {
        return shell.has(program);
    }

    /** A command as a person would type it, with the values in it. */
    String shown(String command, Variables more) {
        Variables all = variables.with(more.values());
        return Words.of(command, all).map(Words::typed).orElseGet(() -> all.expand(command));
    }

    /** A text with the values in it. */
    String expand(String text, Variables more) {
        return variables.with(more.values()).expand(text);
    }
}
