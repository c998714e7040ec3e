package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A Pod specification in a file. */
record SpecSource(Path file) implements Source {

    private static final long LONGEST = 1 << 20;

    @Override
    public String what() {
        return file.toString();
    }

    @Override
    public Set<Option> takes() {
        return Set.of(Option.COMMUNICATION);
    }

    @Override
    public Blueprint plan(Options options) throws IOException {
        byte[] yaml = read(file);
        return new Blueprint(
                Hash.of("spec").with(yaml).with(options).text(),
                what(),
                new ImageParts.Known(),
                new EtlInit.Spec("", yaml, options.communication(), options.timeoutText()));
    }

    /** A file of text, whole. */
    static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file.toAbsolutePath());
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is longer than 1 MiB, and so neither a specification nor a script");
        }
        return Files.readAllBytes(file);
    }
}
