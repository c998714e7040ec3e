package io.etlbed.simulator.embedded.identity;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of service accounts: signed JWTs with the claims that Kubernetes gives them. One is believed until it expires, and
 * no longer than its service account and what it is bound to exist.
 */
public final class ServiceAccountTokens {

    /** Who makes the tokens, and for whom they are unless somebody else is named. */
    public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final String CLAIM = "kubernetes.io";
    private static final String SUBJECT = "system:serviceaccount:";

    private final ObjectStore store;
    private final Clock clock;

    /** Made when first needed, for many clusters never see a token. */
    private @Nullable Algorithm signature;

    /** @param store where service accounts, and what tokens are bound to, are */
    public ServiceAccountTokens(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Makes a token of an account. */
    public IssuedToken issue(ServiceAccount account, TokenTerms terms) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(terms.life());
        String namespace = account.getMetadata().getNamespace();
        String name = account.getMetadata().getName();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("namespace", namespace);
        about.put("serviceaccount", reference(name, account.getMetadata().getUid()));
        Bond bond = terms.bond();
        if (bond != null) {
            about.put(bond.kind().equals("Pod") ? "pod" : "secret", reference(bond.name(), bond.uid()));
        }
        String token = JWT.create()
                .withIssuer(ISSUER)
                .withSubject(SUBJECT + namespace + ":" + name)
                .withAudience(terms.audiences().toArray(String[]::new))
                .withIssuedAt(now)
                .withNotBefore(now)
                .withExpiresAt(expires)
                .withJWTId(UUID.randomUUID().toString())
                .withClaim(CLAIM, about)
                .sign(signature());
        return new IssuedToken(token, expires);
    }

    /** Whose token it is; empty if it is none, is over, or is for somebody else than one of the audiences. */
    public Optional<User> verify(String token, List<String> audiences) {
        try {
            JWTVerifier verifier = ((JWTVerifier.BaseVerification) JWT.require(signature())
                            .withIssuer(ISSUER)
                            .withAnyOfAudience(audiences.toArray(String[]::new)))
                    .build(clock);
            return user(verifier.verify(token));
        } catch (JWTVerificationException notBelieved) {
            return Optional.empty();
        }
    }

    private Optional<User> user(DecodedJWT token) {
        Map<String, Object> about = token.getClaim(CLAIM).asMap();
        if (about == null || !(about.get("namespace") instanceof String namespace)) {
            return Optional.empty();
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        extra.put("authentication.kubernetes.io/credential-id", List.of("JTI=" + token.getId()));
        boolean alive = exists(ServiceAccount.class, namespace, about.get("serviceaccount"));
        if (about.get("pod") instanceof Map<?, ?> pod) {
            alive &= exists(Pod.class, namespace, pod);
            extra.put("authentication.kubernetes.io/pod-name", List.of(text(pod, "name")));
            extra.put("authentication.kubernetes.io/pod-uid", List.of(text(pod, "uid")));
        }
        if (about.get("secret") instanceof Map<?, ?> secret) {
            alive &= exists(Secret.class, namespace, secret);
        }
        return alive && about.get("serviceaccount") instanceof Map<?, ?> account
                ? Optional.of(User.serviceAccount(namespace, text(account, "name"), text(account, "uid"), extra))
                : Optional.empty();
    }

    /** An object of the same name that came later is another one. */
    private boolean exists(Class<? extends HasMetadata> type, String namespace, @Nullable Object reference) {
        return reference instanceof Map<?, ?> map
                && store.of(type)
                        .revision(namespace, text(map, "name"))
                        .filter(found -> found.matches(each ->
                                text(map, "uid").equals(each.getMetadata().getUid())))
                        .isPresent();
    }

    private static Map<String, Object> reference(String name, String uid) {
        return Map.of("name", name, "uid", uid);
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }

    private synchronized Algorithm signature() {
        Algorithm made = signature;
        if (made == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair keys = generator.generateKeyPair();
                made = Algorithm.ECDSA256((ECPublicKey) keys.getPublic(), (ECPrivateKey) keys.getPrivate());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no elliptic curves", e);
            }
            signature = made;
        }
        return made;
    }
}
