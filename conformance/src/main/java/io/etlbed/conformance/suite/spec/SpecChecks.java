package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import java.util.List;
import java.util.stream.Stream;

/** The checks of the group SPEC. */
public final class SpecChecks {

    private SpecChecks() {}

    public static List<Check> all() {
        return Stream.concat(
                        RuleRefusals.all().stream(),
                        Stream.of(
                                new RefusesWhatIsNoPod(),
                                new CommunicationTypes(),
                                new ExceptionsForIo(),
                                new RefusesBadDurations(),
                                new WaitTimeoutRunsOut(),
                                new RunsTheDocumentedSpec(),
                                new PrefersTheMessage(),
                                new ContactsTheNamedPort(),
                                new WritesProbeDefaults(),
                                new PassesFieldsThrough(),
                                new ReportsAllViolations()))
                .toList();
    }
}
