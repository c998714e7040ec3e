package io.etlbed.playbooks;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs one step, for as many files as it is for, and prints it. */
final class StepRunner {

    static final Variables NONE = new Variables(Map.of());

    private final Step step;
    private final DataFiles data;
    private final Commands commands;
    private final Narrator narrator;
    private boolean mayHaveDone;

    StepRunner(Step step, DataFiles data, Commands commands, Narrator narrator) {
        this.step = step;
        this.data = data;
        this.commands = commands;
        this.narrator = narrator;
    }

    /** @param skip why it is not run, if there is a reason */
    StepResult run(Optional<String> skip) throws InterruptedException {
        List<Variables> turns = turns();
        Variables first = turns.isEmpty() ? NONE : turns.get(0);
        String command = commands.shown(step.run(), first);
        narrator.heading(step.title(), step.text());
        narrator.command(command);
        long begun = System.nanoTime();
        StepOutcome outcome = skip.<StepOutcome>map(StepOutcome.Skipped::new).orElse(new StepOutcome.Passed());
        List<String> shown = new ArrayList<>();
        int done = 0;
        if (skip.isEmpty()) {
            for (Variables turn : turns) {
                Output output = commands.run(step.run(), turn, step.patience());
                mayHaveDone |= output.exit() == 0 || output.timedOut();
                Verdicts verdicts = new Verdicts(commands, data);
                outcome = verdicts.of(step, output, turn);
                boolean failed = !(outcome instanceof StepOutcome.Passed);
                if (failed && done > 0) {
                    narrator.command(commands.shown(step.run(), turn));
                }
                if (failed || done == 0) {
                    shown.addAll(narrator.output(output));
                    verdicts.comparison().ifPresent(with -> shown.addAll(narrator.compared(with)));
                }
                if (failed) {
                    break;
                }
                done++;
                if (turns.size() > 1) {
                    narrator.progress(done, turns.size());
                }
            }
            if (done > 1) {
                String more = "… and so for " + (done - 1) + " more";
                shown.add(more);
                narrator.note(more);
            }
        }
        Duration took = PlaybookRunner.since(begun);
        narrator.verdict(outcome, took, turns.size() > 1 ? done + " of " + turns.size() + " in " : "");
        return new StepResult(step.title(), step.text(), command, shown, pictures(), outcome, took);
    }

    /** Whether something may be there now that was not before: a command that was refused has done nothing. */
    boolean mayHaveDone() {
        return mayHaveDone;
    }

    /** Those of its pictures that it has left. */
    private List<Picture> pictures() {
        return step.pictures().entrySet().stream()
                .map(each -> new Picture(commands.file(each.getKey()), each.getValue()))
                .filter(picture -> Files.isRegularFile(picture.file()))
                .toList();
    }

    private List<Variables> turns() {
        return switch (step.each()) {
            case Step.ALL -> fitting().map(DataFiles::variables).toList();
            case Step.FIRST -> fitting().limit(1).map(DataFiles::variables).toList();
            default -> List.of(NONE);
        };
    }

    private Stream<String> fitting() {
        String glob = step.files();
        if (glob == null) {
            return data.names().stream();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        return data.names().stream().filter(name -> matcher.matches(Path.of(name)));
    }
}
