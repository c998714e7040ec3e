package io.etlbed.cluster;

import io.etlbed.cluster.data.PodDialer;
import io.etlbed.cluster.data.PodListener;
import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.etl.EtlSettings;
import io.etlbed.cluster.etl.PodReach;
import io.etlbed.cluster.member.Keepalive;
import io.etlbed.cluster.tls.TlsFiles;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a reference cluster is to be.
 *
 * @param proxies at least 1; the first one is the primary
 * @param targets at least 1; a folder keeps the number it was first used with
 * @param folder for all that the cluster writes; objects, buckets and ETLs in it are there again after a restart
 * @param bindAddress where the nodes listen
 * @param publicHost under which they are announced, and reached by clients, pods and each other
 * @param firstProxyPort port of the primary; 0 for any free one, as all other ports are
 * @param kubernetes where the pods of ETLs run; without it every ETL call is answered that it needs Kubernetes. Closed by
 *     its owner
 * @param targetEnvironment of each target, by its index, in place of the process's own: {@code K8S_NODE_NAME} (LIFE-03)
 * @param reach how targets reach their pods
 * @param dialer connects to pods in that way
 * @param listener listens in the pods' networks, so that containers reach their target; empty where its public address does
 * @param etl what of ETL differs between documents and releases
 * @param durable whether each write is forced to the disk before it is answered; without it a write survives the end of the
 *     process, not that of the machine
 * @param limits what a node puts up with
 * @param announced where nodes are reached; at {@code publicHost} and the port that they listen on where it is empty
 * @param keepalive how soon the nodes notice that one is lost
 * @param processes how targets run that are processes of their own; empty where they run in this JVM
 * @param tls by which nodes speak TLS, with clients and with each other (API-11); empty for plain HTTP. Pods reach their target
 *     by plain HTTP all the same
 * @param serveThroughProxy whether proxies pass objects on, both ways, where they would redirect clients to targets
 */
public record ReferenceClusterConfig(
        int proxies,
        int targets,
        Path folder,
        String bindAddress,
        String publicHost,
        int firstProxyPort,
        Optional<KubernetesClient> kubernetes,
        List<Map<String, String>> targetEnvironment,
        PodReach reach,
        PodDialer dialer,
        Optional<PodListener> listener,
        EtlSettings etl,
        boolean durable,
        ServerLimits limits,
        Optional<NodeAddress> announced,
        Keepalive keepalive,
        Optional<TargetProcesses> processes,
        Optional<TlsFiles> tls,
        boolean serveThroughProxy) {

    private static final String LOOPBACK = "127.0.0.1";

    public ReferenceClusterConfig {
        targetEnvironment = List.copyOf(targetEnvironment);
        if (proxies < 1 || targets < 1) {
            throw new IllegalArgumentException(
                    "a cluster needs at least 1 proxy and 1 target, not " + proxies + " and " + targets);
        }
        if (!targetEnvironment.isEmpty() && targetEnvironment.size() != targets) {
            throw new IllegalArgumentException(
                    "environments of " + targetEnvironment.size() + " targets were given for " + targets);
        }
    }

    /** On loopback and free ports, without Kubernetes. */
    public static ReferenceClusterConfig of(Path folder, int proxies, int targets) {
        return new ReferenceClusterConfig(
                proxies,
                targets,
                folder,
                LOOPBACK,
                LOOPBACK,
                0,
                Optional.empty(),
                List.of(),
                PodReach.NODE_PORT,
                PodDialer.routed(),
                Optional.empty(),
                EtlSettings.document(),
                false,
                ServerLimits.standard(),
                Optional.empty(),
                Keepalive.of(proxies + targets),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** With a fixed port for the primary. */
    public ReferenceClusterConfig withFirstProxyPort(int port) {
        return changed(draft -> draft.firstProxyPort = port);
    }

    /** Listening elsewhere than on loopback. */
    public ReferenceClusterConfig withAddress(String bind, String announced) {
        return changed(draft -> {
            draft.bindAddress = bind;
            draft.publicHost = announced;
        });
    }

    /** With a Kubernetes for ETL, and for each target its environment. */
    public ReferenceClusterConfig withKubernetes(
            KubernetesClient client, List<Map<String, String>> environment, PodReach how, PodDialer connects) {
        return changed(draft -> {
            draft.kubernetes = Optional.of(client);
            draft.targetEnvironment = environment;
            draft.reach = how;
            draft.dialer = connects;
        });
    }

    /**
     * With targets that are processes of their own. They reach their pods by node ports; what else this configuration has for
     * the ways between pods and targets, and for where nodes are announced, is for targets in this JVM.
     *
     * @param environment for each target, what of its environment differs from this process's
     */
    public ReferenceClusterConfig withTargetProcesses(TargetProcesses how, List<Map<String, String>> environment) {
        return changed(draft -> {
            draft.processes = Optional.of(how);
            draft.targetEnvironment = environment;
        });
    }

    /** With listeners in the pods' networks, by which containers reach their target. */
    public ReferenceClusterConfig withPodListener(PodListener listens) {
        return changed(draft -> draft.listener = Optional.of(listens));
    }

    /** With nodes that speak TLS. */
    public ReferenceClusterConfig withTls(TlsFiles files) {
        return changed(draft -> draft.tls = Optional.of(files));
    }

    /** With proxies that pass objects on, or redirect to where they are. */
    public ReferenceClusterConfig withServingThroughProxy(boolean serve) {
        return changed(draft -> draft.serveThroughProxy = serve);
    }

    /** With other rules for ETL. */
    public ReferenceClusterConfig withEtl(EtlSettings settings) {
        return changed(draft -> draft.etl = settings);
    }

    /** With other limits. */
    public ReferenceClusterConfig withLimits(ServerLimits other) {
        return changed(draft -> draft.limits = other);
    }

    /** Announcing nodes elsewhere than where they listen. */
    public ReferenceClusterConfig withAnnounced(NodeAddress addresses) {
        return changed(draft -> draft.announced = Optional.of(addresses));
    }

    /** Where nodes are reached. */
    NodeAddress address() {
        return announced.orElse(
                (id, proxy, listening) -> InetSocketAddress.createUnresolved(publicHost, listening.getPort()));
    }

    /** Noticing losses sooner or later. */
    public ReferenceClusterConfig withKeepalive(Keepalive times) {
        return changed(draft -> draft.keepalive = times);
    }

    /** Forcing each write to the disk. */
    public ReferenceClusterConfig withDurable(boolean force) {
        return changed(draft -> draft.durable = force);
    }

    private ReferenceClusterConfig changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** The parts that can be changed, while they are. */
    private static final class Draft {

        private final ReferenceClusterConfig from;
        private String bindAddress;
        private String publicHost;
        private int firstProxyPort;
        private Optional<KubernetesClient> kubernetes;
        private List<Map<String, String>> targetEnvironment;
        private PodReach reach;
        private PodDialer dialer;
        private Optional<PodListener> listener;
        private EtlSettings etl;
        private boolean durable;
        private ServerLimits limits;
        private Optional<NodeAddress> announced;
        private Keepalive keepalive;
        private Optional<TargetProcesses> processes;
        private Optional<TlsFiles> tls;
        private boolean serveThroughProxy;

        Draft(ReferenceClusterConfig from) {
            this.from = from;
            this.bindAddress = from.bindAddress;
            this.publicHost = from.publicHost;
            this.firstProxyPort = from.firstProxyPort;
            this.kubernetes = from.kubernetes;
            this.targetEnvironment = from.targetEnvironment;
            this.reach = from.reach;
            this.dialer = from.dialer;
            this.listener = from.listener;
            this.etl = from.etl;
            this.durable = from.durable;
            this.limits = from.limits;
            this.announced = from.announced;
            this.keepalive = from.keepalive;
            this.processes = from.processes;
            this.tls = from.tls;
            this.serveThroughProxy = from.serveThroughProxy;
        }

        ReferenceClusterConfig finished() {
            return new ReferenceClusterConfig(
                    from.proxies,
                    from.targets,
                    from.folder,
                    bindAddress,
                    publicHost,
                    firstProxyPort,
                    kubernetes,
                    targetEnvironment,
                    reach,
                    dialer,
                    listener,
                    etl,
                    durable,
                    limits,
                    announced,
                    keepalive,
                    processes,
                    tls,
                    serveThroughProxy);
        }
    }
}
