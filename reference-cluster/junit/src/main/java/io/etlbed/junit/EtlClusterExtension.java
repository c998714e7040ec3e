package io.etlbed.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the cluster of their launcher session; see {@link EtlTest}. Safe for tests that run in parallel. */
public final class EtlClusterExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EtlClusterExtension.class);

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
                EtlCluster.class, key -> EtlCluster.builder().start(), EtlCluster.class);
    }
}
