package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.List;

/** What clients can do in one run of a container. */
public interface ContainerAccess {

    /**
     * Starts a program besides the container's own.
     *
     * @param command program and arguments, not empty
     * @param stdin whether it is given input
     * @throws ApiStatusException if it cannot be started; the message says why
     */
    ContainerSession exec(List<String> command, boolean stdin);
}
