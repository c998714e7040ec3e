package io.etlbed.junit;

import io.etlbed.junit.ClusterChoice.Parameters;
import io.etlbed.junit.report.FailureReport;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a cluster, and what they need on it; see {@link EtlTest}. Safe for tests that run in parallel.
 *
 * <p>Where an annotation does not suffice it is registered with a cluster of its own making, in place of the annotation:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EtlClusterExtension ETL =
 *         EtlClusterExtension.on(EtlCluster.builder().targets(1).handler("acme/upper", …)).scope(ClusterScope.CLASS);
 * }</pre>
 */
public final class EtlClusterExtension implements ParameterResolver, AfterEachCallback {

    private final Optional<EtlCluster.Builder> builder;
    private final ClusterScope scope;

    /** Called by JUnit, for {@link EtlTest}. */
    public EtlClusterExtension() {
        this(Optional.empty(), ClusterScope.SESSION);
    }

    private EtlClusterExtension(Optional<EtlCluster.Builder> builder, ClusterScope scope) {
        this.builder = builder;
        this.scope = scope;
    }

    /**
     * For tests on such a cluster. What the builder was left without, JUnit's configuration parameters may tell (see {@link
     * EtlTest}). Classes whose clusters are the same in all that they were told share one; Java code is the same only where it is
     * one object.
     */
    public static EtlClusterExtension on(EtlCluster.Builder cluster) {
        return new EtlClusterExtension(Optional.of(cluster), ClusterScope.SESSION);
    }

    /** The same for other tests in common; those of the session unless told. */
    public EtlClusterExtension scope(ClusterScope tests) {
        return new EtlClusterExtension(builder, tests);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameter.known(parameter);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameter.value(parameter, TestClusters.of(context, choice(context)));
    }

    /** A test object that lives for one test is made for that test, not for its class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Tells of a failure while the pods are there that have to do with it. */
    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure -> TestClusters.used(context)
                        .forEach(cluster -> report(cluster).publish(context, failure)));
    }

    private static FailureReport report(EtlCluster cluster) {
        Exchanges exchanges = cluster.workspace().exchanges();
        return new FailureReport(
                cluster.kubernetes(), cluster.workspace().etls(), exchanges.latest(), exchanges.forgotten());
    }

    private ClusterChoice choice(ExtensionContext context) {
        Parameters parameters = context::getConfigurationParameter;
        return builder.map(told -> ClusterChoice.of(told, scope, parameters))
                .orElseGet(() -> ClusterChoice.of(annotation(context), parameters));
    }

    /** Of the class, or of one around it. */
    private static EtlTest annotation(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(tests ->
                        AnnotationSupport.findAnnotation(tests, EtlTest.class, context.getEnclosingTestClasses()))
                .orElse(Defaults.class.getAnnotation(EtlTest.class));
    }

    /** What holds for an extension that was registered by {@code @ExtendWith}. */
    @EtlTest
    private static final class Defaults {}
}
