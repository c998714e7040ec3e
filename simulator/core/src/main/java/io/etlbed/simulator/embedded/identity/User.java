package io.etlbed.simulator.embedded.identity;

import java.util.List;
import java.util.Map;

/**
 * Somebody who asks.
 *
 * @param name such as {@code system:serviceaccount:default:default}
 * @param uid empty where there is none
 * @param groups such as {@code system:authenticated}
 * @param extra what else is known, such as the pod that a token is bound to
 */
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    private static final String EVERYBODY = "system:authenticated";
    private static final String MASTERS = "system:masters";

    /** Whom the kubeconfig names. */
    public static final User ADMIN = new User("kubernetes-admin", "", List.of(MASTERS, EVERYBODY), Map.of());

    public User {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    static User serviceAccount(String namespace, String name, String uid, Map<String, List<String>> extra) {
        return new User(
                "system:serviceaccount:" + namespace + ":" + name,
                uid,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, EVERYBODY),
                extra);
    }

    /** Whether it may do everything. */
    public boolean isMaster() {
        return groups.contains(MASTERS);
    }
}
