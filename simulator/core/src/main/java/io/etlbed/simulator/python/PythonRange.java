package io.etlbed.simulator.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of Python that a package says it is for, such as {@code >=2.7, !=3.0.*, !=3.1.*}. A clause of another form
 * takes nothing out.
 */
record PythonRange(List<Clause> clauses) {

    private static final Pattern CLAUSE = Pattern.compile("(>=|<=|==|!=|>|<)\\s*(\\d+\\.\\d+)(?:\\.(\\d+|\\*))?");

    private record Clause(String relation, PythonVersion version, boolean anyPatch) {

        boolean admits(PythonVersion python) {
            int difference =
                    anyPatch ? PythonVersion.parse(python.twoNumbers()).compareTo(version) : python.compareTo(version);
            return switch (relation) {
                case ">=" -> difference >= 0;
                case "<=" -> difference <= 0;
                case ">" -> difference > 0;
                case "<" -> difference < 0;
                case "==" -> difference == 0;
                default -> difference != 0;
            };
        }
    }

    static PythonRange parse(String text) {
        List<Clause> clauses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher clause = CLAUSE.matcher(part.strip());
            if (clause.matches()) {
                String patch = clause.group(3);
                boolean any = patch == null || patch.equals("*");
                String version = clause.group(2) + (any ? "" : "." + patch);
                clauses.add(new Clause(clause.group(1), PythonVersion.parse(version), any));
            }
        }
        return new PythonRange(clauses);
    }

    boolean contains(PythonVersion python) {
        return clauses.stream().allMatch(clause -> clause.admits(python));
    }
}
