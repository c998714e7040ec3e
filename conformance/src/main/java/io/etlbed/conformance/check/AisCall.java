package io.etlbed.conformance.check;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * How {@code ais} is called once.
 *
 * @param arguments behind the command's name
 * @param input what it reads from its standard input
 * @param terminal whether its standard streams are a terminal, at which nobody types
 * @param folder in which it runs
 * @param endpoint of the cluster that it is to talk to
 */
public record AisCall(List<String> arguments, String input, boolean terminal, Path folder, URI endpoint) {

    public AisCall {
        arguments = List.copyOf(arguments);
    }

    /** The same with other arguments. */
    public AisCall saying(List<String> others) {
        return new AisCall(others, input, terminal, folder, endpoint);
    }

    /** The same with another standard input, which is no terminal. */
    public AisCall fed(String other) {
        return new AisCall(arguments, other, false, folder, endpoint);
    }

    /** What a shell does the same with. */
    public String line() {
        StringBuilder line = new StringBuilder("AIS_ENDPOINT=" + endpoint + " ais");
        for (String argument : arguments) {
            line.append(' ').append(quoted(argument));
        }
        return line.toString();
    }

    byte[] inputBytes() {
        return input.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
