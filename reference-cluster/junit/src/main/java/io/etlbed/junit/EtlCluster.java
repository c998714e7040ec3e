package io.etlbed.junit;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.etl.TargetsChange;
import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.junit.faults.Faults;
import io.etlbed.junit.transformer.Transformer;
import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodEgress;
import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.RequestHandler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reference cluster on a Kubernetes of its own, both in this JVM. It runs from {@link Builder#start()} until
 * {@link #close()}, which leaves no process, port, thread or file behind.
 *
 * <p>Passing: {@code try (EtlCluster cluster = EtlCluster.builder().targets(3).start()) { … cluster.url() … }}
 */
public final class EtlCluster implements AutoCloseable {

    private final RunningCluster running;
    private final Workspace workspace;
    private final boolean owner;

    private EtlCluster(RunningCluster running, Workspace workspace, boolean owner) {
        this.running = running;
        this.workspace = workspace;
        this.owner = owner;
    }

    /** Of whoever has started it, and ends it. */
    static EtlCluster of(RunningCluster running) {
        return new EtlCluster(running, new Workspace(running, "etl", "the cluster"), true);
    }

    /**
     * The same cluster, for a test.
     *
     * @param label what names of buckets and ETLs begin with
     * @param test for messages
     */
    EtlCluster handle(String label, String test) {
        return new EtlCluster(running, new Workspace(running, label, test), false);
    }

    /** One proxy and three targets, each target on a Kubernetes node of its own, on the embedded provider. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where clients send their requests: the first proxy, such as {@code http://127.0.0.1:8080}. */
    public URI url() {
        return running.nodes().url();
    }

    /** Every proxy; the first one first. Any of them answers any request (API-06). */
    public List<URI> proxies() {
        return running.nodes().proxies();
    }

    /**
     * The authority of the nodes' certificates, a PEM file that clients are told of ({@code curl --cacert}, {@code
     * AIS_CLIENT_CA}); empty where nodes speak plain HTTP.
     */
    public Optional<Path> authority() {
        return running.authority();
    }

    /** How many targets there are; as many Kubernetes nodes carry them. */
    public int targets() {
        return running.nodes().targets().size();
    }

    /** The id of each target, as the cluster map has it, and the Kubernetes node that it is on (LIFE-02). */
    public Map<String, String> targetNodes() {
        return running.places();
    }

    /**
     * Starts one target more, on the Kubernetes node that carries the fewest. It is a member when this returns; it gets its
     * part of the objects as soon as it runs the ETLs that the others run, which {@code GET /v1/daemon?what=smap} tells: its
     * flags are 0 then.
     *
     * @throws SimulatorException if it does not become a member
     */
    public NodeHandle addTarget() {
        return running.addTarget();
    }

    /**
     * Ends a target that has been decommissioned ({@link io.etlbed.cluster.client.TargetCalls#decommission}).
     *
     * @throws IllegalArgumentException if there is none of that id
     * @throws IllegalStateException if the cluster map has it still
     */
    public void removeTarget(String id) {
        running.removeTarget(id);
    }

    /**
     * A proxy, to be stopped and started again.
     *
     * @param index its place in {@link #proxies()}
     */
    public NodeHandle proxy(int index) {
        return running.nodes().proxy(index);
    }

    /**
     * A target, to be stopped and started again.
     *
     * @param index 0 to {@link #targets()} - 1, as in {@link #targetNodes()}
     */
    public NodeHandle target(int index) {
        return running.nodes().target(index);
    }

    /** A kubeconfig file for the Kubernetes below. It exists until the cluster is closed. */
    public Path kubeconfig() {
        return running.kubernetes().kubeconfig();
    }

    /** A client of the Kubernetes below, with full rights. It is closed with the cluster. */
    public KubernetesClient kubernetes() {
        return running.kubernetes().client();
    }

    /**
     * What goes wrong on purpose.
     *
     * @throws IllegalStateException if the cluster was not built with {@link Builder#faults()}
     */
    public Faults faults() {
        return running.interposer()
                .orElseThrow(() -> new IllegalStateException(
                        "this cluster has nothing that makes faults; build it with EtlCluster.builder().faults()"))
                .faults();
    }

    /**
     * Makes an ETL of a transformer: loads its image, where it brings one, and waits until it serves on every target. It has a
     * generated ETL_ID, and is removed when the test is over.
     *
     * <p>{@code Etl etl = cluster.init(transformer("transformer/"));}
     *
     * @throws io.etlbed.cluster.wire.AisException if the cluster refuses it, or a pod does not start; the message says why
     * @throws SimulatorException if the transformer cannot be read, or pods of this cluster cannot run it
     */
    public Etl init(Transformer transformer) {
        return workspace.init(transformer);
    }

    /**
     * The same, but one ETL for all tests on this cluster that ask for the same: it is started for the first of them and serves
     * until the cluster ends. What a transformer is made of decides whether it is the same, not what it is called; Java code is
     * the same only where it is one object.
     *
     * @throws IllegalArgumentException if the transformer has an ETL_ID of its own
     */
    public Etl share(Transformer transformer) {
        return workspace.share(transformer);
    }

    /** A new bucket with a generated name; it is removed when the test is over. */
    public Bucket bucket() {
        return workspace.bucket();
    }

    /** A client of the first proxy. Its exchanges are reported where the test fails, and it is closed when the test is over. */
    public AisClient client() {
        return workspace.client();
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * Stops nodes, pods and Kubernetes, and removes every file. On a cluster that was handed to a test by {@link EtlTest} it
     * removes only what that test has made, which is done anyway. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (owner) {
            workspace.leave();
            running.close();
        } else {
            workspace.close();
        }
    }

    /** What a cluster is to be. Not safe for use by several threads. */
    public static final class Builder {

        private String provider = KubernetesClusters.EMBEDDED;
        private Optional<Path> kubeconfig = Optional.empty();
        private int proxies = 1;
        private int targets = 3;
        private List<Bundle> images = List.of();
        private final List<HandlerImage> handlers = new ArrayList<>();
        private List<ContainerImage> containerImages = List.of();
        private boolean inproc;
        private boolean faults;
        private boolean targetProcesses;
        private Optional<Path> folder = Optional.empty();
        private int proxyPort;
        private boolean exactRuntimes;
        private boolean durable;
        private Isolation isolation = Isolation.BEST;
        private TargetsChange targetsChange = TargetsChange.REPROVISION;
        private boolean tls;
        private Optional<TlsFiles> tlsFiles = Optional.empty();
        private boolean serveThroughProxy;

        private Builder() {}

        /**
         * The provider of the Kubernetes below; {@code embedded} unless told. {@code k3s} is real Kubernetes in containers of a
         * Docker engine, and needs the artifact {@code etlbed-simulator-docker}.
         */
        public Builder provider(String name) {
            this.provider = name;
            return this;
        }

        /** The Kubernetes that provider {@code kubeconfig} uses. */
        public Builder kubeconfig(Path file) {
            this.kubeconfig = Optional.of(file);
            return this;
        }

        /** How many proxies, at least 1; 1 unless told. */
        public Builder proxies(int count) {
            this.proxies = atLeastOne("proxies", count);
            return this;
        }

        /** How many targets, at least 1; 3 unless told. Each gets a Kubernetes node of its own. */
        public Builder targets(int count) {
            this.targets = atLeastOne("targets", count);
            return this;
        }

        /** Images that the nodes know, beside those of the transformers {@code md5} and {@code echo}. */
        public Builder images(List<Bundle> bundles) {
            this.images = List.copyOf(bundles);
            return this;
        }

        /** Real images that the nodes know, where they run containers: those of the provider {@code k3s}. */
        public Builder containerImages(List<ContainerImage> real) {
            this.containerImages = List.copyOf(real);
            return this;
        }

        /**
         * An image whose containers answer requests by code of this JVM, on every port that they declare; in the place of a
         * shipped one of that name.
         *
         * <p>{@code builder().handler("acme/upper", (request, answer) -> answer.send(200, upper(request)))}
         *
         * @param name repository without tag, such as {@code aistore/transformer_md5}
         */
        public Builder handler(String name, RequestHandler handler) {
            return handler(HandlerImage.serving(name, handler));
        }

        /** An image whose containers run a program of this JVM; in the place of a shipped one of that name. */
        public Builder handler(HandlerImage image) {
            this.handlers.add(image);
            return this;
        }

        /**
         * Without processes: all containers are code of this JVM, those of {@code md5} and {@code echo} too. Such a cluster
         * needs nothing of the host, starts at once, and has room for hundreds of targets; there are no other images.
         */
        public Builder inproc() {
            this.inproc = true;
            return this;
        }

        /**
         * With relays between its parts, which do what {@link EtlCluster#faults()} is told. They copy every byte: a cluster
         * without them is faster, not otherwise different.
         */
        public Builder faults() {
            this.faults = true;
            return this;
        }

        /**
         * With targets that are processes of their own, which can be killed: {@link NodeHandle#pid()}. They reach their pods by
         * node ports, and pods their targets by a relay: such a cluster starts later and is slower, not otherwise different.
         */
        public Builder targetProcesses() {
            this.targetProcesses = true;
            return this;
        }

        /** An empty or new folder for all that the cluster writes; it is removed with the cluster. A fresh temporary one unless told. */
        public Builder folder(Path place) {
            this.folder = Optional.of(place);
            return this;
        }

        /** The port of the first proxy, 1–65535; 0, as unless told, for any free one. */
        public Builder proxyPort(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
            }
            this.proxyPort = port;
            return this;
        }

        /** Refuses <i>init code</i> where the minor version of Python that its runtime names is not there (CODE-03). */
        public Builder exactRuntimes(boolean exact) {
            this.exactRuntimes = exact;
            return this;
        }

        /** Forces to the disk whatever is acknowledged, so that it outlasts the machine too, not only every process. */
        public Builder durable() {
            this.durable = true;
            return this;
        }

        /**
         * Keeps pods apart in this way, and in no other: where the host has it not, {@link #start()} fails at once and says why.
         * The best one there is unless told.
         */
        public Builder sandbox(Sandbox rung) {
            return isolation(isolation.in(rung));
        }

        /** Whether pods reach other hosts; closed unless told. */
        public Builder podNetwork(PodEgress egress) {
            return isolation(isolation.with(egress));
        }

        /** What becomes of ETLs when targets join or leave (LIFE-11); they go on unless told. */
        public Builder onTargetsChange(TargetsChange change) {
            this.targetsChange = change;
            return this;
        }

        /** Both at once. */
        public Builder isolation(Isolation how) {
            this.isolation = how;
            return this;
        }

        /**
         * With nodes that speak TLS, with clients and with each other, by certificates of an authority that is made for this
         * cluster: {@link EtlCluster#authority()}. Pods are reached by plain HTTP all the same.
         */
        public Builder tls() {
            this.tls = true;
            return this;
        }

        /** The same with certificates of your own. They name every address of a node, {@code 127.0.0.1} as a rule. */
        public Builder tls(TlsFiles files) {
            this.tlsFiles = Optional.of(files);
            return tls();
        }

        /**
         * With proxies that pass objects on, both ways, where they would redirect clients to targets: for clients that do not
         * follow redirects, or reach nothing but a proxy. Every byte goes through the proxy then.
         */
        public Builder serveThroughProxy() {
            this.serveThroughProxy = true;
            return this;
        }

        /**
         * Starts Kubernetes and the reference cluster; returns when every node of both is ready to serve.
         *
         * @throws io.etlbed.simulator.SimulatorException if it cannot be started here; nothing is left behind then
         * @throws IllegalStateException if both {@link #faults()} and {@link #targetProcesses()} were asked for: faults are made
         *     between parts of this JVM; or faults and {@link #tls()}, which hides from relays what they are to break
         */
        public EtlCluster start() {
            if (faults && targetProcesses) {
                throw new IllegalStateException(
                        "faults() are made between parts of this JVM, and targetProcesses() are none; choose one of them");
            }
            if (faults && tls) {
                throw new IllegalStateException(
                        "faults() are made by relays that read what nodes say, and tls() hides it; choose one of them");
            }
            return Starter.start(settings());
        }

        /** What it was told. */
        Settings settings() {
            return new Settings(
                    provider,
                    kubeconfig,
                    proxies,
                    targets,
                    images,
                    List.copyOf(handlers),
                    containerImages,
                    inproc,
                    faults,
                    targetProcesses,
                    folder,
                    proxyPort,
                    exactRuntimes,
                    durable,
                    isolation,
                    targetsChange,
                    tls,
                    tlsFiles,
                    serveThroughProxy);
        }

        private static int atLeastOne(String what, int count) {
            if (count < 1) {
                throw new IllegalArgumentException("a cluster needs at least 1 of its " + what + ", not " + count);
            }
            return count;
        }
    }
}
