package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is refused in a probe. */
final class ProbeChecks {

    private ProbeChecks() {}

    /** @param repeated whether it may have to succeed more than once: that of readiness alone */
    static void check(String at, @Nullable Probe probe, boolean repeated, Findings findings) {
        if (probe == null) {
            return;
        }
        long handlers = Stream.of(probe.getExec(), probe.getGrpc(), probe.getHttpGet(), probe.getTcpSocket())
                .filter(Objects::nonNull)
                .count();
        if (handlers == 0) {
            findings.add(FieldError.required(at, "must specify a handler type"));
        } else if (handlers > 1) {
            findings.forbidden(at, "may not specify more than 1 handler type");
        }
        if (probe.getHttpGet() != null) {
            checkPort(at + ".httpGet.port", probe.getHttpGet().getPort(), findings);
            findings.oneOf(at + ".httpGet.scheme", probe.getHttpGet().getScheme(), List.of("HTTP", "HTTPS"));
        }
        if (probe.getTcpSocket() != null) {
            checkPort(at + ".tcpSocket.port", probe.getTcpSocket().getPort(), findings);
        }
        ExecAction exec = probe.getExec();
        if (exec != null && exec.getCommand().isEmpty()) {
            findings.add(FieldError.required(at + ".exec.command"));
        }
        findings.notNegative(at + ".initialDelaySeconds", probe.getInitialDelaySeconds());
        findings.notNegative(at + ".timeoutSeconds", probe.getTimeoutSeconds());
        findings.notNegative(at + ".periodSeconds", probe.getPeriodSeconds());
        findings.notNegative(at + ".successThreshold", probe.getSuccessThreshold());
        findings.notNegative(at + ".failureThreshold", probe.getFailureThreshold());
        Integer successes = probe.getSuccessThreshold();
        if (!repeated && successes != null && successes > 1) {
            findings.invalid(at + ".successThreshold", successes, "must be 1");
        }
    }

    static void checkPort(String at, @Nullable IntOrString port, Findings findings) {
        if (port == null) {
            findings.add(FieldError.required(at));
        } else if (port.getIntVal() != null) {
            findings.port(at, port.getIntVal());
        } else {
            PortNames.check(at, String.valueOf(port.getStrVal()), findings);
        }
    }
}
