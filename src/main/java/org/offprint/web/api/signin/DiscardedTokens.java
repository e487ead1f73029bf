package org.offprint.web.api.signin;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Discards the tokens of the sign-in provider. After a sign-in, this service uses a session of its own. */
@Singleton
@Alternative
@Priority(1)
class DiscardedTokens implements TokenStateManager {

    @Override
    public Uni<String> createTokenState(
            RoutingContext context,
            OidcTenantConfig configuration,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> blocking) {
        return Uni.createFrom().item("none");
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext context,
            OidcTenantConfig configuration,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> blocking) {
        return Uni.createFrom().failure(new AuthenticationFailedException("Tokens are not stored."));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext context, OidcTenantConfig configuration, String state, OidcRequestContext<Void> blocking) {
        return Uni.createFrom().voidItem();
    }
}
