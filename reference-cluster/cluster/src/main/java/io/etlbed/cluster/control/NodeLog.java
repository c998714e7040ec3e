package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The last lines of what a node has to tell: control calls that change something or fail, and new cluster maps. */
public final class NodeLog {

    private static final int LINES = 1000;
    private static final int LONGEST = 1000;
    private static final List<String> SEVERITIES = List.of("info", "warning", "error");

    private final Deque<String> lines = new ArrayDeque<>();

    /** Has every call to a handler that changes something or fails written down. */
    public ControlHandler of(ControlHandler handler) {
        return request -> {
            long start = System.nanoTime();
            try {
                ControlResponse answer = handler.handle(request);
                boolean asks =
                        request.method().equals("GET") || request.method().equals("HEAD");
                if (answer.status() >= 400 || !asks) {
                    told(request, answer.status(), start, "");
                }
                return answer;
            } catch (AisException e) {
                told(request, e.status(), start, ": " + e.getMessage());
                throw e;
            } catch (RuntimeException e) {
                told(request, 500, start, ": " + e);
                throw e;
            }
        };
    }

    private void told(ControlRequest request, int status, long start, String why) {
        char severity = status >= 500 ? 'E' : status >= 400 ? 'W' : 'I';
        add(
                severity,
                request.remoteAddress() + " " + request.method() + " " + request.pathText() + ": " + status + " in "
                        + (System.nanoTime() - start) / 1_000_000 + " ms" + why);
    }

    /** Something that is as it should be. */
    void info(String text) {
        add('I', text);
    }

    private void add(char severity, String text) {
        String line = severity + " " + LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS) + " "
                + text.replaceAll("\\p{Cntrl}+", " ");
        synchronized (lines) {
            if (lines.size() == LINES) {
                lines.removeFirst();
            }
            lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
        }
    }

    /**
     * The lines from a severity on, the oldest first.
     *
     * @param severity {@code info}, {@code warning}, {@code error}, or their beginnings
     * @throws AisException 400 for another
     */
    String text(String severity) {
        String wanted = severity.toLowerCase(Locale.ROOT);
        String found = SEVERITIES.stream()
                .filter(each -> each.startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> new AisException(
                        400, "invalid severity \"" + severity + "\": expected info, warning or error"));
        String shown = "IWE".substring(SEVERITIES.indexOf(found));
        synchronized (lines) {
            return lines.stream()
                    .filter(line -> shown.indexOf(line.charAt(0)) >= 0)
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }
}
