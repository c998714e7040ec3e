package io.etlbed.cluster.etl;

import io.etlbed.cluster.etl.spec.Texts;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers why a pod does not become ready: warnings of Kubernetes, and the last lines that it printed (SPEC-03). */
final class PodReport {

    private static final Logger LOG = LoggerFactory.getLogger(PodReport.class);
    private static final int LINES = 8;
    private static final int MOST_EVENTS = 4;
    private static final int LONGEST_LINE = 300;

    private PodReport() {}

    /**
     * Text to follow {@code why}, the state of the pod; empty where there is no more to say.
     *
     * @param uid of the pod: events outlive their pods, and those of an earlier one of its name say nothing of it
     */
    static String of(KubernetesClient client, String podName, Optional<String> uid, String why) {
        StringBuilder report = new StringBuilder();
        try {
            if (uid.isPresent()) {
                warnings(client, uid.get(), why)
                        .forEach(warning -> report.append("; ").append(warning));
            }
            String log = tail(client, podName);
            if (!log.isEmpty()) {
                report.append("; its output ends with:\n").append(log);
            }
        } catch (KubernetesClientException e) {
            LOG.debug("no report of pod {}", podName, e);
        }
        return report.toString();
    }

    private static Set<String> warnings(KubernetesClient client, String uid, String why) {
        List<Event> events = client.v1()
                .events()
                .inNamespace(EtlTarget.NAMESPACE)
                .withField("involvedObject.uid", uid)
                .list()
                .getItems();
        ArrayDeque<String> last = new ArrayDeque<>();
        for (Event event : events) {
            boolean ofPod = event.getInvolvedObject() != null
                    && uid.equals(event.getInvolvedObject().getUid());
            if (ofPod && "Warning".equals(event.getType()) && isNews(event, why)) {
                last.add(event.getReason() + ": " + cut(String.valueOf(event.getMessage())));
                if (last.size() > MOST_EVENTS) {
                    last.removeFirst();
                }
            }
        }
        return new LinkedHashSet<>(last);
    }

    /** Much of what events say is said by the state already. */
    private static boolean isNews(Event event, String why) {
        String message = String.valueOf(event.getMessage());
        String essence = message.substring(message.indexOf(": ") < 0 ? 0 : message.indexOf(": ") + 2);
        return !why.contains(essence) && !essence.equals("ErrImagePull") && !"BackOff".equals(event.getReason());
    }

    private static String tail(KubernetesClient client, String podName) {
        var pod = client.pods().inNamespace(EtlTarget.NAMESPACE).withName(podName);
        String log;
        try {
            log = pod.tailingLines(LINES).getLog();
        } catch (KubernetesClientException e) {
            // A container that has never run has no log.
            return "";
        }
        return log == null ? "" : log.strip().lines().map(PodReport::cut).collect(Collectors.joining("\n"));
    }

    private static String cut(String text) {
        return Texts.cut(text, LONGEST_LINE);
    }
}
