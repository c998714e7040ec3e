package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Messages of <i>init code</i>: each with flaws of its members, the ETL_ID's too where it has no other, so that none is started and
 * everything that is said of one is seen.
 */
final class CodeKinds {

    private static final String CODE = "def transform(input_bytes):\n    return input_bytes\n";

    private static final ObjectMapper JSON = new ObjectMapper();

    private CodeKinds() {}

    /**
     * A way to break a member.
     *
     * @param value empty where the member goes
     */
    private record Wrong(String rule, String member, List<Object> value) {

        static Wrong of(String rule, String member, Object... value) {
            return new Wrong(rule, member, List.of(value));
        }
    }

    private static final List<Wrong> ALL = List.of(
            Wrong.of("CODE-04", "code", ""),
            Wrong.of("CODE-04", "code", " \n"),
            Wrong.of("CODE-04", "code", "a\0b"),
            Wrong.of("CODE-06", "code", 5),
            Wrong.of("CODE-06", "code", true),
            Wrong.of("CODE-06", "dependencies", 5),
            Wrong.of("CODE-04", "dependencies", "a\0b"),
            Wrong.of("CODE-04", "runtime"),
            Wrong.of("CODE-04", "runtime", ""),
            Wrong.of("CODE-03", "runtime", "python4"),
            Wrong.of("CODE-03", "runtime", "Python3"),
            Wrong.of("CODE-03", "runtime", "python3 "),
            Wrong.of("SPEC-02", "communication", "hpush"),
            Wrong.of("SPEC-02", "communication", "ftp://"),
            Wrong.of("SPEC-03", "timeout", "soon"),
            Wrong.of("SPEC-03", "timeout", "-5m"));

    static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind(SpecKinds.RIGHT, cases(SpecKinds.RIGHT, Arbitraries.of(List.of(List.<Wrong>of())))));
        List<String> rules = ALL.stream().map(Wrong::rule).distinct().sorted().toList();
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i; j < rules.size(); j++) {
                String one = rules.get(i);
                String other = rules.get(j);
                List<List<Wrong>> choices = new ArrayList<>();
                for (Wrong first : ALL) {
                    for (Wrong second : ALL) {
                        boolean pair = first.rule.equals(one) && second.rule.equals(other);
                        if (pair && (first.equals(second) || !first.member.equals(second.member))) {
                            choices.add(first.equals(second) ? List.of(first) : List.of(first, second));
                        }
                    }
                }
                String kind = one.equals(other) ? one : one + "+" + other;
                kinds.add(new Kind(kind, cases(kind, Arbitraries.of(choices))));
            }
        }
        return kinds;
    }

    private static Arbitrary<FuzzCase> cases(String kind, Arbitrary<List<Wrong>> flaws) {
        return Combinators.combine(
                        flaws,
                        Arbitraries.of("python3", "python3.8", "python2", "python3.10", "python3.6"),
                        Arbitraries.of("", "hpush://", "hpull://", "hrev://", "io://"),
                        Arbitraries.of("", "5m", "1h30m"),
                        Arbitraries.of("", "numpy==1.19", "# nothing\n"),
                        Arbitraries.of(false, true),
                        Arbitraries.strings().ofMaxLength(30).map(text -> text.replace("\0", "")))
                .as((wrong, runtime, communication, timeout, dependencies, base64, comment) -> {
                    ObjectNode message = FuzzCase.object();
                    String code = CODE + "# " + comment.replaceAll("\\p{Cntrl}|\\p{Cs}", " ") + "\n";
                    message.put("code", encoded(code, base64)).put("runtime", runtime);
                    putIf(message, "communication", communication);
                    putIf(message, "timeout", timeout);
                    putIf(message, "dependencies", dependencies);
                    List<Violated> expected = new ArrayList<>();
                    for (Wrong each : wrong) {
                        message.remove(each.member);
                        each.value.forEach(value -> message.set(each.member, JSON.valueToTree(value)));
                        expected.add(new Violated(each.rule, each.member, 0, 0));
                    }
                    // So that what is right otherwise is not started: what is said of it shows all the same.
                    message.put("id", "-refused");
                    expected.add(new Violated("NAME-01", "id", 0, 0));
                    return new FuzzCase(FuzzTarget.CODE, kind, message, expected);
                });
    }

    private static String encoded(String text, boolean base64) {
        return base64 ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) : text;
    }

    private static void putIf(ObjectNode message, String member, String value) {
        if (!value.isEmpty()) {
            message.put(member, value);
        }
    }
}
