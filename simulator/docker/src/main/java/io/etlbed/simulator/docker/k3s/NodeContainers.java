package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.docker.engine.ContainerSpec;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.EngineException;
import io.etlbed.simulator.docker.engine.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the containers of nodes, with as many rights as the machine gives them. */
final class NodeContainers {

    private static final Logger LOG = LoggerFactory.getLogger(NodeContainers.class);

    /** In the words of runc and crun. */
    private static final Pattern NO_SUCH_RIGHT =
            Pattern.compile("unable to apply caps|apply caps|operation not permitted|permission denied");

    private final DockerEngine engine;
    private Privilege privilege = Privilege.FULL;

    NodeContainers(DockerEngine engine) {
        this.engine = engine;
    }

    /** The server and, beside it, agents; none is ready yet. */
    List<K3sNode> run(NodeRecipe recipe, int count) {
        List<K3sNode> nodes = new ArrayList<>();
        nodes.add(run(recipe::server));
        for (int number = 1; number < count; number++) {
            int agent = number;
            nodes.add(run(rights -> recipe.agent(agent, rights)));
        }
        return nodes;
    }

    private K3sNode run(Function<Privilege, ContainerSpec> node) {
        ContainerSpec spec = node.apply(privilege);
        try {
            return node(spec, engine.containers().run(spec));
        } catch (EngineException e) {
            if (privilege == Privilege.REDUCED
                    || !NO_SUCH_RIGHT.matcher(String.valueOf(e.getMessage())).find()) {
                throw e;
            }
            LOG.info("the Docker engine starts no privileged containers here; going on with what rights there are");
            LOG.debug("refused", e);
            privilege = Privilege.REDUCED;
            return run(node);
        }
    }

    private K3sNode node(ContainerSpec spec, String id) {
        return new K3sNode(spec.name(), id, engine.containers().inside(id));
    }
}
