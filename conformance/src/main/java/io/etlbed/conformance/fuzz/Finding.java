package io.etlbed.conformance.fuzz;

import java.util.List;

/**
 * A case that was not answered as it is to be.
 *
 * @param id of the case, letters and digits
 * @param kind what it is an example of
 * @param problems what was wrong, in one line each
 * @param caseText the case as JSON, as plain as it could be made: {@link FuzzCampaign#replay} tries it again
 * @param shrunk how many steps it took to get there
 */
public record Finding(String id, FuzzTarget target, String kind, List<String> problems, String caseText, int shrunk) {

    public Finding {
        problems = List.copyOf(problems);
    }
}
