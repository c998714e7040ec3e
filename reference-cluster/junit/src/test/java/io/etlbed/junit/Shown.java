package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a program has shown that has ended.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its errors
 */
record Shown(int code, byte[] out, String err) {

    private static final int MINUTES = 2;

    /** @param folder where its output is kept meanwhile, and where it runs */
    static Shown by(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s has ended", command)
                    .isTrue();
            return new Shown(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } finally {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
    }

    String text() {
        return new String(out, UTF_8);
    }

    /** The same, where it must have gone well. */
    Shown well() {
        assertThat(code).as(text() + err).isZero();
        return this;
    }
}
