package io.etlbed.cluster.member;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The one vote that a node has in each term. It is on disk before it is given, so that no restart gives another. */
final class Ballot {

    private final Path file;
    private Cast last;

    private record Cast(long term, String candidate) {}

    /** @throws IOException if there is a file that cannot be read; the message names it */
    Ballot(Path folder) throws IOException {
        this.file = folder.resolve("vote.json");
        this.last = Files.exists(file) ? read(file) : new Cast(0, "");
    }

    private static Cast read(Path file) throws IOException {
        try {
            return Json.read(Files.readAllBytes(file), Cast.class);
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
            Path temporary = file.resolveSibling("vote.json.new");
            Files.write(temporary, Json.write(next));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        last = next;
        return true;
    }
}
