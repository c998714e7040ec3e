package io.etlbed.ci.lint;

import java.util.List;

/**
 * What came of it.
 *
 * @param diagnostics in the order of the files and of their lines
 * @param files how many were read
 * @param specs how many documents were checked
 * @param passedOver documents in folders that are plainly something else than a Pod
 * @param changes what was changed, or would be; of files that were not, there is none
 * @param fixed how many errors those changes mend
 */
public record LintReport(
        List<Diagnostic> diagnostics, int files, int specs, int passedOver, List<Change> changes, int fixed) {

    public LintReport {
        diagnostics = List.copyOf(diagnostics);
        changes = List.copyOf(changes);
    }

    /** How many diagnostics are of that severity. */
    public long count(Severity severity) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
    }
}
