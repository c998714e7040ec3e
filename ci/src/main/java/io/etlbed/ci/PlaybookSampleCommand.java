package io.etlbed.ci;

import io.etlbed.playbooks.PlaybookException;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code playbook sample}. */
@Command(
        name = "sample",
        description = "Make a data set in the shape of ImageNet out of photographs: train/NNNNNNN.jpg and .cls, val/.")
final class PlaybookSampleCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Where it goes: an empty folder, or none yet.")
    private Path to = Path.of("");

    @Option(
            names = "--photos",
            paramLabel = "DIR",
            description = "JPEGs, whose names may end in _CLASS; else photographs of ImageNet out of a package.")
    private Optional<Path> photos = Optional.empty();

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "Pictures for the training, made by crops and flips; else the photographs as they are.")
    private int train;

    @Option(names = "--val", paramLabel = "N", description = "As many for the validation.")
    private int val;

    @Option(names = "--size", paramLabel = "PIXELS", description = "Width and height of pictures that are made (256).")
    private int size;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PlaybookSampleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        SampleShape shape;
        try {
            shape = new SampleShape(train, val, size);
        } catch (PlaybookException e) {
            throw new Wrong(spec).because(e.getMessage());
        }
        console.out().println(to + ": " + Playbooks.sample(photos, to, shape));
        return 0;
    }
}
