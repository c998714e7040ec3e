package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.runtime.ContainerProgram;
import io.etlbed.simulator.embedded.runtime.ProgramSpec;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a container is to do right after its start, or before it is ended.
 *
 * @param running the run of it that is meant
 * @param pod name, namespace and uid, as messages name it
 */
record LifecycleHook(
        LifecycleHandler handler, Container container, RunningContainer running, String podIp, String pod) {

    /** Whoever waits for an answer is not to wait for ever; who runs the hook calls it back before. */
    private static final Duration LONGEST_GET = Duration.ofHours(1);

    private static final String AGENT = "kube-lifecycle/1.33";

    /**
     * Does it, to the end.
     *
     * @return what went wrong; empty where all is well
     * @throws InterruptedException nothing of it goes on then
     */
    Optional<String> run(PodNetwork network) throws InterruptedException {
        if (handler.getExec() != null) {
            return exec(handler.getExec().getCommand());
        }
        if (handler.getHttpGet() != null) {
            return get(network);
        }
        if (handler.getSleep() != null) {
            rest(Duration.ofSeconds(handler.getSleep().getSeconds()));
            return Optional.empty();
        }
        // As Kubernetes does it: a tcpSocket may be written, and then fails.
        return Optional.of("Cannot run handler: invalid handler: a hook is exec, httpGet or sleep");
    }

    private Optional<String> exec(List<String> command) throws InterruptedException {
        try {
            ContainerProgram program = running.exec(ProgramSpec.talking(command));
            ProbeOutput output = ProbeOutput.of(program.stdout());
            try {
                int code = program.exit().get();
                String text = output.text();
                return code == 0
                        ? Optional.empty()
                        : failure(
                                "Exec lifecycle hook (" + command + ")",
                                "command '" + String.join(" ", command) + "' exited with " + code + ": " + text);
            } catch (InterruptedException calledBack) {
                program.kill();
                throw calledBack;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("the exit code of a hook is not known", impossible);
            }
        } catch (StartException failure) {
            return failure("Exec lifecycle hook (" + command + ")", failure.getMessage());
        }
    }

    /** Any answer is a good one: it was heard. */
    private Optional<String> get(PodNetwork network) throws InterruptedException {
        String what = "HTTP lifecycle hook (" + handler.getHttpGet().getPath() + ")";
        try {
            HttpGet get = HttpGet.of(handler.getHttpGet(), container, podIp, AGENT, LONGEST_GET);
            try {
                int unused = get.send(network);
                return Optional.empty();
            } catch (IOException failure) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(failure.getMessage());
                }
                return failure(what, "Get \"" + get.url() + "\": " + failure.getMessage());
            }
        } catch (ConfigException noSuchPort) {
            return failure(what, noSuchPort.getMessage());
        }
    }

    /** Ends with the container. */
    private void rest(Duration duration) throws InterruptedException {
        try {
            running.exit().get(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            // as it should be
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("it is not known whether the container has ended", impossible);
        }
    }

    private Optional<String> failure(String what, String why) {
        return Optional.of(
                what + " for Container \"" + container.getName() + "\" in Pod \"" + pod + "\" failed - error: " + why);
    }
}
