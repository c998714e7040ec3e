package io.etlbed.conformance.run;

import io.etlbed.conformance.catalogue.Requirement;
import java.util.Optional;
import java.util.Set;

/**
 * What a run will do for a requirement that was asked for.
 *
 * @param checks the names of those that will judge it
 * @param unjudged why none will; empty where some do
 */
public record PlannedRequirement(Requirement requirement, Set<String> checks, Optional<String> unjudged) {

    public PlannedRequirement {
        checks = Set.copyOf(checks);
    }
}
