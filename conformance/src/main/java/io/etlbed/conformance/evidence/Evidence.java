package io.etlbed.conformance.evidence;

import java.util.List;

/**
 * What was seen around a failure, taken before anything was cleaned up. Bounded, whatever the cluster answers.
 *
 * @param exchanges the check's requests with their answers, the latest of them, in their order
 * @param leftOut how many earlier exchanges are not among them
 * @param pods of the ETLs that the check has started
 * @param events of these pods, the latest last
 * @param unseen why something is not here, such as pods where Kubernetes is not seen
 */
public record Evidence(
        List<SeenExchange> exchanges, int leftOut, List<SeenPod> pods, List<String> events, List<String> unseen) {

    public Evidence {
        exchanges = List.copyOf(exchanges);
        pods = List.copyOf(pods);
        events = List.copyOf(events);
        unseen = List.copyOf(unseen);
    }
}
