package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.ContainerAccess;
import io.etlbed.simulator.embedded.api.ContainerSession;
import io.etlbed.simulator.embedded.runtime.ProgramSpec;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.List;

/** The way of the API's clients into a container that runs. */
record RunningAccess(RunningContainer container) implements ContainerAccess {

    @Override
    public ContainerSession exec(List<String> command, boolean stdin) {
        try {
            return new ProgramSession(container.exec(new ProgramSpec(command, stdin)));
        } catch (StartException failure) {
            throw new ApiStatusException(
                    500,
                    "InternalError",
                    "Internal error occurred: error executing command in container: " + failure.getMessage(),
                    null);
        }
    }
}
