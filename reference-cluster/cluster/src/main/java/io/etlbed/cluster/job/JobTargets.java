package io.etlbed.cluster.job;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to the targets about their parts of jobs. */
final class JobTargets {

    private static final Logger LOG = LoggerFactory.getLogger(JobTargets.class);
    private static final String PATH = "/v1/xactions";
    private static final byte[] NOTHING = new byte[0];

    private final Targets targets;

    JobTargets(Targets targets) {
        this.targets = targets;
    }

    List<String> ids() {
        return targets.ids();
    }

    /** @throws IOException if the target cannot be reached */
    void start(String target, JobOrder order) throws IOException, InterruptedException {
        require(target, targets.call(target, "POST", PATH, Json.write(order)));
    }

    /** Has a target move what does not belong there any more; throws as {@link #start} does. */
    void rebalance(String target, String job) throws IOException, InterruptedException {
        require(target, targets.call(target, "POST", PATH + "/" + job, NOTHING));
    }

    /**
     * What a target has done, when it has ended or after some seconds.
     *
     * @return empty where it does not know of the job: it was started anew meanwhile
     * @throws IOException if the target cannot be reached
     */
    Optional<JobReport> awaitEnd(String target, String job) throws IOException, InterruptedException {
        ControlResponse answer = targets.call(target, "GET", PATH + "/" + job + "?wait=true", NOTHING);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        require(target, answer);
        return Optional.of(Json.read(answer.body(), JobReport.class));
    }

    /** Ends a job on all targets, unless it has ended or failed already. */
    void stop(Job job, String why, boolean byOthers) throws InterruptedException {
        if (job.fail(why, byOthers)) {
            abort(job.order(), why);
        }
    }

    /** Ends a job wherever it can be reached. */
    void abort(JobOrder order, String why) throws InterruptedException {
        for (String target : order.targets()) {
            try {
                ControlResponse answer =
                        targets.call(target, "DELETE", PATH + "/" + order.id(), why.getBytes(StandardCharsets.UTF_8));
                LOG.debug("job {}: target {} answered {} to its end", order.id(), target, answer.status());
            } catch (IOException | AisException e) {
                LOG.warn("job {}: target {} is not told of its end: {}", order.id(), target, e.getMessage());
            }
        }
    }

    /** What each target that can be reached knows, by its id. */
    Map<String, List<JobReport>> all() throws InterruptedException {
        Map<String, List<JobReport>> all = new LinkedHashMap<>();
        for (String target : targets.ids()) {
            try {
                ControlResponse answer = targets.call(target, "GET", PATH, NOTHING);
                require(target, answer);
                all.put(target, new ArrayList<>(Arrays.asList(Json.read(answer.body(), JobReport[].class))));
            } catch (IOException | AisException e) {
                if (targets.ids().contains(target)) {
                    throw e instanceof AisException told
                            ? told
                            : new AisException(502, "target " + target + " cannot be reached: " + e.getMessage(), e);
                }
                LOG.debug("target {} has left meanwhile", target, e);
            }
        }
        return all;
    }

    private static void require(String target, ControlResponse answer) {
        if (answer.status() != 200) {
            throw new AisException(
                    answer.status(),
                    "target " + target + ": " + new String(answer.body(), StandardCharsets.UTF_8).strip());
        }
    }
}
