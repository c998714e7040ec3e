package io.etlbed.ci.lint;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text as it was and as it is to be.
 *
 * @param name of the file, as reports name it
 * @param file empty for standard input
 */
public record Change(String name, Optional<Path> file, String before, String after) {

    private static final int CONTEXT = 3;

    /** Whether there is a difference. */
    public boolean changes() {
        return !before.equals(after);
    }

    /** As {@code diff -u} writes it, for {@code patch -p1} and {@code git apply}; lines end with LF. */
    public String diff() {
        List<String> old = lines(before);
        String below = name.startsWith("/") ? name.substring(1) : name;
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + below, "b/" + below, old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return String.join("\n", lines) + "\n";
    }

    /** Writes the text into its file at once: who reads it meanwhile sees the one or the other. */
    void write() throws IOException {
        Path target = file.orElseThrow().toRealPath();
        Path fresh = Files.createTempFile(target.getParent(), ".etlbed-lint-", null);
        try {
            Files.writeString(fresh, after);
            if (Files.getFileAttributeView(target, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
            }
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static List<String> lines(String text) {
        String[] lines = text.split("\n", -1);
        boolean ended = lines[lines.length - 1].isEmpty();
        return Arrays.asList(lines).subList(0, ended ? lines.length - 1 : lines.length);
    }
}
