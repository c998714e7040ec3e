package io.etlbed.junit;

import io.etlbed.simulator.handler.HandlerContainer;
import io.etlbed.simulator.handler.HandlerProgram;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container of a transformer in Java runs: as its command says, as far as there is no process. Known are the server of
 * the images, {@code /code/server.py} with its port, and a shell that does nothing but end.
 */
record TransformerProgram(RequestHandler transformer) implements HandlerProgram {

    private static final String SERVER = "/code/server.py";
    private static final Pattern PORT = Pattern.compile("--port[= ](\\d{1,5})");
    private static final Pattern SHELL = Pattern.compile("(?:/bin/)?sh -c (?:true|exit (\\d{1,3}))");
    private static final int NO_SUCH_PROGRAM = 127;
    private static final int DEFAULT_PORT = 80;

    @Override
    public int run(HandlerContainer container) throws IOException, InterruptedException {
        List<String> command = container.command();
        String line = String.join(" ", command);
        Matcher shell = SHELL.matcher(line);
        if (shell.matches()) {
            return shell.group(1) == null ? 0 : Integer.parseInt(shell.group(1));
        }
        if (command.isEmpty()) {
            container.serve(transformer);
        } else if (command.get(0).equals(SERVER)) {
            container.serve(port(line).orElse(DEFAULT_PORT), transformer);
        } else {
            container.log("this container is Java code, in which nothing is known as '" + line + "'; known are "
                    + SERVER + " [--port N], sh -c true and sh -c 'exit N'");
            return NO_SUCH_PROGRAM;
        }
        container.awaitStop();
        container.drain();
        return 0;
    }

    private static OptionalInt port(String line) {
        Matcher port = PORT.matcher(line);
        return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
    }
}
