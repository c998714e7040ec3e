package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Payload;
import io.etlbed.playbooks.PlaybookOptions;
import io.etlbed.playbooks.PlaybookResult;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.StepOutcome;
import io.etlbed.playbooks.StepResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PLAY-01 as users do it: the playbook {@code md5}, command by command, on files. */
final class ShippedMd5Playbook implements Check {

    private static final int[] SIZES = {1, 18_309, 84_767, 2_000_000};

    @Override
    public String name() {
        return "plays-the-shipped-md5-playbook";
    }

    @Override
    public Set<String> proves() {
        return Set.of("PLAY-01");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        try (WorkFolder work = WorkFolder.fresh()) {
            PlaybookOptions options = new PlaybookOptions(
                    "md5",
                    session.http().endpoint().url(),
                    Optional.of(files(session, work.path().resolve("files"))),
                    false,
                    work.path().resolve("steps"),
                    Optional.empty(),
                    Map.of("BUCKET", session.newBucketName(), "ETL", session.newId()));
            PlaybookResult result =
                    Playbooks.run(options, new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
            result.steps().forEach(ShippedMd5Playbook::expectPassed);
        } catch (IOException e) {
            throw new ConformanceException("no files to play the playbook on: " + e.getMessage(), e);
        }
    }

    private static Path files(Session session, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int size : SIZES) {
            Payload payload = Payload.generated(size, session.random().nextLong());
            try (InputStream content = payload.open()) {
                Files.copy(content, folder.resolve("photo-" + size + ".jpg"));
            }
        }
        return folder;
    }

    private static void expectPassed(StepResult step) {
        if (step.outcome() instanceof StepOutcome.Failed failed) {
            throw CheckFailed.because(
                    "`" + step.command() + "` showed " + failed.found(), step.title() + ": " + failed.expected());
        }
    }
}
