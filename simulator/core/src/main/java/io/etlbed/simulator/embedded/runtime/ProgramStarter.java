package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Starts programs in one run of a container, by entering it. */
final class ProgramStarter {

    private static final int LONGEST_COMPLAINT = 4096;

    private final ProgramWay way;
    private final HostPrograms programs;
    private final Launcher launcher;
    private final ContainerSpec container;
    private final ContainerGroup group;
    private final Path folder;

    /**
     * @param container with its words and variables as its processes have them
     * @param folder where native code may be unpacked
     */
    ProgramStarter(
            ProgramWay way,
            HostPrograms programs,
            Launcher launcher,
            ContainerSpec container,
            ContainerGroup group,
            Path folder) {
        this.way = way;
        this.programs = programs;
        this.launcher = launcher;
        this.container = container;
        this.group = group;
        this.folder = folder;
    }

    /**
     * Starts one.
     *
     * @throws StartException if it cannot be started: the message is what the shell that looked for it said
     */
    ContainerProgram start(ProgramSpec spec) throws StartException {
        String token = "etlbed-started-" + UUID.randomUUID();
        List<String> command = spec.command().stream().map(way::word).toList();
        ProcessBuilder builder = new ProcessBuilder(way.words(
                        ExecScript.of(programs, token, spec, way.before(container.confinement())),
                        ExecScript.arguments(container, spec, command)))
                .redirectErrorStream(spec.merged());
        builder.environment().clear();
        try {
            Process entered = launcher.start(builder);
            try {
                return begin(entered, token, spec.tty());
            } catch (IOException | StartException failure) {
                entered.destroyForcibly();
                throw failure;
            }
        } catch (IOException failure) {
            throw new StartException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private ContainerProgram begin(Process entered, String token, boolean tty) throws IOException, StartException {
        String said = firstLine(entered.getInputStream());
        if (!said.equals(token)) {
            byte[] complaint = entered.getErrorStream().readNBytes(LONGEST_COMPLAINT);
            String text = (said + new String(complaint, StandardCharsets.UTF_8)).strip();
            throw new StartException(text.isEmpty() ? "it was ended while it started" : text);
        }
        // It waits, so it is there to be seen.
        ProcessHandle shell = way.shell(entered);
        ProcessSession session = ProcessSession.ledBy(shell.pid());
        group.admit(shell.pid());
        OutputStream input = entered.getOutputStream();
        if (!tty) {
            input.write('\n');
            input.flush();
            return new EnteredProgram(entered, session, Optional.empty());
        }
        Terminal terminal = ContainerTerminal.open(shell.pid(), folder);
        CompletableFuture<Void> unused = entered.onExit().thenRun(terminal::programEnded);
        try (input) {
            input.write((terminal.number() + "\n").getBytes(StandardCharsets.US_ASCII));
            return new EnteredProgram(entered, session, Optional.of(terminal));
        } catch (IOException failure) {
            terminal.close();
            throw failure;
        }
    }

    private static String firstLine(InputStream source) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = source.read(); next >= 0 && next != '\n'; next = source.read()) {
            if (line.length() < LONGEST_COMPLAINT) {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
