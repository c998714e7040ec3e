package io.etlbed.simulator;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Starts clusters by the name of their provider. */
public final class KubernetesClusters {

    /** The provider that needs nothing but a JDK. */
    public static final String EMBEDDED = "embedded";

    /** Real Kubernetes in containers of a Docker engine; in an artifact of its own. */
    public static final String K3S = "k3s";

    private KubernetesClusters() {}

    /**
     * Starts a cluster and returns when its API answers and every node is Ready.
     *
     * @throws SimulatorException if no provider has that name (the message lists those there are), if it cannot start, or if
     *     a sandbox or a way out is asked of one that runs pods in its own way
     */
    public static KubernetesCluster start(String provider, ClusterConfig config) {
        SortedMap<String, KubernetesProvider> known = known();
        KubernetesProvider chosen = known.get(provider);
        if (chosen == null) {
            throw new SimulatorException(unknown(provider, known));
        }
        if (!provider.equals(EMBEDDED) && !config.isolation().equals(Isolation.BEST)) {
            throw new SimulatorException("a sandbox and a way out are for pods of provider " + EMBEDDED + "; provider "
                    + provider + " runs pods in its own way");
        }
        return chosen.start(config);
    }

    /**
     * Why no cluster of that provider can be started on this machine, as far as that is known without trying; empty where nothing
     * is in the way. May take seconds.
     */
    public static Optional<String> absence(String provider) {
        SortedMap<String, KubernetesProvider> known = known();
        KubernetesProvider asked = known.get(provider);
        return asked == null ? Optional.of(unknown(provider, known)) : asked.absence();
    }

    private static String unknown(String provider, SortedMap<String, KubernetesProvider> known) {
        return "no provider '" + provider + "'; there are " + String.join(", ", known.keySet());
    }

    /** The names of the providers that there are, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(known().keySet());
    }

    private static SortedMap<String, KubernetesProvider> known() {
        SortedMap<String, KubernetesProvider> known = new TreeMap<>();
        for (KubernetesProvider candidate : ServiceLoader.load(KubernetesProvider.class)) {
            known.put(candidate.name(), candidate);
        }
        return known;
    }
}
