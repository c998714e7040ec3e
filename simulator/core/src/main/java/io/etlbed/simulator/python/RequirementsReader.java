package io.etlbed.simulator.python;

import io.etlbed.simulator.SimulatorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads requirements as pip does, up to the lines, and refuses those that reach out of the environment that is made for
 * them. pip is then given what was read and not what was written, so that it sees nothing that was not looked at here.
 */
final class RequirementsReader {

    /** The variables of a process hold no longer text. */
    static final int MOST_BYTES = 120 * 1024;

    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");
    /** Python takes some of them for ends of lines, and terminals for orders. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029&&[^\\t]]");

    private static final Pattern SECRET = Pattern.compile("://[^/@\\s]+@");

    private final Map<String, String> variables;
    private final List<String> names = new ArrayList<>();

    private RequirementsReader(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Reads them.
     *
     * @param variables for {@code ${NAME}}
     * @throws SimulatorException that names the line that is refused, and why
     */
    static Requirements read(String text, Map<String, String> variables) {
        return new RequirementsReader(variables).read(text);
    }

    private Requirements read(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new SimulatorException(
                    "the requirements are too long: " + bytes + " bytes, and " + MOST_BYTES + " are the most");
        }
        List<String> lines = List.of(text.split("\r\n|\n|\r", -1));
        StringBuilder read = new StringBuilder();
        int at = 0;
        while (at < lines.size()) {
            int first = at;
            StringBuilder joined = new StringBuilder();
            boolean more = true;
            while (more && at < lines.size()) {
                String line = lines.get(at++);
                if (FORBIDDEN.matcher(line).find()) {
                    throw refused(at, line, "it has control characters");
                }
                boolean comment = COMMENT.matcher(line).lookingAt();
                more = line.endsWith("\\") && !comment;
                joined.append(comment ? " " + line : more ? line.replaceAll("^\\\\+|\\\\+$", "") : line);
            }
            String line =
                    expand(COMMENT.matcher(joined).replaceAll(""), first + 1).strip();
            check(line, first + 1);
            // What pip says of a line is to bear its number.
            read.append(line).append("\n".repeat(at - first));
        }
        return new Requirements(read.toString(), names);
    }

    /** As pip does, but with the variables of the container and not with those of the host. */
    private String expand(String line, int number) {
        Matcher matcher = VARIABLE.matcher(line);
        return matcher.replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw refused(number, line, "the container has no variable " + found.group(1));
            }
            if (FORBIDDEN.matcher(value).find() || VARIABLE.matcher(value).find()) {
                throw refused(number, line, "the variable " + found.group(1) + " has more in it than a value");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private void check(String line, int number) {
        if (line.isEmpty()) {
            return;
        }
        RequirementLine parts = RequirementLine.of(line);
        parts.complaint().ifPresent(complaint -> {
            throw refused(number, line, complaint);
        });
        if (!parts.requirement().isEmpty()) {
            names.add(hideSecrets(parts.requirement()).replaceAll("\\s+", " "));
        }
    }

    private static SimulatorException refused(int number, String line, String why) {
        String clean = hideSecrets(FORBIDDEN.matcher(line).replaceAll("?").strip());
        String shown = clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
        return new SimulatorException("line " + number + " of the requirements is refused, '" + shown + "': " + why);
    }

    /** Names and passwords in addresses are nobody else's business. */
    private static String hideSecrets(String text) {
        return SECRET.matcher(text).replaceAll("://****@");
    }
}
