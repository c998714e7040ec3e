package io.etlbed.cluster.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One command, from its arguments to its exit code. */
final class Execution {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** As a process that SIGPIPE has ended. */
    private static final int READER_GONE = 141;

    private static final int WIDTH = 100;
    private static final int INTERRUPTED = 130;

    private Execution() {}

    static int of(Session session, List<String> args) {
        CommandLine line = new CommandLine(new Groups.Root(session), factory(session));
        line.setUsageHelpWidth(WIDTH);
        line.setOut(writer(session.out()));
        line.setErr(writer(session.err()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                session.colour(session.terminals().out()) ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((failure, given) -> usage(session, failure));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> failure(session, failed, failure));
        int code = line.execute(args.toArray(new String[0]));
        if (!session.out().checkError()) {
            return code;
        }
        if (session.readerGone()) {
            return READER_GONE;
        }
        if (code == OK) {
            session.err().println("ais: " + new OutputClosed().getMessage());
        }
        return FAILED;
    }

    private static int failure(Session session, CommandLine failed, Exception failure) {
        session.out().flush();
        if (failure instanceof UsageException) {
            return usage(session, new ParameterException(failed, String.valueOf(failure.getMessage())));
        }
        if (failure instanceof OutputClosed) {
            return OK;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            session.err().println("ais: interrupted");
            return INTERRUPTED;
        }
        session.err().println(red(session, "ais: ") + Failures.line(failure));
        return FAILED;
    }

    private static int usage(Session session, ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        // Of a converter the reason alone: picocli puts a lot of its own words around it.
        Throwable reason = failure.getCause() instanceof UsageException ours ? ours : failure;
        String message = Text.printableLines(String.valueOf(reason.getMessage()));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            message = "unknown: \"" + Text.printable(String.join(" ", unmatched.getUnmatched())) + "\""
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
        }
        session.err().println(red(session, "ais: ") + message + " (see: " + command + " --help)");
        return USAGE;
    }

    private static String red(Session session, String text) {
        return session.colour(session.terminals().err()) ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Commands are made with the session that they run in. */
    private static CommandLine.IFactory factory(Session session) {
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                boolean ours = Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {Session.class}));
                if (!ours) {
                    return CommandLine.defaultFactory().create(type);
                }
                try {
                    return type.getDeclaredConstructor(Session.class).newInstance(session);
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
