package io.etlbed.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * The clusters of tests, in JUnit's stores, which close them when their scope ends: those of a session in that of the session,
 * handles of a test in that of the test.
 */
final class TestClusters {

    private static final Namespace NAMESPACE = Namespace.create(EtlClusterExtension.class);

    private TestClusters() {}

    /** Handles are kept by context: a store also answers with what is in those around it. */
    private record Handle(String context, ClusterChoice choice) {}

    /** The handles that a context has, in its store. */
    private static final class Used {
        private final List<EtlCluster> clusters = new ArrayList<>();

        synchronized void add(EtlCluster cluster) {
            clusters.add(cluster);
        }

        synchronized List<EtlCluster> all() {
            return List.copyOf(clusters);
        }
    }

    /**
     * A cluster that several have handles on.
     *
     * @param owner the class whose it is; empty for the session
     */
    private record Shared(String owner, Settings settings) {}

    /** The cluster of a test, or of a class as far as it asks before its tests. */
    static EtlCluster of(ExtensionContext context, ClusterChoice choice) {
        // Before the handle, so that it ends after it where both are in one store.
        Optional<EtlCluster> shared = shared(context, choice);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new Handle(context.getUniqueId(), choice),
                        wanted -> used(
                                context,
                                shared.map(cluster -> handle(context, cluster)).orElseGet(() -> own(context, choice))),
                        EtlCluster.class);
    }

    private static EtlCluster used(ExtensionContext context, EtlCluster cluster) {
        context.getStore(NAMESPACE)
                .getOrComputeIfAbsent("used " + context.getUniqueId(), first -> new Used(), Used.class)
                .add(cluster);
        return cluster;
    }

    /** What a test, and the classes around it, have been given. */
    static List<EtlCluster> used(ExtensionContext test) {
        List<EtlCluster> used = new ArrayList<>();
        for (Optional<ExtensionContext> each = Optional.of(test);
                each.isPresent();
                each = each.get().getParent()) {
            Used here = each.get().getStore(NAMESPACE).get("used " + each.get().getUniqueId(), Used.class);
            if (here != null) {
                used.addAll(here.all());
            }
        }
        return used;
    }

    /** Nothing where the test has one of its own. */
    private static Optional<EtlCluster> shared(ExtensionContext context, ClusterChoice choice) {
        return switch (choice.scope()) {
            case SESSION -> Optional.of(shared(context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE), "", choice));
            case CLASS -> {
                ExtensionContext tests = outermost(context);
                yield Optional.of(shared(tests.getStore(NAMESPACE), tests.getUniqueId(), choice));
            }
            case METHOD -> Optional.empty();
        };
    }

    /** The store starts it once, holds back others meanwhile, and closes it at its own end. */
    private static EtlCluster shared(Store store, String owner, ClusterChoice choice) {
        return store.getOrComputeIfAbsent(
                new Shared(owner, choice.settings()), wanted -> Starter.start(wanted.settings()), EtlCluster.class);
    }

    private static EtlCluster own(ExtensionContext context, ClusterChoice choice) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "a cluster of scope METHOD belongs to one test: it cannot be handed to "
                            + (context.getTestInstanceLifecycle()
                                            .filter(Lifecycle.PER_CLASS::equals)
                                            .isPresent()
                                    ? "the constructor of a test object for a whole class, nor to @BeforeAll"
                                    : "@BeforeAll")
                            + "; use scope CLASS, or take it as a parameter of each test");
        }
        return Starter.start(choice.settings());
    }

    private static EtlCluster handle(ExtensionContext context, EtlCluster shared) {
        String label = context.getTestMethod()
                .map(method -> method.getName())
                .or(() -> context.getTestClass().map(Class::getSimpleName))
                .orElse("etl");
        String owner = context.getTestClass().map(Class::getSimpleName).orElse("")
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        return shared.handle(label, owner);
    }

    private static ExtensionContext outermost(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (Optional<ExtensionContext> each = context.getParent();
                each.isPresent();
                each = each.get().getParent()) {
            if (each.get().getTestClass().isPresent()) {
                outermost = each.get();
            }
        }
        return outermost;
    }
}
