package org.offprint.web.api.signin;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.http.PublicUrl;

/**
 * Sign-in provider of the service. Sign-in is disabled if no provider is configured. The provider's metadata is fetched
 * at the first sign-in, so that the service can start while the provider is unavailable.
 */
@Startup
@Singleton
public class SignInProvider implements TenantConfigResolver {

    /** Path of the redirect URI, which must be registered with the sign-in provider. */
    static final String RETURN_PATH = SignInPaths.SIGN_IN + "/done";

    /** Name that Quarkus uses for the sign-in provider, for example in the names of cookies. */
    private static final String NAME = "sign-in";

    /**
     * Maximum time for signing in at the provider's page, which is also the lifetime of the cookie with the sign-in
     * state.
     */
    static final Duration SIGN_IN_TIMEOUT = Duration.ofMinutes(15);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Maximum accepted deviation of the provider's clock, in seconds. */
    private static final int CLOCK_SKEW = 60;

    private final String url;
    private final String clientId;
    private final Optional<String> clientSecret;
    private final String authentication;
    private final List<String> scopes;
    private final PublicUrl publicUrl;
    private final Secrets secrets;

    /** Provider configuration, created only once because Quarkus treats a new instance as a changed configuration. */
    private volatile OidcTenantConfig configuration;

    SignInProvider(
            @ConfigProperty(name = "offprint.sign-in.provider") Optional<String> url,
            @ConfigProperty(name = "offprint.sign-in.client-id") Optional<String> clientId,
            @ConfigProperty(name = "offprint.sign-in.client-secret") Optional<String> clientSecret,
            @ConfigProperty(name = "offprint.sign-in.client-authentication") String authentication,
            @ConfigProperty(name = "offprint.sign-in.scopes") String scopes,
            PublicUrl publicUrl,
            Secrets secrets) {
        this.url = url.map(String::strip).map(SignInProvider::withoutSlash).orElse("");
        this.clientId = clientId.map(String::strip).orElse("");
        this.clientSecret = clientSecret.map(String::strip).filter(secret -> !secret.isEmpty());
        this.authentication = authentication.strip();
        this.scopes = List.of(scopes.strip().split("[ ,]+"));
        this.publicUrl = publicUrl;
        this.secrets = secrets;
        if (isOn() && this.clientId.isEmpty()) {
            throw new ConfigurationException("OFFPRINT_SIGN_IN_PROVIDER (offprint.sign-in.provider) requires"
                    + " OFFPRINT_SIGN_IN_CLIENT_ID (offprint.sign-in.client-id). Set the client id, or remove"
                    + " the provider.");
        }
    }

    /** Returns the issuer URL without a trailing slash, for comparison. */
    static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    /** Returns whether sign-in is enabled. */
    public boolean isOn() {
        return !url.isEmpty();
    }

    /**
     * Returns the issuer URL of the sign-in provider without a trailing slash, or an empty string if sign-in is
     * disabled.
     */
    public String issuer() {
        return url;
    }

    /** Returns the client id with which this service is registered at the sign-in provider. */
    String clientId() {
        return clientId;
    }

    /** Throws a 404 problem if sign-in is disabled. */
    void require() {
        if (!isOn()) {
            throw Problems.unknownPath();
        }
    }

    /**
     * Returns the provider configuration for sign-in requests, and null for all other requests. The call may block to
     * read a secret.
     */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        boolean isSignIn = isOn() && context.request().path().startsWith(SignInPaths.SIGN_IN);
        return isSignIn
                ? Uni.createFrom().item(this::configuration)
                : Uni.createFrom().nullItem();
    }

    private OidcTenantConfig configuration() {
        if (configuration == null) {
            synchronized (this) {
                if (configuration == null) {
                    configuration = configure();
                }
            }
        }
        return configuration;
    }

    private OidcTenantConfig configure() {
        var builder = OidcTenantConfig.authServerUrl(url)
                .tenantId(NAME)
                .applicationType(ApplicationType.WEB_APP)
                .clientId(clientId)
                .connectionTimeout(CONNECT_TIMEOUT)
                .authentication()
                .redirectPath(publicUrl.of(RETURN_PATH))
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .scopes(scopes)
                .addOpenidScope(!scopes.contains("openid"))
                .pkceRequired()
                .nonceRequired()
                .failOnMissingStateParam()
                .stateSecret(
                        Base64.getEncoder().encodeToString(secrets.signInKeys().get(0)))
                .stateCookieAge(SIGN_IN_TIMEOUT)
                .cookieForceSecure()
                .userInfoRequired(false)
                .end()
                .token()
                .lifespanGrace(CLOCK_SKEW)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .verifyAccessTokenWithUserInfo(false)
                .subjectRequired()
                .end();
        clientSecret.ifPresent(secret -> builder.credentials()
                .clientSecret(secret, authentication.equals("post") ? Secret.Method.POST : Secret.Method.BASIC)
                .end());
        return builder.build();
    }
}
