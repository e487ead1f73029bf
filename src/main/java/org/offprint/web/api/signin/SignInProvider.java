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
 * The provider at which people sign in, as it is configured; without one there is no sign-in. The provider is asked for its
 * own configuration at the first sign-in, so that the service starts without it.
 */
@Startup
@Singleton
public class SignInProvider implements TenantConfigResolver {

    /** The path that the provider sends people back to; it is registered there. */
    static final String RETURN_PATH = SignInResource.PATH + "/done";

    /** The name of the provider within the framework, which is in the names of cookies. */
    private static final String NAME = "sign-in";

    /** The longest that people take at the provider's page; the state of their sign-in is kept by the browser so long. */
    static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** The seconds by which the provider's clock may be wrong. */
    private static final int CLOCK_SKEW = 60;

    private final String url;
    private final String clientId;
    private final Optional<String> clientSecret;
    private final String authentication;
    private final List<String> scopes;
    private final PublicUrl publicUrl;
    private final Secrets secrets;

    /** Made once: another instance would be taken for another configuration. */
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
            throw new ConfigurationException("OFFPRINT_SIGN_IN_PROVIDER (offprint.sign-in.provider) is set, so"
                    + " OFFPRINT_SIGN_IN_CLIENT_ID (offprint.sign-in.client-id) must be set too.");
        }
    }

    /** Returns an issuer as it is compared: a slash at its end means nothing. */
    static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    /** Reports whether people can sign in. */
    public boolean isOn() {
        return !url.isEmpty();
    }

    /** Returns the issuer of the provider, without a slash at its end; empty where nobody can sign in. */
    public String issuer() {
        return url;
    }

    /** Ends the request with 404 where nobody can sign in. */
    void require() {
        if (!isOn()) {
            throw Problems.noSuchPath();
        }
    }

    /** Returns the configuration for a sign-in; for no other request is there one. May look up a secret, blocking. */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        boolean isSignIn = isOn() && context.request().path().startsWith(SignInResource.PATH);
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
                .connectionTimeout(CONNECT)
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
                .stateCookieAge(LONGEST_SIGN_IN)
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
