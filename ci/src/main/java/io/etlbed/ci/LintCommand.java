package io.etlbed.ci;

import io.etlbed.ci.lint.Change;
import io.etlbed.ci.lint.Lint;
import io.etlbed.ci.lint.Lint.Mending;
import io.etlbed.ci.lint.LintFormat;
import io.etlbed.ci.lint.LintReport;
import io.etlbed.ci.lint.Severity;
import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.spec.SpecContext;
import io.etlbed.conformance.report.Style;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lint}: what a cluster would say of specifications, without one. */
@Command(
        name = "lint",
        description = {
            "Check specifications as a cluster does, and tell every mistake with its line.",
            "Exit code: 0 a cluster takes all of them, 1 it does not."
        })
final class LintCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Files, of one YAML document or several; folders, of which the Pods in .yaml and .yml files are"
                            + " checked; - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "text",
            converter = ToFormat.class,
            description = "text as compilers write it, json, sarif (2.1.0), github (annotations of a workflow),"
                    + " or gitlab (code quality)"
                    + " (default: ${DEFAULT-VALUE}).")
    private LintFormat format = LintFormat.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report into a file, and text to the terminal all the same.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--fix",
            description =
                    "Mend what is mechanical, and leave all else of a file as it is; from standard input to standard"
                            + " output.")
    private boolean fix;

    @Option(names = "--diff", description = "Print what --fix would change, and change nothing.")
    private boolean diff;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(
            names = "--communication",
            paramLabel = "TYPE",
            converter = ToCommunication.class,
            description = "What the init message will say; it wins over the annotation.")
    private Optional<Communication> communication = Optional.empty();

    @Option(names = "--excerpts", negatable = true, description = "Show the lines too (default: on a terminal).")
    private Optional<Boolean> excerpts = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (fix && diff) {
            throw new Wrong(spec).because("--fix changes files and --diff changes none: one of them");
        }
        SpecContext context = communication.map(SpecContext.standard()::with).orElseGet(SpecContext::standard);
        LintReport report;
        try {
            report = new Lint(context, fix ? Mending.WRITTEN : diff ? Mending.SHOWN : Mending.NONE, System.in)
                    .run(files);
        } catch (IllegalArgumentException e) {
            throw new Wrong(spec).because(e.getMessage());
        }
        print(report);
        boolean good = report.count(Severity.ERROR) == 0 && !(strict && report.count(Severity.WARNING) > 0);
        return good ? 0 : 1;
    }

    private void print(LintReport report) throws IOException {
        boolean shown = excerpts.orElseGet(Style::isTerminal);
        if (output.isPresent()) {
            try (Writer writer = Files.newBufferedWriter(output.get())) {
                format.write(report, shown, writer);
            }
        }
        LintFormat printed = output.isPresent() ? LintFormat.TEXT : format;
        if (diff) {
            report.changes().stream()
                    .filter(Change::changes)
                    .forEach(change -> console.out().print(change.diff()));
        } else if (fix && files.contains("-")) {
            report.changes().stream()
                    .filter(change -> change.file().isEmpty())
                    .forEach(change -> console.out().print(change.after()));
            printed.write(report, shown, console.err());
        } else {
            printed.write(report, shown, console.out());
        }
        console.out().flush();
        if (printed == LintFormat.TEXT) {
            console.err().println(summary(report));
        }
    }

    private String summary(LintReport report) {
        StringBuilder text = new StringBuilder();
        text.append(Amount.of(report.specs(), "specification", "specifications"))
                .append(": ");
        text.append(Amount.of((int) report.count(Severity.ERROR), "error", "errors"));
        long warnings = report.count(Severity.WARNING);
        text.append(warnings == 0 ? "" : ", " + Amount.of((int) warnings, "warning", "warnings"));
        long fixable =
                report.diagnostics().stream().filter(each -> each.fixable()).count();
        text.append(fixable == 0 || fix ? "" : " (" + fixable + " mended by --fix)");
        text.append(report.fixed() == 0 ? "" : ", " + report.fixed() + " mended");
        text.append(
                report.passedOver() == 0
                        ? ""
                        : "; " + Amount.of(report.passedOver(), "document", "documents")
                                + " of another kind passed over");
        return text.toString();
    }

    /** By its word. */
    static final class ToFormat implements ITypeConverter<LintFormat> {

        @Override
        public LintFormat convert(String word) {
            return LintFormat.of(word)
                    .orElseThrow(() ->
                            new TypeConversionException("no format '" + word + "'; there are " + LintFormat.words()));
        }
    }

    /** By its text. */
    static final class ToCommunication implements ITypeConverter<Communication> {

        @Override
        public Communication convert(String text) {
            return Communication.of(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "no communication type '" + text + "'; there are " + Communication.list()));
        }
    }
}
