package io.etlbed.conformance.profile;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.check.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The profiles that ship with the suite, and those of users. */
public final class Profiles {

    private static final List<String> SHIPPED = List.of("aistore-3.11");

    private Profiles() {}

    /** The names of those that ship with the suite. */
    public static List<String> names() {
        return List.of(Profile.DOCUMENT.name(), SHIPPED.get(0));
    }

    /**
     * A profile by its name, or by a file.
     *
     * @param checks the names of all checks
     * @throws ConformanceException if there is none, naming those there are; or if something is wrong in the file, with line
     *     and column
     */
    public static Profile of(String nameOrFile, Catalogue catalogue, Set<String> checks) {
        return shipped(nameOrFile, catalogue, checks)
                .or(() -> file(nameOrFile)
                        .map(file ->
                                new ProfileFile(catalogue, checks, base -> base(base, catalogue, checks)).read(file)))
                .orElseThrow(() -> new ConformanceException(
                        "no profile '" + nameOrFile + "'; there are " + String.join(", ", names()) + ", or a file"));
    }

    private static Optional<Profile> base(String name, Catalogue catalogue, Set<String> checks) {
        return shipped(name, catalogue, checks);
    }

    private static Optional<Profile> shipped(String name, Catalogue catalogue, Set<String> checks) {
        if (name.equals(Profile.DOCUMENT.name())) {
            return Optional.of(Profile.DOCUMENT);
        }
        return SHIPPED.contains(name)
                ? Optional.of(new ProfileFile(catalogue, checks, base -> base(base, catalogue, checks))
                        .read("profile " + name, text(name + ".yaml")))
                : Optional.empty();
    }

    private static Optional<Path> file(String name) {
        try {
            Path file = Path.of(name);
            boolean meant = name.endsWith(".yaml") || name.endsWith(".yml") || name.contains("/");
            return meant || Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String text(String resource) {
        try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ConformanceException(resource + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
