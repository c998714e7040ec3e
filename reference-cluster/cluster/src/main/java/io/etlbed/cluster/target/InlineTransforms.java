package io.etlbed.cluster.target;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.PodCall;
import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.Communicator.HPull;
import io.etlbed.cluster.etl.Communicator.HPush;
import io.etlbed.cluster.etl.Communicator.HRev;
import io.etlbed.cluster.etl.Communicator.Io;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ObjectName;
import java.util.function.Function;

/** GET of an object through an ETL: what is asked of the pod of this node, by each mechanism. */
final class InlineTransforms {

    private static final int TEMPORARY = 307;

    private final NodeState node;
    private final Transformers transformers;

    InlineTransforms(NodeState node, Transformers transformers) {
        this.node = node;
        this.transformers = transformers;
    }

    /**
     * What is to be done with the object, whose claim passes on.
     *
     * @throws AisException 404 where the ETL does not run here
     */
    Function<OpenObject, Plan> by(String etlId, ObjectName name) {
        Communicator communicator = transformers.find(etlId).orElseThrow(() -> notRunning(etlId));
        if (communicator instanceof HPush push) {
            return transform(new PodCall.Push(etlId, push.pod(), "/", push.verb(), push.traffic()));
        }
        if (communicator instanceof Io io) {
            return transform(new PodCall.Push(etlId, io.pod(), io.target(), io.verb(), io.traffic()));
        }
        if (communicator instanceof HRev reverse) {
            return transform(new PodCall.Fetch(etlId, reverse.pod(), "/" + name.escaped(), reverse.traffic()));
        }
        HPull pull = (HPull) communicator;
        return object -> {
            pull.traffic().transformed(object.size(), 0);
            object.release();
            return new Plan.Redirect(TEMPORARY, pull.entry() + "/" + name.escaped());
        };
    }

    private static Function<OpenObject, Plan> transform(PodCall call) {
        return object -> new Plan.Transform(object, call);
    }

    /** A target keeps nothing of an ETL that is stopped: to it, that one and one that has never been are the same. */
    private AisException notRunning(String id) {
        String etls = node.map().proxy_si().url() + "/v1/etl";
        return new AisException(
                404,
                node.printed() + ": ETL \"" + id + "\" does not exist here, or is stopped: start it with POST " + etls
                        + "/" + id + "/start, or init it with PUT " + etls);
    }
}
