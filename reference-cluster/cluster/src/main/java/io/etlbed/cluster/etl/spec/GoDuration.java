package io.etlbed.cluster.etl.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go, and so AIStore, writes them: {@code 5m}, {@code 90s}, {@code 1h30m}, {@code 1.5s}, {@code 300ms}. */
public final class GoDuration {

    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", BigDecimal.ONE,
            "us", new BigDecimal("1000"),
            "µs", new BigDecimal("1000"),
            "μs", new BigDecimal("1000"),
            "ms", new BigDecimal("1000000"),
            "s", new BigDecimal("1000000000"),
            "m", new BigDecimal("60000000000"),
            "h", new BigDecimal("3600000000000"));
    private static final int LONGEST = 64;

    private GoDuration() {}

    /** Empty for what Go would not take, for negative durations, and for those above Go's 292 years. */
    public static Optional<Duration> parse(String text) {
        String unsigned = text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (unsigned.isEmpty() || unsigned.length() > LONGEST) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(unsigned);
        int end = 0;
        while (end < unsigned.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(NANOS.get(part.group(2))));
            end = part.end();
        }
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    /** As AIStore prints it, without trailing zero units: {@code 5m}, {@code 1h}, {@code 1m30s}, {@code 0s}. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append('h');
        }
        if (duration.toMinutesPart() > 0) {
            text.append(duration.toMinutesPart()).append('m');
        }
        BigDecimal seconds = BigDecimal.valueOf(duration.toSecondsPart())
                .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
                .stripTrailingZeros();
        if (seconds.signum() != 0) {
            text.append(seconds.toPlainString()).append('s');
        }
        return text.toString();
    }
}
