package io.etlbed.cluster.etl.spec;

import java.util.function.Consumer;

/** SPEC-04 and SPEC-05: exactly one container, and its image. */
final class ContainerRules implements SpecRule {

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        Cursor containers = spec.containers();
        if (spec.spec().exists() && !spec.spec().isMap()) {
            return;
        }
        if (!containers.isList() || containers.items().size() != 1) {
            violations.accept(containers.violation("SPEC-04", "a list of exactly one container"));
        }
        if (containers.items().isEmpty()) {
            return;
        }
        Cursor container = spec.container();
        if (!container.isMap()) {
            violations.accept(container.violation("SPEC-04", "a mapping"));
            return;
        }
        Cursor image = container.field("image");
        if (image.string().map(String::isBlank).orElse(true)) {
            violations.accept(image.violation("SPEC-05", "the name of an image"));
        }
    }
}
