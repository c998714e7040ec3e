package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.embedded.runtime.ContainerLog;
import io.etlbed.simulator.embedded.runtime.OutputTaps;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes texts to a log as a process writes them: lines, and long ones in pieces. */
final class LogText {

    private final ContainerLog log;
    private final OutputTaps taps;

    /** @param taps take the same, when the log has it */
    LogText(ContainerLog log, OutputTaps taps) {
        this.log = log;
        this.taps = taps;
    }

    void append(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        append(trace.toString());
    }

    void append(String text) {
        for (String line : text.split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                line((line.endsWith("\n") ? line : line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void line(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += ContainerLog.LONGEST_LINE) {
            log.append(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + ContainerLog.LONGEST_LINE)));
        }
        taps.write(bytes, 0, bytes.length);
    }
}
