package io.etlbed.cluster.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais completion}: what a shell needs to complete commands, options, buckets, objects and ETL_IDs. */
@Command(
        name = "completion",
        description = "Print what a shell needs to complete commands, options, buckets, objects and ETL_IDs.",
        footer = {
            "",
            "Examples:",
            "  eval \"$(ais completion bash)\"          in ~/.bashrc",
            "  source <(ais completion zsh)           in ~/.zshrc, behind compinit",
            "  ais completion fish | source           in ~/.config/fish/config.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    /** Of the launcher of a clone, which has {@code ais} as one of its commands. */
    private static final String LAUNCHER = "etlbed.launcher";

    private final Session session;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (!SHELLS.contains(shell)) {
            throw new UsageException("no completion for \"" + Text.printable(shell) + "\": expected bash, zsh or fish");
        }
        session.out().append(script().replace("@AIS@", ais()));
        return 0;
    }

    private String script() throws IOException {
        try (InputStream in = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
            if (in == null) {
                throw new IOException("this build has no completion for " + shell);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** How the script calls back; an alias of that name is none for a script. */
    private static String ais() {
        String launcher = System.getProperty(LAUNCHER, "");
        return launcher.isEmpty() ? "command ais" : "'" + launcher.replace("'", "'\\''") + "' ais";
    }
}
