package io.etlbed.junit;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodEgress;
import io.etlbed.simulator.Sandbox;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests the cluster of their launcher session; see {@link EtlTest}. Safe for tests that run in parallel. */
public final class EtlClusterExtension implements ParameterResolver {

    private static final String SANDBOX = "etlbed.sandbox";
    private static final String POD_NETWORK = "etlbed.pod-network";
    private static final Namespace NAMESPACE = Namespace.create(EtlClusterExtension.class);

    private static final String PARAMETER = "etlbed.provider";

    /** Called by JUnit. */
    public EtlClusterExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EtlCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store session = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
        // The store calls this once, holds back others meanwhile, and closes the value at the end of the session.
        return session.getOrComputeIfAbsent(
                provider(context),
                provider -> EtlCluster.builder()
                        .provider(provider)
                        .isolation(isolation(context, provider))
                        .start(),
                EtlCluster.class);
    }

    private static String provider(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(tests -> AnnotationSupport.findAnnotation(tests, EtlTest.class))
                .map(EtlTest::provider)
                .filter(provider -> !provider.isEmpty())
                .or(() -> context.getConfigurationParameter(PARAMETER))
                .orElse(KubernetesClusters.EMBEDDED);
    }

    /** The parameters are for pods that are processes, and mean nothing to other providers. */
    private static Isolation isolation(ExtensionContext context, String provider) {
        if (!provider.equals(KubernetesClusters.EMBEDDED)) {
            return Isolation.BEST;
        }
        Isolation isolation = context.getConfigurationParameter(SANDBOX)
                .map(word -> Sandbox.of(word)
                        .orElseThrow(() -> new ParameterResolutionException("configuration parameter " + SANDBOX
                                + ": no sandbox '" + word + "'; there are " + Sandbox.words())))
                .map(Isolation.BEST::in)
                .orElse(Isolation.BEST);
        return context.getConfigurationParameter(POD_NETWORK)
                .map(word -> PodEgress.of(word)
                        .orElseThrow(() -> new ParameterResolutionException("configuration parameter " + POD_NETWORK
                                + ": no network '" + word + "'; there are " + PodEgress.words())))
                .map(isolation::with)
                .orElse(isolation);
    }
}
