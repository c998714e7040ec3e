package io.etlbed.junit;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodEgress;
import io.etlbed.simulator.Sandbox;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What cluster a test is to have, and with whom.
 *
 * @param settings tests of a session with equal ones share a cluster
 */
record ClusterChoice(ClusterScope scope, Settings settings) {

    private static final String PROVIDER = "etlbed.provider";
    private static final String KUBECONFIG = "etlbed.kubeconfig";
    private static final String TARGETS = "etlbed.targets";
    private static final String PROXIES = "etlbed.proxies";
    private static final String INPROC = "etlbed.inproc";
    private static final String TLS = "etlbed.tls";
    private static final String SANDBOX = "etlbed.sandbox";
    private static final String POD_NETWORK = "etlbed.pod-network";

    /** Looks a configuration parameter up. */
    interface Parameters extends Function<String, Optional<String>> {}

    /** By an annotation, and by parameters where it says nothing. */
    static ClusterChoice of(EtlTest told, Parameters parameters) {
        EtlCluster.Builder builder = EtlCluster.builder();
        if (!told.provider().isEmpty()) {
            builder.provider(told.provider());
        }
        if (told.targets() != 0) {
            builder.targets(told.targets());
        }
        if (told.proxies() != 0) {
            builder.proxies(told.proxies());
        }
        if (told.inproc()) {
            builder.inproc();
        }
        if (told.faults()) {
            builder.faults();
        }
        if (told.tls()) {
            builder.tls();
        }
        return of(builder, told.scope(), parameters);
    }

    /** By a builder, and by parameters where it was left as it comes. */
    static ClusterChoice of(EtlCluster.Builder builder, ClusterScope scope, Parameters parameters) {
        Settings told = builder.settings();
        Settings untold = EtlCluster.builder().settings();
        if (told.provider().equals(untold.provider())) {
            parameters.apply(PROVIDER).ifPresent(builder::provider);
        }
        if (told.kubeconfig().isEmpty()) {
            parameters.apply(KUBECONFIG).map(Path::of).ifPresent(builder::kubeconfig);
        }
        if (told.targets() == untold.targets()) {
            parameters.apply(TARGETS).map(text -> count(TARGETS, text)).ifPresent(builder::targets);
        }
        if (told.proxies() == untold.proxies()) {
            parameters.apply(PROXIES).map(text -> count(PROXIES, text)).ifPresent(builder::proxies);
        }
        if (parameters.apply(INPROC).map(text -> truth(INPROC, text)).orElse(false)) {
            builder.inproc();
        }
        if (!told.faults()
                && parameters.apply(TLS).map(text -> truth(TLS, text)).orElse(false)) {
            builder.tls();
        }
        // Pods of other providers are no processes of ours.
        boolean embedded = builder.settings().provider().equals(KubernetesClusters.EMBEDDED);
        if (embedded && told.isolation().equals(Isolation.BEST)) {
            builder.isolation(isolation(parameters));
        }
        return new ClusterChoice(scope, builder.settings());
    }

    private static Isolation isolation(Parameters parameters) {
        Isolation isolation = parameters
                .apply(SANDBOX)
                .map(word -> Sandbox.of(word)
                        .orElseThrow(() -> wrong(SANDBOX, "no sandbox '" + word + "'; there are " + Sandbox.words())))
                .map(Isolation.BEST::in)
                .orElse(Isolation.BEST);
        return parameters
                .apply(POD_NETWORK)
                .map(word -> PodEgress.of(word)
                        .orElseThrow(
                                () -> wrong(POD_NETWORK, "no network '" + word + "'; there are " + PodEgress.words())))
                .map(isolation::with)
                .orElse(isolation);
    }

    private static int count(String parameter, String text) {
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw wrong(parameter, "a number from 1 is expected, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static boolean truth(String parameter, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(parameter, "true or false is expected, not '" + text + "'");
        }
        return Boolean.parseBoolean(text);
    }

    private static ExtensionConfigurationException wrong(String parameter, String what) {
        return new ExtensionConfigurationException("configuration parameter " + parameter + ": " + what);
    }
}
