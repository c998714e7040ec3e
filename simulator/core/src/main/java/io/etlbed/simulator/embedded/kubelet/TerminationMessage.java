package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.ContainerLog;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.fabric8.kubernetes.api.model.Container;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a container has to say about its end: the end of a file, or of its log where it failed and says so. */
final class TerminationMessage {

    private static final int LONGEST = 4096;
    private static final int LONGEST_OF_LOG = 2048;
    private static final int LINES_OF_LOG = 80;

    /** All containers of a pod share it. */
    private static final int LONGEST_OF_POD = 12 * 1024;

    private TerminationMessage() {}

    /** @param containers how many the pod has */
    static Optional<String> of(Container spec, int containers, RunningContainer ended, int exitCode) {
        byte[] message = ended.terminationMessage();
        if (message.length == 0
                && exitCode != 0
                && "FallbackToLogsOnError".equals(spec.getTerminationMessagePolicy())) {
            message = end(endOfLog(ended.log().lines()), LONGEST_OF_LOG);
        }
        byte[] shown = end(message, Math.min(LONGEST, LONGEST_OF_POD / Math.max(1, containers)));
        return shown.length == 0 ? Optional.empty() : Optional.of(new String(shown, StandardCharsets.UTF_8));
    }

    private static byte[] endOfLog(List<ContainerLog.Line> lines) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        lines.stream().skip(Math.max(0, lines.size() - LINES_OF_LOG)).forEach(line -> text.writeBytes(line.text()));
        return text.toByteArray();
    }

    private static byte[] end(byte[] text, int most) {
        return text.length <= most ? text : Arrays.copyOfRange(text, text.length - most, text.length);
    }
}
