package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.ContainerAccess;
import io.etlbed.simulator.embedded.api.ContainerSession;
import io.etlbed.simulator.embedded.runtime.ProgramSpec;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.Container;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The way of the API's clients into a container that runs.
 *
 * @param container the run of it that is meant
 */
record RunningAccess(Container spec, RunningContainer container) implements ContainerAccess {

    @Override
    public ContainerSession exec(List<String> command, boolean stdin, boolean tty) {
        try {
            return new ProgramSession(container.exec(new ProgramSpec(command, stdin, tty, false)));
        } catch (StartException failure) {
            throw new ApiStatusException(
                    500,
                    "InternalError",
                    "Internal error occurred: error executing command in container: " + failure.getMessage(),
                    null);
        }
    }

    @Override
    public ContainerSession attach(boolean stdin) {
        Optional<OutputStream> input = stdin ? container.stdin() : Optional.of(OutputStream.nullOutputStream());
        boolean once = stdin && Boolean.TRUE.equals(spec.getStdinOnce());
        return new AttachedSession(
                container,
                input.orElseThrow(() -> ApiStatusException.badRequest("container " + spec.getName()
                        + " has no input to attach to: its spec does not say stdin: true, or it runs Java code")),
                once,
                container.taps().open());
    }
}
