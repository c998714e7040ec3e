package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Session;
import io.etlbed.playbooks.PlaybookException;
import io.etlbed.playbooks.PlaybookOptions;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.StepOutcome;
import io.etlbed.playbooks.StepResult;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A playbook as users run it, command by command, on files that a check has made. */
final class ShippedPlaybook {

    private ShippedPlaybook() {}

    /**
     * Plays it.
     *
     * @param files what it is run on
     * @param steps where it is run
     * @throws CheckFailed by the first step that shows something else than it must
     * @throws CheckSkipped if this host has not what the steps themselves need
     */
    static void play(String playbook, Session session, Path files, Path steps, Map<String, String> variables)
            throws InterruptedException {
        PlaybookOptions options = new PlaybookOptions(
                playbook,
                session.http().endpoint().url(),
                Optional.of(files),
                false,
                steps,
                Optional.empty(),
                variables);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            Playbooks.run(options, nowhere).steps().forEach(ShippedPlaybook::expectPassed);
        } catch (PlaybookException e) {
            throw new CheckSkipped(CheckSkipped.HOST_LACKS + "what the playbook's own steps need: " + e.getMessage());
        }
    }

    private static void expectPassed(StepResult step) {
        if (step.outcome() instanceof StepOutcome.Failed failed) {
            throw CheckFailed.because(
                    "`" + step.command() + "` showed " + failed.found(), step.title() + ": " + failed.expected());
        }
    }
}
