package io.etlbed.junit;

import io.etlbed.simulator.KubernetesClusters;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests the cluster of their launcher session; see {@link EtlTest}. Safe for tests that run in parallel. */
public final class EtlClusterExtension implements ParameterResolver {

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
                provider -> EtlCluster.builder().provider(provider).start(),
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
}
