package io.etlbed.playbooks;

import java.io.PrintStream;
import java.util.List;

/** The playbooks of this build, and how they are run. */
public final class Playbooks {

    private Playbooks() {}

    /** The playbooks, in alphabetical order of names. */
    public static List<PlaybookSummary> list() {
        return List.of();
    }

    /** The names of the playbooks, in alphabetical order. */
    public static List<String> names() {
        return list().stream().map(PlaybookSummary::name).toList();
    }

    /**
     * Runs every step, as documentation that prints itself while it happens. What a run has made in the cluster it
     * removes at its end, after a failure too, unless it is told to keep it.
     *
     * @param console takes headings, commands, their output and their verdicts; in UTF-8
     * @throws PlaybookException if there is no such playbook, its files cannot be had, or its steps are not understood;
     *     nothing has been done then
     */
    public static PlaybookResult run(PlaybookOptions options, PrintStream console) throws InterruptedException {
        if (names().contains(options.playbook())) {
            return new PlaybookResult(options.playbook(), List.of());
        }
        throw new PlaybookException("no playbook \"" + options.playbook() + "\" in this build; there are " + names());
    }
}
