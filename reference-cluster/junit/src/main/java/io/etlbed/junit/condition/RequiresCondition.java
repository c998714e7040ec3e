package io.etlbed.junit.condition;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests for which {@link Requires} asks too much of this machine. */
final class RequiresCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, Requires.class))
                .map(RequiresCondition::judged)
                .orElse(ConditionEvaluationResult.enabled("nothing is required"));
    }

    private static ConditionEvaluationResult judged(Requires required) {
        List<String> missing = Machine.lacks(required);
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("this machine has what is required")
                : ConditionEvaluationResult.disabled(String.join("; ", missing));
    }
}
