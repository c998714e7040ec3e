package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ByteRange;
import io.etlbed.cluster.client.ObjectRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of an object that a command reads, and where it puts it. */
final class Reading {

    @Option(names = "--offset", paramLabel = "BYTES", description = "Where the part to read begins; 0 if left out.")
    private long offset;

    @Option(names = "--length", paramLabel = "BYTES", description = "How long the part to read is; all if left out.")
    private @Nullable Long length;

    /** Whether it is not the whole object. */
    boolean isPart() {
        return offset != 0 || length != null;
    }

    ObjectRead partOf(ObjectRead read) {
        if (offset < 0 || (length != null && length < 1)) {
            throw new UsageException("--offset is 0 or more, --length 1 or more");
        }
        if (length != null) {
            return read.part(ByteRange.of(offset, length));
        }
        return offset == 0 ? read : read.part(ByteRange.from(offset));
    }

    static void toStandardOutput(Session session, AisClient ais, ObjectRead read)
            throws IOException, InterruptedException {
        ais.objects().get(read, new CheckedOutput(session));
    }

    /**
     * Writes to a file, named by the user or else like the object, and says so.
     *
     * @param fileName {@code -} is the standard output
     */
    static void toFile(Session session, AisClient ais, ObjectRead read, @Nullable String fileName)
            throws IOException, InterruptedException {
        if ("-".equals(fileName)) {
            toStandardOutput(session, ais, read);
            return;
        }
        String object = read.object().name();
        String ownName = object.substring(object.lastIndexOf('/') + 1);
        Path file = fileName == null ? null : session.file(fileName);
        if (file == null || Files.isDirectory(file)) {
            if (ownName.isEmpty() || ownName.equals(".") || ownName.equals("..")) {
                throw new UsageException("the object's name ends in no file name: say which FILE to write");
            }
            file = file == null ? session.file(ownName) : file.resolve(ownName);
        }
        long size;
        try (ProgressBar bar = new ProgressBar(session).ofOne()) {
            size = ais.objects().get(read, file, bar);
        }
        String through = read.etl().map(etl -> " through ETL \"" + etl + "\"").orElse("");
        String named = fileName == null ? ownName : fileName;
        session.out()
                .append(session.shown("GET \"" + object + "\" from ais://"
                        + read.object().bucket() + through + " as \"" + named + "\" [" + Sizes.text(size) + "]"))
                .append('\n');
    }
}
