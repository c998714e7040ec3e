package io.etlbed.conformance.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a cluster where clusters may differ.
 *
 * @param differences where its behaviour is expected instead of what the documents say; several for one check are ways in
 *     which it may fail
 * @param exemptions id of a requirement, or name of a check, to the reason why it does not apply and is not run
 * @param alone ids of requirements whose checks bear nothing beside them there
 */
public record Profile(
        String name,
        Settings settings,
        List<Difference> differences,
        Map<String, Exemption> exemptions,
        Set<String> alone) {

    /** The documents decide. */
    public static final Profile DOCUMENT = new Profile("document", Settings.DOCUMENT, List.of(), Map.of(), Set.of());

    public Profile {
        differences = List.copyOf(differences);
        exemptions = Map.copyOf(exemptions);
        alone = Set.copyOf(alone);
    }

    /** The same with a large object of another size. */
    public Profile withLargeObject(long bytes) {
        return new Profile(name, settings.withLargeObject(bytes), differences, exemptions, alone);
    }

    public int longestName() {
        return settings.longestName();
    }

    public long largeObject() {
        return settings.largeObject();
    }

    /** Whether nothing may happen beside this check. */
    public boolean isAlone(Check check) {
        return check.exclusive() || check.proves().stream().anyMatch(alone::contains);
    }

    /**
     * What a check's verdict means for this profile: a failure that is expected is a difference, and a pass where a failure is
     * expected is a failure.
     */
    public Verdict verdict(Check check, Verdict seen) {
        List<Difference> expected = differences.stream()
                .filter(difference -> difference.check().equals(check.name()))
                .toList();
        if (seen instanceof Verdict.Fail fail) {
            return expected.stream()
                    .filter(difference -> difference.explains(fail))
                    .findFirst()
                    .<Verdict>map(difference -> new Verdict.Differs(difference.behaviour(), difference.source(), fail))
                    .orElse(fail);
        }
        return seen instanceof Verdict.Pass && !expected.isEmpty()
                ? new Verdict.Fail(
                        "what the documents say",
                        expected.get(0).behaviour() + " [" + expected.get(0).source() + "]",
                        "the profile " + name + " expects that this check fails",
                        Optional.empty())
                : seen;
    }
}
