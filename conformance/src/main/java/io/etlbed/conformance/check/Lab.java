package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Endpoint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all checks of one run have in common.
 *
 * @param endpoint what is judged
 * @param kubernetes the Kubernetes below it, where it is seen
 * @param targetNodes target id to the Kubernetes node that it is on, as far as whoever started the cluster says
 * @param seed of the data that checks make up
 * @param patience how long a check waits for what the cluster does on its own, such as the end of a stopped pod
 * @param shared ETLs that checks use but never change
 * @param names of what checks make in the cluster, never used before
 * @param nodes starts nodes beside the cluster, where that was started for the run
 * @param destructive whether whoever gave the cluster allows that what runs in it is killed
 * @param ais the command line that is judged with the cluster, where there is one
 */
public record Lab(
        Endpoint endpoint,
        Optional<KubernetesClient> kubernetes,
        Map<String, String> targetNodes,
        Images images,
        Profile profile,
        long seed,
        Duration patience,
        SharedEtls shared,
        Names names,
        Optional<NodeControl> nodes,
        boolean destructive,
        Optional<Ais> ais) {

    /** A lab on an endpoint; its shared ETLs are started when they are first used and stopped by {@link SharedEtls#close()}. */
    public static Lab of(
            Endpoint endpoint,
            Optional<KubernetesClient> kubernetes,
            Map<String, String> targetNodes,
            Images images,
            Profile profile,
            long seed) {
        Names names = new Names();
        return new Lab(
                endpoint,
                kubernetes,
                Map.copyOf(targetNodes),
                images,
                profile,
                seed,
                Duration.ofMinutes(1),
                new SharedEtls(endpoint, images, names, profile.settings()),
                names,
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The same with nodes that can be started. */
    public Lab withNodes(Optional<NodeControl> control) {
        return with(control, destructive, ais);
    }

    /** The same with a command line. */
    public Lab withAis(Ais command) {
        return with(nodes, destructive, Optional.of(command));
    }

    /** The same with leave to kill what runs in the cluster, or without. */
    public Lab withDestructive(boolean allowed) {
        return with(nodes, allowed, ais);
    }

    private Lab with(Optional<NodeControl> control, boolean allowed, Optional<Ais> command) {
        return new Lab(
                endpoint,
                kubernetes,
                targetNodes,
                images,
                profile,
                seed,
                patience,
                shared,
                names,
                control,
                allowed,
                command);
    }

    /** Whether what runs in the cluster may be killed: it was started for the run, or whoever gave it allows that. */
    boolean mayDestroy() {
        return destructive || nodes.isPresent();
    }

    /** The same cluster as seen through something between; what is shared stays shared. */
    public Lab through(Endpoint other, Optional<KubernetesClient> otherKubernetes, Duration otherPatience) {
        return new Lab(
                other,
                otherKubernetes,
                targetNodes,
                images,
                profile,
                seed,
                otherPatience,
                shared,
                names,
                nodes,
                destructive,
                ais);
    }

    /** Names that no other run has used: they carry a token of this one. */
    public static final class Names {

        private final String token =
                Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        private final AtomicInteger count = new AtomicInteger();

        Names() {}

        /** Letters and digits, at most 8 of them, beginning with a digit or letter. */
        public String next() {
            return token + Integer.toString(count.incrementAndGet(), 36);
        }

        /** Letters and digits, exactly so many; unlikely to be used before. */
        public String ofLength(int length) {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < length; i++) {
                name.append(Character.forDigit(ThreadLocalRandom.current().nextInt(36), 36));
            }
            return name.toString();
        }
    }
}
