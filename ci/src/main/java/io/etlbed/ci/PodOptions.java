package io.etlbed.ci;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.PodEgress;
import io.etlbed.simulator.Sandbox;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that starts a cluster: how its pods are kept apart. */
final class PodOptions {

    @Option(
            names = "--sandbox",
            paramLabel = "RUNG",
            converter = ToSandbox.class,
            description = "What keeps pods apart: doors, relay, root or none, as `etlbed doctor` tells of them"
                    + " (default: the best there is).")
    private Optional<Sandbox> sandbox = Optional.empty();

    @Option(
            names = "--pod-network",
            paramLabel = "closed|open",
            converter = ToEgress.class,
            description = "Whether pods reach other hosts, by a proxy in their variables (default: closed).")
    private Optional<PodEgress> egress = Optional.empty();

    PodOptions() {}

    /** Whether one of them was given. */
    boolean given() {
        return sandbox.isPresent() || egress.isPresent();
    }

    Isolation isolation() {
        return new Isolation(sandbox, egress.orElse(PodEgress.CLOSED));
    }

    /** They are for pods of a cluster that is started here, and that run as processes. */
    void refuseIf(boolean others, Wrong wrong, String reason) {
        if (others && given()) {
            throw wrong.because("--sandbox and --pod-network " + reason);
        }
    }

    /** By its word. */
    static final class ToSandbox implements ITypeConverter<Sandbox> {

        @Override
        public Sandbox convert(String word) {
            return Sandbox.of(word)
                    .orElseThrow(() ->
                            new TypeConversionException("no sandbox '" + word + "'; there are " + Sandbox.words()));
        }
    }

    /** By its word. */
    static final class ToEgress implements ITypeConverter<PodEgress> {

        @Override
        public PodEgress convert(String word) {
            return PodEgress.of(word)
                    .orElseThrow(() ->
                            new TypeConversionException("no network '" + word + "'; there are " + PodEgress.words()));
        }
    }
}
