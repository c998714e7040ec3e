package io.etlbed.conformance.run;

import io.etlbed.cluster.cli.AisProgram;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Ais;
import io.etlbed.conformance.check.AisCall;
import io.etlbed.conformance.check.AisProcess;
import io.etlbed.conformance.check.AisShown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The {@code ais} of this build. */
public final class OwnAis {

    private OwnAis() {}

    /** As a program, with the Java and the class path of this JVM. */
    public static Ais program() {
        return program(Map.of());
    }

    static Ais program(Map<String, String> environment) {
        return new AisProcess(AisProgram.words(), environment);
    }

    /** In this JVM, for tests that call it often; only at a terminal it is a program. */
    public static Ais inThisJvm() {
        Ais program = program();
        return call -> call.terminal() ? program.run(call) : run(call);
    }

    /**
     * The one that a user names.
     *
     * @throws ConformanceException if it is no program
     */
    static Ais named(Path file, Map<String, String> environment) {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new ConformanceException("--ais should name a program: " + file + " is none");
        }
        return new AisProcess(List.of(file.toAbsolutePath().toString()), environment);
    }

    private static AisShown run(AisCall call) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = io.etlbed.cluster.cli.Ais.run(
                call.arguments(),
                new ByteArrayInputStream(call.input().getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("AIS_ENDPOINT", call.endpoint().toString()),
                call.folder());
        return new AisShown(exit, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1));
    }
}
