package io.etlbed.simulator.python;

import io.etlbed.simulator.SimulatorException;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Python.
 *
 * @param major 2 or 3
 * @param minor such as the 8 of 3.8.5
 * @param patch such as the 5 of 3.8.5; absent where any will do
 */
public record PythonVersion(int major, int minor, OptionalInt patch) implements Comparable<PythonVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Comparator<PythonVersion> ORDER = Comparator.comparingInt(PythonVersion::major)
            .thenComparingInt(PythonVersion::minor)
            .thenComparingInt(version -> version.patch().orElse(-1));

    /**
     * Reads two or three numbers, such as {@code 3.8} or {@code 3.8.5}.
     *
     * @throws SimulatorException if the text is neither
     */
    public static PythonVersion parse(String text) {
        Matcher numbers = FORM.matcher(text);
        if (!numbers.matches()) {
            throw new SimulatorException(
                    "'" + text + "' is no version of Python: two or three numbers are expected, such as 3.8 or 3.8.5");
        }
        return new PythonVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                numbers.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(numbers.group(3))));
    }

    /** Whether code for one of them is code for the other. */
    boolean isSameMinor(PythonVersion other) {
        return major == other.major && minor == other.minor;
    }

    /** Such as {@code 3.8}, whatever the patch. */
    String twoNumbers() {
        return major + "." + minor;
    }

    @Override
    public int compareTo(PythonVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return twoNumbers() + (patch.isPresent() ? "." + patch.getAsInt() : "");
    }
}
