package io.etlbed.simulator.embedded.apply;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A field that somebody wants to have otherwise than its manager. */
record Conflict(Manager manager, String path) {

    /** The refusal, as Kubernetes words it: each conflict is a cause. */
    static ApiStatusException refusal(List<Conflict> conflicts) {
        List<StatusCause> causes = conflicts.stream()
                .map(each -> new StatusCauseBuilder()
                        .withReason("FieldManagerConflict")
                        .withMessage("conflict with " + each.manager().shown())
                        .withField(each.path())
                        .build())
                .toList();
        return new ApiStatusException(
                409,
                "Conflict",
                message(conflicts),
                new StatusDetailsBuilder().withCauses(causes).build());
    }

    private static String message(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            Conflict only = conflicts.get(0);
            return "Apply failed with 1 conflict: conflict with "
                    + only.manager().shown() + ": " + only.path();
        }
        var byManager = conflicts.stream()
                .collect(Collectors.groupingBy(
                        each -> each.manager().shown(),
                        TreeMap::new,
                        Collectors.mapping(Conflict::path, Collectors.toCollection(TreeSet::new))));
        return "Apply failed with " + conflicts.size() + " conflicts: "
                + byManager.entrySet().stream()
                        .map(each -> "conflicts with " + each.getKey() + ":\n- " + String.join("\n- ", each.getValue()))
                        .collect(Collectors.joining("\n"));
    }
}
