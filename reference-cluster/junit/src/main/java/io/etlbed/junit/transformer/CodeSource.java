package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A script in Python that defines {@code transform}: <i>init code</i>. */
record CodeSource(Path script) implements Source {

    private static final List<String> REQUIREMENTS = List.of("deps.txt", "requirements.txt");

    @Override
    public String what() {
        return script.toString();
    }

    @Override
    public Set<Option> takes() {
        return Set.of(Option.COMMUNICATION, Option.REQUIREMENTS, Option.RUNTIME);
    }

    @Override
    public Blueprint plan(Options options) throws IOException {
        byte[] code = SpecSource.read(script);
        byte[] requirements = options.requirements().isPresent()
                ? options.requirements().get().getBytes(StandardCharsets.UTF_8)
                : beside(script).isPresent() ? SpecSource.read(beside(script).get()) : new byte[0];
        return new Blueprint(
                Hash.of("code").with(code).with(requirements).with(options).text(),
                what(),
                new ImageParts.Known(),
                new EtlInit.Code(
                        "",
                        code,
                        requirements,
                        options.runtime().orElse("python3"),
                        options.communication(),
                        options.timeoutText().or(() -> Optional.of("5m"))));
    }

    /** The requirements in pip's format that lie beside a program. */
    static Optional<Path> beside(Path program) {
        return in(program.toAbsolutePath().getParent());
    }

    /** The requirements in pip's format that lie in a folder. */
    static Optional<Path> in(Path folder) {
        return REQUIREMENTS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
