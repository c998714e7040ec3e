package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Faults for the check of {@code AIS_TARGET_URL} (COMM-05). */
final class SecretMutants {

    private static final String CHECK = "gives-each-container-a-way-to-its-target";

    /** Whose a secret is that a container tries. */
    private enum Owner {
        NOBODY,
        ANOTHER_TARGET,
        ANOTHER_ETL,
        A_STOPPED_ETL
    }

    private SecretMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        CHECK,
                        "a container is not told of its target",
                        report(report -> report.put("target_url", "")),
                        "AIS_TARGET_URL in the container"),
                Mutant.http(
                        CHECK,
                        "a program is not told of its target",
                        report(report -> {
                            if (report.has("arguments")) {
                                refuses(report, false);
                            }
                        }),
                        "for a program that is run by io://"),
                Mutant.http(
                        CHECK,
                        "the documents' form is not known",
                        report(report -> {
                            if (!report.has("arguments")) {
                                refuses(report, false);
                            }
                        }),
                        "the original by AIS_TARGET_URL"),
                Mutant.http(
                        CHECK,
                        "full names are not known",
                        report(report -> refuses(report, true)),
                        "the original by its full name"),
                Mutant.http(CHECK, "any secret is taken", admits(Owner.NOBODY), "the secret is wrong"),
                Mutant.http(
                        CHECK,
                        "targets have one secret",
                        admits(Owner.ANOTHER_TARGET),
                        "the secret is another target's"),
                Mutant.http(CHECK, "ETLs have one secret", admits(Owner.ANOTHER_ETL), "the secret is another ETL's"),
                Mutant.http(CHECK, "secrets outlive their ETL", admits(Owner.A_STOPPED_ETL), "is stopped"));
    }

    private static void refuses(ObjectNode report, boolean full) {
        for (JsonNode fetched : report.path("fetched")) {
            if (fetched.path("from").asText().contains("%2F") == full) {
                ((ObjectNode) fetched).put("status", 400);
            }
        }
    }

    /** Learns the secrets that there are out of the reports, and gives something for those of one owner. */
    private static Mutation admits(Owner owner) {
        Set<String> told = ConcurrentHashMap.newKeySet();
        return report(report -> {
            told.add(report.path("target_url").asText());
            for (JsonNode fetched : report.path("fetched")) {
                String from = fetched.path("from").asText();
                if (from.startsWith("http") && ownerOf(from, told) == owner) {
                    ((ObjectNode) fetched).put("status", 200);
                }
            }
        });
    }

    private static Owner ownerOf(String from, Set<String> told) {
        // The bucket and the object stand behind the secret.
        List<String> tried = List.of(from.split("/", -1));
        List<String> url = tried.subList(0, tried.size() - 2);
        String etl = url.get(url.size() - 2);
        for (String known : told) {
            List<String> other = List.of(known.split("/", -1));
            if (url.equals(other)) {
                return Owner.A_STOPPED_ETL;
            }
            if (url.get(url.size() - 1).equals(other.get(other.size() - 1))) {
                return etl.equals(other.get(other.size() - 2)) ? Owner.ANOTHER_TARGET : Owner.ANOTHER_ETL;
            }
        }
        return Owner.NOBODY;
    }
}
