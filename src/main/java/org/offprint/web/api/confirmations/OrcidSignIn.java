package org.offprint.web.api.confirmations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.BoundedBody;
import org.offprint.platform.http.OutboundClient;

/**
 * Signs contributors in at ORCID with the authorization code flow ("Authenticate" in ORCID's API tutorial). The iD is
 * part of the token response, which ORCID sends directly over TLS. Contributors do not become users of this service,
 * which may use a different sign-in provider for its users.
 */
@Singleton
class OrcidSignIn {

    private static final Logger LOG = Logger.getLogger(OrcidSignIn.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_RESPONSE_BYTES = 65_536;

    private final OutboundClient http = new OutboundClient(Duration.ofSeconds(5));

    /**
     * Checks that the service is registered as an ORCID client.
     *
     * @throws ProblemException 409 if the service is not registered
     */
    static void requireConfigured() {
        if (clientId().isEmpty() || clientSecret().isEmpty()) {
            throw Problems.conflict(
                    "ORCID iDs cannot be confirmed",
                    "The service is not registered with ORCID. An administrator must set"
                            + " OFFPRINT_ORCID_CLIENT_ID and OFFPRINT_ORCID_CLIENT_SECRET.");
        }
    }

    /** Returns the ORCID URL at which the contributor signs in and authorizes this service. */
    URI authorization(String state, String returnTo) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", clientId().orElseThrow());
        query.put("response_type", "code");
        query.put("scope", "/authenticate");
        query.put("state", state);
        query.put("redirect_uri", returnTo);
        return URI.create(address() + "/oauth/authorize?" + form(query));
    }

    /**
     * Returns the iD of the contributor who signed in, or empty if ORCID rejects the authorization code or returns no
     * valid iD.
     *
     * @throws ProblemException 503 if ORCID is unavailable
     */
    Optional<Orcid> holder(String code, String returnTo) {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("client_id", clientId().orElseThrow());
        sent.put("client_secret", clientSecret().orElseThrow());
        sent.put("grant_type", "authorization_code");
        sent.put("code", code);
        sent.put("redirect_uri", returnTo);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/oauth/token"))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(sent)))
                .build();
        try {
            HttpResponse<BoundedBody> answer = http.send(request, TIMEOUT, MAX_RESPONSE_BYTES);
            if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
                throw unavailable("status " + answer.statusCode());
            }
            return answer.statusCode() == 200 ? orcid(answer.body().bytes()) : Optional.empty();
        } catch (IOException e) {
            throw unavailable(e.toString());
        }
    }

    private static Optional<Orcid> orcid(byte[] answer) {
        try {
            JsonNode orcid = Json.parse(answer).path("orcid");
            return orcid.isTextual() ? Optional.of(Orcid.parse(orcid.textValue())) : Optional.empty();
        } catch (InvalidValueException | ProblemException e) {
            // Do not log the token response, because it may contain a token.
            LOG.warn("The token response from ORCID contains no valid iD");
            return Optional.empty();
        }
    }

    private static ProblemException unavailable(String why) {
        LOG.warnf("The authorization code could not be exchanged at ORCID: %s", why);
        return Problems.unavailable("ORCID is unavailable. Your iD was not confirmed. Try again later.", 60);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    // Confirmations are rare, so the ORCID settings are read for each request.

    private static String address() {
        return ConfigProvider.getConfig()
                .getValue("offprint.orcid.url", String.class)
                .strip()
                .replaceAll("/+$", "");
    }

    private static Optional<String> clientId() {
        return nonBlank(ConfigProvider.getConfig().getOptionalValue("offprint.orcid.client-id", String.class));
    }

    private static Optional<String> clientSecret() {
        return nonBlank(ConfigProvider.getConfig().getOptionalValue("offprint.orcid.client-secret", String.class));
    }

    private static Optional<String> nonBlank(Optional<String> value) {
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }
}
