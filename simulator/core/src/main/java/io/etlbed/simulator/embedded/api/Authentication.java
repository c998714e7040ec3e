package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.identity.User;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who sends a request, by the token in its header: that of the kubeconfig, or one of a service account. */
final class Authentication {

    private static final String USER = "user";
    private static final String SCHEME = "Bearer ";

    private final Token admin;
    private final ServiceAccountTokens accounts;

    Authentication(Token admin, ServiceAccountTokens accounts) {
        this.admin = admin;
        this.accounts = accounts;
    }

    /** @throws io.etlbed.simulator.embedded.store.ApiStatusException 401 if nobody is known by it */
    void identify(Context ctx) {
        ctx.attribute(USER, user(ctx.header("Authorization")));
    }

    /** Whom a request that was let in is from. */
    static User user(Context ctx) {
        return Objects.requireNonNull(ctx.attribute(USER), "every request is identified first");
    }

    private User user(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Errors.unauthorized();
        }
        String shown = authorization.substring(SCHEME.length()).strip();
        return admin.is(shown)
                ? User.ADMIN
                : accounts.verify(shown, List.of(ServiceAccountTokens.ISSUER)).orElseThrow(Errors::unauthorized);
    }
}
