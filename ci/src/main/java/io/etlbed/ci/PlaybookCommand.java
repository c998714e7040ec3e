package io.etlbed.ci;

import io.etlbed.playbooks.PlaybookSummary;
import io.etlbed.playbooks.Playbooks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code playbook}: the documents' playbooks, step by step. */
@Command(
        name = "playbook",
        description = "Run the documents' playbooks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PlaybookRunCommand.class, PlaybookCommand.Lines.class, PlaybookSampleCommand.class})
final class PlaybookCommand extends Group {

    /** {@code playbook list}. */
    @Command(name = "list", description = "Print the playbooks that there are.")
    static final class Lines implements Callable<Integer> {

        private final Console console;

        Lines(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            for (PlaybookSummary each : Playbooks.list()) {
                console.out().printf("%-24s %s%n", each.name(), each.title());
                each.variants()
                        .forEach(variant -> console.out()
                                .printf("%-24s %s%n", each.name() + ":" + variant, "the same with " + variant));
            }
            return 0;
        }
    }
}
