package io.etlbed.playbooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the steps of one playbook, and takes back at the end what they have made. */
final class PlaybookRunner {

    private static final Duration UNDO_PATIENCE = Duration.ofMinutes(1);

    private final PlaybookOptions options;
    private final Playbook playbook;
    private final DataFiles data;
    private final Commands commands;
    private final Narrator narrator;
    private final List<String> notes;
    private final Undo undo = new Undo();
    private final List<StepResult> results = new ArrayList<>();
    private volatile boolean keep;

    /**
     * Makes one.
     *
     * @param notes what it is run on, each as a line
     */
    PlaybookRunner(
            PlaybookOptions options,
            Playbook playbook,
            DataFiles data,
            Commands commands,
            Narrator narrator,
            List<String> notes) {
        this.options = options;
        this.keep = options.keep();
        this.playbook = playbook;
        this.data = data;
        this.commands = commands;
        this.narrator = narrator;
        this.notes = List.copyOf(notes);
    }

    PlaybookResult run() throws InterruptedException {
        long begun = System.nanoTime();
        Thread onExit = new Thread(this::undoOnExit, "playbook-undo");
        Runtime.getRuntime().addShutdownHook(onExit);
        boolean interrupted = false;
        try {
            steps();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            undoRest();
            forget(onExit);
        }
        if (interrupted) {
            throw new InterruptedException("the playbook was interrupted");
        }
        PlaybookResult result =
                new PlaybookResult(options.playbook(), playbook.title(), playbook.about(), notes, results);
        narrator.end(result, since(begun));
        return result;
    }

    private void steps() throws InterruptedException {
        Optional<String> broken = Optional.empty();
        int stop = options.stopBefore().map(step -> number(playbook, step)).orElse(Integer.MAX_VALUE);
        for (int number = 1; number <= playbook.steps().size() && undo.open(); number++) {
            Step step = playbook.steps().get(number - 1);
            if (number == stop && broken.isEmpty()) {
                keep = true;
                narrator.stopped(number, step);
                return;
            }
            StepRunner runner = new StepRunner(step, data, commands, narrator);
            StepResult result = runner.run(broken.isPresent() ? broken : reasonToSkip(step));
            results.add(result);
            if (step.undo() != null && runner.mayHaveDone()) {
                undo.made(step);
            }
            if (step.undoes() != null && result.outcome() instanceof StepOutcome.Passed) {
                undo.undone(step.undoes());
            }
            if (result.outcome() instanceof StepOutcome.Failed) {
                broken = broken.isPresent() ? broken : Optional.of("\"" + step.title() + "\" failed before it");
            }
        }
    }

    /**
     * Which step is meant, from 1.
     *
     * @param step its number or its id
     * @throws PlaybookException if there is none
     */
    static int number(Playbook playbook, String step) {
        List<String> known = new ArrayList<>();
        for (int number = 1; number <= playbook.steps().size(); number++) {
            String id = playbook.steps().get(number - 1).id();
            if (step.equals(id) || step.equals(String.valueOf(number))) {
                return number;
            }
            if (!id.isEmpty()) {
                known.add(id);
            }
        }
        throw new PlaybookException("no step \"" + step + "\": there are 1 to "
                + playbook.steps().size() + (known.isEmpty() ? "" : ", and " + String.join(", ", known)));
    }

    private Optional<String> reasonToSkip(Step step) {
        if (keep && step.ofCleanUp()) {
            return Optional.of("everything is to be kept");
        }
        if (step.needs() == null) {
            return Optional.empty();
        }
        if (!commands.has(step.needs())) {
            return Optional.of(step.needs() + " is not installed");
        }
        boolean kubernetes = options.kubeconfig().isPresent()
                || !System.getenv().getOrDefault("KUBECONFIG", "").isEmpty();
        return step.needs().equals("kubectl") && !kubernetes ? Optional.of("no kubeconfig is given") : Optional.empty();
    }

    private void undoRest() throws InterruptedException {
        if (keep) {
            return;
        }
        for (Optional<Step> step = undo.next(); step.isPresent(); step = undo.next()) {
            String command = String.valueOf(step.get().undo());
            Step back = Step.undoing(step.get(), command);
            results.add(new StepRunner(back, data, commands, narrator).run(Optional.empty()));
        }
    }

    /** The JVM is told to end in the middle of a run: nobody reads what is shown now. */
    private void undoOnExit() {
        undo.close();
        if (keep) {
            return;
        }
        try {
            for (Optional<Step> step = undo.next(); step.isPresent(); step = undo.next()) {
                commands.run(String.valueOf(step.get().undo()), StepRunner.NONE, UNDO_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook at work.
        }
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
