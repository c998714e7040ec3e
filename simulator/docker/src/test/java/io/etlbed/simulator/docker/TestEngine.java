package io.etlbed.simulator.docker;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * For tests that need a real Docker engine. They get one of their own, on a socket and with a folder of its own, which ends with
 * the last of them; the product finds it by system property. Without one they are skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestEngine.Condition.class)
public @interface TestEngine {

    /** Starts the engine for the first that needs it. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            ExtensionContext.Store store = context.getRoot().getStore(Namespace.create(TestEngine.class));
            Start start = store.computeIfAbsent(Start.class, key -> Start.attempt(), Start.class);
            return start.trouble().isEmpty()
                    ? ConditionEvaluationResult.enabled("there is a Docker engine")
                    : ConditionEvaluationResult.disabled("no Docker engine: " + start.trouble());
        }
    }

    /**
     * What came of the attempt; closed by JUnit after the last test.
     *
     * @param trouble empty where the engine runs
     */
    record Start(String trouble, Optional<Dockerd> engine) implements AutoCloseable {

        static Start attempt() {
            // Whoever has the real image has it in an engine of theirs; others may want the tests on Podman, say.
            if (System.getenv("ETLBED_K3S_IMAGE") != null || System.getenv("ETLBED_TEST_ENGINE") != null) {
                Optional.ofNullable(System.getenv("ETLBED_TEST_ENGINE"))
                        .ifPresent(address -> System.setProperty("etlbed.docker.host", address));
                return new Start("", Optional.empty());
            }
            try {
                Dockerd engine = Dockerd.start();
                System.setProperty("etlbed.docker.host", engine.address());
                return new Start("", Optional.of(engine));
            } catch (IOException e) {
                return new Start(String.valueOf(e.getMessage()), Optional.empty());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Start("interrupted", Optional.empty());
            }
        }

        @Override
        public void close() throws IOException {
            System.clearProperty("etlbed.docker.host");
            if (engine.isPresent()) {
                engine.get().close();
            }
        }
    }
}
