package io.etlbed.simulator.embedded.kubelet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the program of a probe says, and keeps the beginning. */
final class ProbeOutput {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeOutput.class);
    private static final int KEPT = 10 * 1024;

    /** For what is still in the pipe when the program has ended. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final InputStream source;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    private ProbeOutput(InputStream source) {
        this.source = source;
        this.reader = new Thread(this::read, "etlbed-probe-output");
        reader.setDaemon(true);
    }

    static ProbeOutput of(InputStream source) {
        ProbeOutput output = new ProbeOutput(source);
        output.reader.start();
        return output;
    }

    /** What has been said by now, when the program has ended; what it left running may go on to hold the pipe. */
    String text() throws InterruptedException {
        reader.join(REST.toMillis());
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    private void read() {
        byte[] buffer = new byte[2048];
        try (source) {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, Math.min(count, KEPT - kept.size()));
                }
            }
        } catch (IOException ended) {
            LOG.debug("the output of a probe ends: {}", ended.toString());
        }
    }
}
