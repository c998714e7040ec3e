package io.etlbed.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * A command that has ended.
 *
 * @param code as the shell would see it
 */
public record CommandRun(int code, String out, String err) {

    public static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Etlbed.run(
                new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)), arguments);
        return new CommandRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** With a text as standard input. */
    static CommandRun fed(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        try {
            return of(arguments);
        } finally {
            System.setIn(before);
        }
    }
}
