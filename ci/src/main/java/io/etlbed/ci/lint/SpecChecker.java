package io.etlbed.ci.lint;

import io.etlbed.cluster.etl.spec.EtlSpec;
import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.NameRules;
import io.etlbed.cluster.etl.spec.Position;
import io.etlbed.cluster.etl.spec.SpecContext;
import io.etlbed.cluster.etl.spec.SpecReport;
import io.etlbed.cluster.etl.spec.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the cluster's validator, and tells what it says in terms of files. */
final class SpecChecker {

    private static final NameRules NAMES = new NameRules(6, 20);

    private final SpecContext context;

    SpecChecker(SpecContext context) {
        this.context = context;
    }

    /** @param fixable those of the violations that can be mended */
    List<Diagnostic> diagnostics(Source source, YamlDocuments.Document document, Set<Violation> fixable) {
        SpecReport report = EtlSpecs.check(document.text(), context);
        TextLines lines = new TextLines(document.text());
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (Violation violation : report.violations()) {
            diagnostics.add(diagnostic(
                    source, document, lines, violation, Severity.ERROR, violation.hint(), fixable.contains(violation)));
        }
        report.spec()
                .ifPresent(spec -> warnings(spec)
                        .forEach(warning -> diagnostics.add(diagnostic(
                                source,
                                document,
                                lines,
                                warning,
                                Severity.WARNING,
                                Optional.of("it is the ETL_ID where the init names none"),
                                false))));
        return diagnostics;
    }

    /** A Pod's name that is no ETL_ID does not matter where the init gives one (API-09). */
    private static List<Violation> warnings(EtlSpec spec) {
        return spec.name()
                .map(name -> NAMES.check(name, "metadata.name", Optional.of(spec.namePosition())))
                .orElse(List.of());
    }

    private static Diagnostic diagnostic(
            Source source,
            YamlDocuments.Document document,
            TextLines lines,
            Violation violation,
            Severity severity,
            Optional<String> hint,
            boolean fixable) {
        int line = violation.position().map(Position::line).orElse(1);
        int column = violation.position().map(Position::column).orElse(1);
        String text = line <= lines.count() ? lines.line(line - 1) : "";
        int length = Token.length(text, column - 1);
        return new Diagnostic(
                source.name(),
                document.firstLine() + line,
                column,
                length,
                severity,
                violation.rule(),
                violation.path(),
                violation.found(),
                violation.expected(),
                hint,
                text.isBlank() ? Optional.empty() : Optional.of(Excerpt.of(text, column - 1, length)),
                fixable);
    }
}
