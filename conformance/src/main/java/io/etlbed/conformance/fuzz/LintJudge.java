package io.etlbed.conformance.fuzz;

import java.util.List;

/** Asks a validator by itself. */
record LintJudge(SpecValidator validator) implements Judge {

    @Override
    public List<String> problems(FuzzCase tried) {
        List<Violated> reported =
                validator.violations(tried.input().path("spec").asText());
        return Violations.difference(tried.expected(), reported);
    }

    @Override
    public String describe() {
        return "the validator, in this process: rule, field, line and column of each violation";
    }
}
