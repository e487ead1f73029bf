package org.offprint.web.api.confirmations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
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

/**
 * The sign-in of contributors at ORCID, by its authorization code flow ("Authenticate" in ORCID's API tutorial): the
 * answer to the code, which comes by TLS from ORCID itself, names the iD. Contributors do not become people of this
 * service, whose provider may be another one.
 */
@Singleton
class OrcidSignIn {

    private static final Logger LOG = Logger.getLogger(OrcidSignIn.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 65_536;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @throws ProblemException 409 where the service is no client of ORCID */
    static void requireConfigured() {
        if (clientId().isEmpty() || clientSecret().isEmpty()) {
            throw Problems.conflict(
                    "iDs cannot be confirmed here",
                    "The service is not registered with ORCID: its administrator sets OFFPRINT_ORCID_CLIENT_ID and"
                            + " OFFPRINT_ORCID_CLIENT_SECRET.");
        }
    }

    /** The address at ORCID where the holder signs in and agrees. */
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
     * Returns the iD of whoever has signed in; empty where ORCID takes the code for none of its own.
     *
     * @throws ProblemException 503 where ORCID does not answer
     */
    Optional<Orcid> holder(String code, String returnTo) {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("client_id", clientId().orElseThrow());
        sent.put("client_secret", clientSecret().orElseThrow());
        sent.put("grant_type", "authorization_code");
        sent.put("code", code);
        sent.put("redirect_uri", returnTo);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/oauth/token"))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(sent)))
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LONGEST_ANSWER);
                if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
                    throw away("status " + answer.statusCode());
                }
                return answer.statusCode() == 200 ? orcid(bytes) : Optional.empty();
            }
        } catch (IOException e) {
            throw away(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("the service is stopping");
        }
    }

    private static Optional<Orcid> orcid(byte[] answer) {
        try {
            JsonNode orcid = Json.parse(answer).path("orcid");
            return orcid.isTextual() ? Optional.of(Orcid.parse(orcid.textValue())) : Optional.empty();
        } catch (InvalidValueException | ProblemException e) {
            // Its words are not told: the answer holds a token.
            LOG.warn("ORCID has answered with no iD");
            return Optional.empty();
        }
    }

    private static ProblemException away(String why) {
        LOG.warnf("ORCID could not be asked who has signed in: %s", why);
        return Problems.unavailable("ORCID does not answer. Nothing was confirmed; try again later.", 60);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    // Read when they are needed: contributors are few.

    private static String address() {
        return ConfigProvider.getConfig()
                .getValue("offprint.orcid.url", String.class)
                .strip()
                .replaceAll("/+$", "");
    }

    private static Optional<String> clientId() {
        return stated(ConfigProvider.getConfig().getOptionalValue("offprint.orcid.client-id", String.class));
    }

    private static Optional<String> clientSecret() {
        return stated(ConfigProvider.getConfig().getOptionalValue("offprint.orcid.client-secret", String.class));
    }

    private static Optional<String> stated(Optional<String> value) {
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }
}
