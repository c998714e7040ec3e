package io.etlbed.cluster.etl.spec;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** SPEC-06 to SPEC-08: the port by which the cluster contacts the container. */
final class PortRules implements SpecRule {

    private static final int HIGHEST = 65535;

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        if (!spec.container().isMap()) {
            return;
        }
        Cursor ports = spec.container().field("ports");
        boolean required = spec.communication() != Communication.IO;
        if ((ports.exists() && !ports.isList()) || (required && ports.items().isEmpty())) {
            violations.accept(ports.violation("SPEC-06", "a list of at least one port"));
        }
        if (ports.items().isEmpty()) {
            return;
        }
        Cursor port = ports.item(0);
        if (!port.isMap()) {
            violations.accept(port.violation("SPEC-06", "a mapping with name and containerPort"));
            return;
        }
        Cursor name = port.field("name");
        if (!name.string().equals(Optional.of("default"))) {
            violations.accept(name.violation("SPEC-07", "\"default\""));
        }
        Cursor number = port.field("containerPort");
        OptionalLong value = number.integer();
        if (value.isEmpty() || value.getAsLong() < 1 || value.getAsLong() > HIGHEST) {
            Optional<String> hint =
                    number.string().filter(text -> text.matches("[0-9]{1,5}")).map(text -> "leave out the quotes");
            violations.accept(number.violation("SPEC-08", "a number from 1 to " + HIGHEST, hint));
        }
    }
}
