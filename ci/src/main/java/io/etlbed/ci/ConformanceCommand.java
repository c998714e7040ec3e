package io.etlbed.ci;

import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.report.ReportDiff;
import io.etlbed.conformance.report.Style;
import io.etlbed.conformance.suite.Checks;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code conformance}: the suite against any endpoint. */
@Command(
        name = "conformance",
        description = "Judge a cluster by the requirements of the documents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConformanceRunCommand.class, ConformanceCommand.Requirements.class, ConformanceCommand.Diff.class
        })
final class ConformanceCommand extends Group {

    /** {@code conformance list}. */
    @Command(name = "list", description = "Print the requirements, and which checks prove them.")
    static final class Requirements implements Callable<Integer> {

        private final Console console;

        Requirements(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Map<String, String> checks = new TreeMap<>();
            for (Check check : Checks.all()) {
                check.proves().forEach(id -> checks.merge(id, check.name(), (one, other) -> one + ", " + other));
            }
            for (Requirement each : Catalogue.load().requirements()) {
                console.out().printf("%-9s %-6s %s%n", each.id(), each.level(), each.rule());
                console.out().printf("%17s%s%n", "", checks.getOrDefault(each.id(), "(" + each.whyUnproved() + ")"));
            }
            return 0;
        }
    }

    /** {@code conformance diff}. */
    @Command(
            name = "diff",
            description = {
                "Compare two reports, requirement by requirement.",
                "Exit code: 0 nothing fails that did not fail before, 1 something does."
            })
    static final class Diff implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "OLD.json", description = "The conformance.json of the earlier run.")
        private Path before = Path.of("");

        @Parameters(index = "1", paramLabel = "NEW.json", description = "The one of the later run.")
        private Path after = Path.of("");

        Diff(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ReportDiff diff = ReportDiff.between(before, after);
            diff.lines(Style.ofTerminal()).forEach(console.out()::println);
            return diff.worse().isEmpty() ? 0 : 1;
        }
    }
}
