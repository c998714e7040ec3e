package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is refused in the hooks of a container. */
final class LifecycleChecks {

    private LifecycleChecks() {}

    /** @param grace the pod's {@code terminationGracePeriodSeconds} */
    static void check(String at, @Nullable Lifecycle lifecycle, @Nullable Long grace, Findings findings) {
        if (lifecycle != null) {
            check(at + ".postStart", lifecycle.getPostStart(), grace, findings);
            check(at + ".preStop", lifecycle.getPreStop(), grace, findings);
        }
    }

    private static void check(String at, @Nullable LifecycleHandler handler, @Nullable Long grace, Findings findings) {
        if (handler == null) {
            return;
        }
        long handlers = Stream.of(handler.getExec(), handler.getHttpGet(), handler.getTcpSocket(), handler.getSleep())
                .filter(Objects::nonNull)
                .count();
        if (handlers == 0) {
            findings.add(FieldError.required(at, "must specify a handler type"));
        } else if (handlers > 1) {
            findings.forbidden(at, "may not specify more than 1 handler type");
        }
        if (handler.getExec() != null && handler.getExec().getCommand().isEmpty()) {
            findings.add(FieldError.required(at + ".exec.command"));
        }
        if (handler.getHttpGet() != null) {
            ProbeChecks.checkPort(at + ".httpGet.port", handler.getHttpGet().getPort(), findings);
            findings.oneOf(at + ".httpGet.scheme", handler.getHttpGet().getScheme(), List.of("HTTP", "HTTPS"));
        }
        if (handler.getTcpSocket() != null) {
            ProbeChecks.checkPort(at + ".tcpSocket.port", handler.getTcpSocket().getPort(), findings);
        }
        if (handler.getSleep() != null && grace != null) {
            Long seconds = handler.getSleep().getSeconds();
            if (seconds == null || seconds < 0 || seconds > grace) {
                findings.invalid(
                        at + ".sleep",
                        seconds == null ? 0 : seconds,
                        "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")");
            }
        }
    }
}
