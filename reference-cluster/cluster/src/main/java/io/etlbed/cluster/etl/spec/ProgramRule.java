package io.etlbed.cluster.etl.spec;

import java.util.Optional;
import java.util.function.Consumer;

/** COMM-04: with {@code io://} the container's command is the program that is run for each object. */
final class ProgramRule implements SpecRule {

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        if (spec.communication() != Communication.IO || !spec.container().isMap()) {
            return;
        }
        Cursor command = spec.container().field("command");
        if (command.items().isEmpty()) {
            violations.accept(command.violation(
                    "COMM-04",
                    "the program that is run for each object, as a list of words",
                    Optional.of("with io:// the image's own entrypoint is not run")));
        }
    }
}
