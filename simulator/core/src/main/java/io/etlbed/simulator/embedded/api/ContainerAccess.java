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
     * @param tty whether it is on a terminal, through which all its streams go
     * @throws ApiStatusException if it cannot be started; the message says why
     */
    ContainerSession exec(List<String> command, boolean stdin, boolean tty);

    /**
     * Reads along what the container's own command writes from now on. When the client is gone, the command goes on.
     *
     * @param stdin whether the client is going to send input to it
     * @throws ApiStatusException if the command has no input
     */
    ContainerSession attach(boolean stdin);
}
