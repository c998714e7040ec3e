package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.WorkFolder;
import io.etlbed.conformance.http.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        return Set.of("PLAY-01", "PLAY-05");
    }

    @Override
    public int weight() {
        return 8;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        try (WorkFolder work = WorkFolder.fresh()) {
            ShippedPlaybook.play(
                    "md5",
                    session,
                    files(session, work.path().resolve("files")),
                    work.path().resolve("steps"),
                    Map.of("BUCKET", session.newBucketName(), "ETL", session.newId()));
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
}
