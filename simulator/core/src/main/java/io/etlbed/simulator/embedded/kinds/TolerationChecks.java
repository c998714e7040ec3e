package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused in the tolerations of a pod. */
final class TolerationChecks {

    private static final List<String> OPERATORS = List.of("Equal", "Exists");
    private static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "PreferNoSchedule");

    private TolerationChecks() {}

    static void check(List<Toleration> tolerations, Findings findings) {
        for (int i = 0; i < tolerations.size(); i++) {
            checkOne("spec.tolerations[" + i + "]", tolerations.get(i), findings);
        }
    }

    private static void checkOne(String at, Toleration toleration, Findings findings) {
        String key = text(toleration.getKey());
        String operator = text(toleration.getOperator());
        String effect = text(toleration.getEffect());
        String value = text(toleration.getValue());
        if (!key.isEmpty()) {
            Names.qualifiedName(key).forEach(detail -> findings.invalid(at + ".key", key, detail));
        } else if (!operator.equals("Exists")) {
            findings.invalid(
                    at + ".operator",
                    operator,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }
        if (toleration.getTolerationSeconds() != null && !effect.equals("NoExecute")) {
            findings.invalid(at + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        if (operator.isEmpty() || operator.equals("Equal")) {
            Names.labelValue(value).forEach(detail -> findings.invalid(at + ".operator", value, detail));
        } else if (operator.equals("Exists") && !value.isEmpty()) {
            findings.invalid(at + ".operator", value, "value must be empty when `operator` is 'Exists'");
        } else {
            findings.oneOf(at + ".operator", operator, OPERATORS);
        }
        if (!effect.isEmpty()) {
            findings.oneOf(at + ".effect", effect, EFFECTS);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
