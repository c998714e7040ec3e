package io.etlbed.conformance.campaign;

import io.etlbed.conformance.fuzz.Finding;
import java.util.Locale;

/** A JUnit test of a finding, as Java source: it fails until the finding is none any more. */
record FindingTest(Finding finding, long seed) {

    String name() {
        String target = finding.target().word();
        return "Fuzz" + target.substring(0, 1).toUpperCase(Locale.ROOT) + target.substring(1) + "_" + finding.id()
                + "Test";
    }

    String source() {
        return """
                import static org.junit.jupiter.api.Assertions.assertEquals;

                import io.etlbed.conformance.campaign.FuzzReplay;
                import java.util.List;
                import org.junit.jupiter.api.Test;

                /**
                 * Found by {@code etlbed fuzz --target %s --seed %d} among examples of %s.
                 *
                 * <p>%s
                 */
                class %s {

                    private static final String CASE = \"""
                %s
                            \""";

                    /** On the gateway of ETLBED_ENDPOINT, or on a cluster that is started for it. */
                    @Test
                    void is_answered_as_it_is_to_be() throws Exception {
                        assertEquals(List.of(), FuzzReplay.of(CASE));
                    }
                }
                """.formatted(
                        finding.target().word(),
                        seed,
                        comment(finding.kind()),
                        comment(String.join("; ", finding.problems())),
                        name(),
                        block(finding.caseText()));
    }

    /** Nothing in it ends the comment, is a Unicode escape, or means something to the documentation. */
    private static String comment(String text) {
        String line = text.replaceAll("\\s+", " ");
        return (line.length() > 500 ? line.substring(0, 500) + " …" : line)
                .replace("\\", "\\\\")
                .replace("*/", "* /")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;");
    }

    private static String block(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"\"\"", "\\\"\"\"")
                .indent(12)
                .stripTrailing();
    }
}
