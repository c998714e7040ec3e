package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.runtime.ContainerProgram;
import io.etlbed.simulator.embedded.runtime.ProgramSpec;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program in the container, that ends with 0 where all is well.
 *
 * @param container the run of it that is asked
 * @param timeout after which the program is ended
 */
record ExecProbe(RunningContainer container, List<String> command, Duration timeout) implements ContainerCheck {

    /** A process costs more than a connection. */
    private static final int SLOWER = 10;

    @Override
    public Optional<String> complaint(PodNetwork network) {
        try {
            ContainerProgram program = container.exec(ProgramSpec.talking(command));
            return judge(program, ProbeOutput.of(program.stdout()));
        } catch (StartException failure) {
            return Optional.of("failed to exec in container: " + failure.getMessage());
        }
    }

    private Optional<String> judge(ContainerProgram program, ProbeOutput output) {
        try {
            int code = program.exit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return code == 0 ? Optional.empty() : Optional.of(output.text());
        } catch (TimeoutException late) {
            program.kill();
            return Optional.of("command timed out: \"" + String.join(" ", command) + "\" timed out after "
                    + timeout.toSeconds() + "s");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the exit code of a probe is not known", impossible);
        } catch (InterruptedException closing) {
            program.kill();
            Thread.currentThread().interrupt();
            return Optional.of("the node is closed");
        }
    }

    @Override
    public Duration eagerPause(Duration usual) {
        return usual.multipliedBy(SLOWER);
    }
}
