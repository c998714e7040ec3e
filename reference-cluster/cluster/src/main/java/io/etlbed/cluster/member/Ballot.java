package io.etlbed.cluster.member;

import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.disk.SealedFile;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import java.io.IOException;
import java.nio.file.Path;

/** The one vote that a node has in each term. It is on disk before it is given, so that no restart gives another. */
final class Ballot {

    private final SealedFile file;
    private Cast last;

    private record Cast(long term, String candidate) {}

    /**
     * @param durable whether a vote is forced to the disk before it is given
     * @throws IOException if there is a file that cannot be read, or is not what was written; the message names it
     */
    Ballot(Path folder, boolean durable) throws IOException {
        this.file = new SealedFile(folder.resolve("vote.json"), durable);
        this.last = file.exists() ? read(file) : new Cast(0, "");
    }

    private static Cast read(SealedFile file) throws IOException {
        try {
            return Json.read(file.read(), Cast.class);
        } catch (AisException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The latest term in which a vote was given. */
    synchronized long term() {
        return last.term();
    }

    /** @return whether the vote of that term is the candidate's; it is not where it was given to another, or is past */
    synchronized boolean cast(long term, String candidate) {
        if (term == last.term()) {
            return candidate.equals(last.candidate());
        }
        if (term < last.term()) {
            return false;
        }
        Cast next = new Cast(term, candidate);
        try {
            file.write(Json.write(next));
        } catch (IOException e) {
            throw DiskErrors.told("cannot write " + file, e);
        }
        last = next;
        return true;
    }
}
