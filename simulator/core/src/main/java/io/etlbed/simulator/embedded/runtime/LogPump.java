package io.etlbed.simulator.embedded.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads what a container writes. The first lines come from the script that prepares the container, up to a token that
 * the script alone knows; from there on it is the container's own log.
 */
final class LogPump {

    private final InputStream source;
    private final Consumer<byte[]> log;
    private final OutputTaps taps;
    private final String token;
    private final Runnable started;
    private final StringBuilder preparation = new StringBuilder();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean prepared;

    /**
     * Makes one.
     *
     * @param log takes lines, and pieces of long ones, each with its line end
     * @param started called when the token comes
     */
    LogPump(InputStream source, Consumer<byte[]> log, String token, Runnable started) {
        this(source, log, new OutputTaps(), token, started);
    }

    /** @param taps take the same byte by byte, when the log has it */
    LogPump(InputStream source, Consumer<byte[]> log, OutputTaps taps, String token, Runnable started) {
        this.source = source;
        this.log = log;
        this.taps = taps;
        this.token = token;
        this.started = started;
    }

    /** One for a container that runs already: all that comes is its own. */
    static LogPump ofRunning(InputStream source, Consumer<byte[]> log, OutputTaps taps) {
        LogPump pump = new LogPump(source, log, taps, "", () -> {});
        pump.prepared = true;
        return pump;
    }

    /** Reads to the end. */
    void run() {
        try (source) {
            byte[] buffer = new byte[8192];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                int own = 0;
                for (int at = 0; at < count; at++) {
                    boolean before = prepared;
                    take(buffer[at]);
                    own = before ? own : at + 1;
                }
                taps.write(buffer, own, count);
            }
        } catch (IOException ended) {
            // the process was destroyed while we were reading
        } finally {
            flush();
        }
    }

    /** What the preparation said, where the container never started. */
    String complaint() {
        return preparation.toString().strip();
    }

    private void take(byte next) {
        line.write(next);
        if (next == '\n' || line.size() >= ContainerLog.LONGEST_LINE) {
            flush();
        }
    }

    private void flush() {
        if (line.size() == 0) {
            return;
        }
        byte[] text = line.toByteArray();
        line.reset();
        if (prepared) {
            log.accept(text);
            return;
        }
        String said = new String(text, StandardCharsets.UTF_8);
        if (said.strip().equals(token)) {
            prepared = true;
            started.run();
        } else if (preparation.length() < ContainerLog.LONGEST_LINE) {
            preparation.append(said);
        }
    }
}
