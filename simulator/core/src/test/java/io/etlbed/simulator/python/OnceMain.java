package io.etlbed.simulator.python;

import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.SimulatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A JVM that makes a folder once. Arguments: the folder of folders, a file to which each making adds a line, a file that
 * it waits for, and {@code well} or {@code badly}.
 */
final class OnceMain {

    private OnceMain() {}

    public static void main(String[] arguments) throws Exception {
        OnceFolders folders = new OnceFolders(Path.of(arguments[0]));
        try {
            Path made = folders.get(
                    "thing",
                    (work, progress) -> {
                        Files.writeString(
                                Path.of(arguments[1]), "made\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        progress.tell("making");
                        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(Path.of(arguments[2])));
                        if (arguments[3].equals("badly")) {
                            throw new SimulatorException("it went wrong");
                        }
                        return Files.createDirectory(work.resolve("thing"));
                    },
                    System.out::println);
            System.out.println("done " + made);
        } catch (SimulatorException failure) {
            System.out.println("failed " + failure.getMessage());
        }
    }
}
