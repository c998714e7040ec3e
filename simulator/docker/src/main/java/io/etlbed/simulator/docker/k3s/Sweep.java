package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.EngineException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what processes have left in the engine that were killed. */
record Sweep(DockerEngine engine) {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** What cannot be removed is said in the log, and left to the next. */
    void run() {
        try {
            for (String id : engine.containers().labelled(Marks.ALL)) {
                Optional<ContainerState> state = engine.containers().inspect(id);
                if (state.isPresent() && left(state.get().labels())) {
                    LOG.info(
                            "removing container {}: the process that started it has ended",
                            state.get().name());
                    engine.containers().remove(id);
                }
            }
            for (String network : engine.networks().labelled(Marks.ALL)) {
                if (left(engine.networks().labels(network))) {
                    engine.networks().remove(network);
                }
            }
        } catch (EngineException e) {
            LOG.warn("what an earlier process has left in the Docker engine could not be removed: {}", e.getMessage());
        }
    }

    private static boolean left(Map<String, String> labels) {
        return !labels.containsKey(Marks.REUSE)
                && Owner.parse(labels.getOrDefault(Marks.OWNER, ""))
                        .filter(Owner::gone)
                        .isPresent();
    }

    /** Removes all of one cluster; every part is tried, and the first failure thrown. */
    void cluster(String name) {
        Parts parts = new Parts();
        for (String network : engine.networks().labelled(Marks.ofCluster(name))) {
            parts.add(() -> engine.networks().remove(network));
        }
        // They are closed first.
        for (String id : engine.containers().labelled(Marks.ofCluster(name))) {
            parts.add(() -> engine.containers().remove(id));
        }
        parts.close();
    }
}
