package io.etlbed.simulator;

import java.util.Map;

/**
 * What a node does for a container before it is made, such as to install what the container asks for in its environment:
 * a pod has no network of its own to do so. It is run for each start of the container, and so what takes long is better
 * kept; the container waits meanwhile, and nothing else does.
 */
@FunctionalInterface
public interface Preparation {

    /**
     * Prepares one start of one container. May take minutes.
     *
     * @param environment all variables of the image and of the container, resolved
     * @param progress may be told as much as there is to tell
     * @return what the container gets besides its image
     * @throws SimulatorException if the container cannot run here; its message is shown as the reason why the pod does
     *     not start, which it then does not until it is created anew
     * @throws InterruptedException if nobody waits for it any more, as when the pod is deleted meanwhile
     */
    Provision prepare(Map<String, String> environment, Progress progress) throws InterruptedException;

    /** Hears what goes on. Safe for any thread, and quick. */
    @FunctionalInterface
    interface Progress {

        /** One line for people; of many in a short time only some become events of the pod. */
        void tell(String line);
    }
}
