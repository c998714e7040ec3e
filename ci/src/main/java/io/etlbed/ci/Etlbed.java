package io.etlbed.ci;

import io.etlbed.cluster.Release;
import io.etlbed.cluster.cli.Ais;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code etlbed} command. */
@Command(
        name = "etlbed",
        description = "A testbed for AIStore ETL.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Etlbed.Version.class,
        subcommands = {
            UpCommand.class,
            ConformanceCommand.class,
            PlaybookCommand.class,
            LintCommand.class,
            BenchCommand.class,
            FuzzCommand.class,
            SoakCommand.class,
            HistoryCommand.class,
            SimulateCommand.class,
            DoctorCommand.class,
            AisCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all went well, 1 something failed, 2 the command line was not",
            "understood, 3 a conformance run left a requirement open.",
            "",
            "`etlbed COMMAND --help` tells more of each."
        })
@SuppressWarnings("UnusedVariable") // the options are read by picocli alone
public final class Etlbed extends Group {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    private boolean version;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log more, and print where an error comes from.")
    private boolean debug;

    private Etlbed() {}

    /** The command of a process. */
    public static void main(String[] args) {
        // Past the rest: `ais` has options of its own, and is to be quick.
        if (args.length > 0 && args[0].equals("ais")) {
            Ais.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        // Whatever the locale: names are UTF-8.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Exit.with(err, () -> run(new Console(out, err), args));
    }

    /** Runs one command and gives its exit code. */
    static int run(Console console, String... args) {
        boolean debug = Arrays.asList(args).contains("--debug");
        if (debug) {
            Logging.debug();
        }
        CommandLine line = new CommandLine(new Etlbed(), new Commands(console));
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setExecutionExceptionHandler(
                (problem, command, result) -> Failure.of(problem).report(console, debug));
        line.setParameterExceptionHandler((problem, wrong) -> {
            console.err().println("etlbed: " + problem.getMessage());
            console.err()
                    .println("`" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help` tells more");
            return CommandLine.ExitCode.USAGE;
        });
        return line.execute(args);
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"etlbed " + Release.version()};
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
