package io.etlbed.simulator.embedded.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The relay process: doors for a JVM that may not enter the pods' networks itself. It is started in a user namespace of
 * its own, out of which the pods are started as well. Its standard input gives the token, then one command a line; each
 * is answered by one line. It ends when its input ends, and so never outlives the JVM that started it.
 */
public final class RelayMain {

    static final String OK = "ok";
    static final String READY = "ready ";

    private RelayMain() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String token = commands.readLine();
        if (token == null) {
            return;
        }
        LibC.load(Path.of(System.getProperty("java.io.tmpdir")));
        try (Doors doors = new Doors();
                RelayServer server = RelayServer.start(doors, HexFormat.of().parseHex(token))) {
            answers.println(READY + server.port());
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(execute(doors, line));
            }
        }
    }

    private static String execute(Doors doors, String line) {
        String[] words = line.split(" ", -1);
        try {
            switch (words[0]) {
                case "attach" -> doors.attach(words[1], Long.parseLong(words[2]));
                case "detach" -> doors.detach(words[1]);
                default -> throw new IOException("no command '" + words[0] + "'");
            }
            return OK;
        } catch (IOException | RuntimeException failure) {
            return String.valueOf(failure.getMessage()).replace('\n', ' ');
        }
    }
}
