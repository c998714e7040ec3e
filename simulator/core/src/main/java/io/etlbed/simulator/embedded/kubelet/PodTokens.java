package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.identity.Bond;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.identity.TokenTerms;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that a kubelet asks for its pods. They die with the pod; they are not renewed while it runs, and so that one which
 * every pod gets lasts as long as Kubernetes lets it at most.
 */
final class PodTokens {

    private static final long USUAL_SECONDS = 3600;

    /** What the one asks for that every pod gets: such a one is extended. */
    private static final long EXTENDED_SECONDS = 3607;

    private static final Duration EXTENDED = Duration.ofDays(365);

    private final ObjectStore store;
    private final ServiceAccountTokens tokens;

    PodTokens(ObjectStore store, ServiceAccountTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    /** Empty if the pod's service account is not there. */
    Optional<String> token(Pod pod, ServiceAccountTokenProjection wanted) {
        Bond bond =
                new Bond("Pod", pod.getMetadata().getName(), pod.getMetadata().getUid());
        List<String> audiences =
                wanted.getAudience() == null || wanted.getAudience().isEmpty()
                        ? List.of()
                        : List.of(wanted.getAudience());
        TokenTerms terms = new TokenTerms(audiences, life(wanted, audiences), bond);
        return store.of(ServiceAccount.class)
                .get(pod.getMetadata().getNamespace(), pod.getSpec().getServiceAccountName())
                .map(account -> tokens.issue(account, terms).value());
    }

    private static Duration life(ServiceAccountTokenProjection wanted, List<String> audiences) {
        long seconds = wanted.getExpirationSeconds() == null ? USUAL_SECONDS : wanted.getExpirationSeconds();
        return seconds == EXTENDED_SECONDS && audiences.isEmpty() ? EXTENDED : Duration.ofSeconds(seconds);
    }
}
