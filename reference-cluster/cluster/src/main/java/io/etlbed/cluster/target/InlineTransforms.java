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
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Query;
import java.util.function.Function;
import java.util.function.Supplier;

/** GET of an object through an ETL: what is asked of the pod of this node, by each mechanism. */
final class InlineTransforms {

    private static final int TEMPORARY = 307;

    private final NodeState node;
    private final Transformers transformers;
    private final Supplier<EtlMd> etls;

    /** @param etls what is known of them now */
    InlineTransforms(NodeState node, Transformers transformers, Supplier<EtlMd> etls) {
        this.node = node;
        this.transformers = transformers;
        this.etls = etls;
    }

    /**
     * What is to be done with the object, whose claim passes on.
     *
     * @param arguments of this one request, for the container; empty for none
     * @param relayed whether the client is not to be sent to the pod
     * @throws AisException 404 where the ETL does not run here
     */
    Function<OpenObject, Plan> by(String etlId, ObjectName name, String arguments, boolean relayed) {
        Communicator communicator = transformers.find(etlId).orElseThrow(() -> notRunning(etlId));
        if (communicator instanceof HPull pull && !relayed) {
            return object -> {
                pull.traffic().transformed(object.size(), 0);
                object.release();
                return new Plan.Redirect(TEMPORARY, pull.entry() + "/" + name.escaped() + query("?", arguments));
            };
        }
        PodCall call = call(communicator, etlId, name, arguments);
        return object -> new Plan.Transform(object, call);
    }

    /** What is asked of the pod where this target takes the answer: with {@code hpull://} the same as with {@code hrev://}. */
    static PodCall call(Communicator communicator, String etlId, ObjectName name, String arguments) {
        String object = name.bucket() + "/" + name.object();
        if (communicator instanceof HPush push) {
            String path = push.named() ? name.path() : "/";
            return new PodCall.Push(
                    etlId, object, push.pod(), path + query("?", arguments), push.verb(), push.traffic());
        }
        if (communicator instanceof Io io) {
            return new PodCall.Push(
                    etlId, object, io.pod(), io.target() + query("&", arguments), io.verb(), io.traffic());
        }
        String target = "/" + name.escaped() + query("?", arguments);
        if (communicator instanceof HRev reverse) {
            return new PodCall.Fetch(etlId, object, reverse.pod(), target, reverse.traffic());
        }
        HPull pull = (HPull) communicator;
        return new PodCall.Fetch(etlId, object, pull.pod(), target, pull.traffic());
    }

    private static String query(String before, String arguments) {
        return arguments.isEmpty() ? "" : before + Query.ETL_ARGS + "=" + PercentCoding.encode(arguments);
    }

    /** A target keeps nothing of an ETL that is stopped: to it, that one and one that has never been are the same. */
    private AisException notRunning(String id) {
        String calls = node.map().proxy_si().url() + "/v1/etl";
        EtlMd.Etl known = etls.get().etls().get(id);
        if (known != null && known.why() != null) {
            return new AisException(
                    404,
                    node.printed() + ": ETL \"" + id + "\" was stopped, as " + known.why() + "; start it with POST "
                            + calls + "/" + id + "/start");
        }
        return new AisException(
                404,
                node.printed() + ": ETL \"" + id + "\" does not exist here, or is stopped: start it with POST " + calls
                        + "/" + id + "/start, or init it with PUT " + calls);
    }
}
