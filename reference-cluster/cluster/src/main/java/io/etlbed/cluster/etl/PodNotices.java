package io.etlbed.cluster.etl;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** What Kubernetes has to say of a pod that runs, and its user should know: by what its code is run, if not as asked. */
final class PodNotices {

    private static final String ABOUT_RUNTIMES = "Runtime";

    private PodNotices() {}

    /** Its events about runtimes, in their order; none where they cannot be had. */
    static List<String> of(KubernetesClient client, Optional<String> uid) {
        if (uid.isEmpty()) {
            return List.of();
        }
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(EtlTarget.NAMESPACE)
                    .withField("involvedObject.uid", uid.get())
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> String.valueOf(event.getReason()).startsWith(ABOUT_RUNTIMES))
                    .map(Event::getMessage)
                    .distinct()
                    .toList();
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }
}
