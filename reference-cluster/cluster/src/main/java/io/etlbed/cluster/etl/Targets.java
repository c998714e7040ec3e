package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlResponse;
import java.io.IOException;
import java.util.List;

/** The targets of the cluster, as the ETL service of a proxy reaches them. */
public interface Targets {

    /** The ids of the targets of the current cluster map, in its order, without those in maintenance. */
    List<String> ids();

    /**
     * Sends a control call to one target and waits for the answer, however long it takes (an init waits for pods).
     *
     * @param path raw path with query, such as {@code /v1/etl/my-etl/stop}
     * @param body empty for none
     * @return the answer, whatever its status
     * @throws IOException if the target cannot be reached
     */
    ControlResponse call(String targetId, String method, String path, byte[] body)
            throws IOException, InterruptedException;
}
