package org.offprint.services.registration.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.targets.ServiceClient.CallResult;

/**
 * Registration service that accepts one article per request as JSON and returns the result in the response. The service
 * does not store files. A file is sent again if it may have been lost, because sending the same file twice does no
 * harm.
 */
public abstract class SingleArticleTarget implements RegistrationTarget {

    private final Target target;
    private final URI production;
    private final URI test;

    /**
     * Creates a registration target with the URLs of the service.
     *
     * @param production URL of the registration service without a trailing slash
     * @param test URL of the test system
     */
    protected SingleArticleTarget(Target target, URI production, URI test) {
        this.target = target;
        this.production = production;
        this.test = test;
    }

    @Override
    public final Target target() {
        return target;
    }

    @Override
    public final URI address(boolean isTest) {
        return isTest ? test : production;
    }

    @Override
    public final Set<RegisteredKind> kinds() {
        return EnumSet.of(RegisteredKind.ARTICLE);
    }

    /** Replaces the base URL placeholder in rendered text with the URL of this service. */
    protected static String local(String text, RegisteredRecord record) {
        return text.replace(PublishedRecord.BASE_URL, record.baseUrl());
    }

    /** Returns the file to send for one record. */
    @Override
    public final byte[] file(List<Payload> contents, AccountSettings account, String batch, long timestamp) {
        if (contents.size() != 1) {
            throw new IllegalArgumentException(
                    target.label() + " accepts only one article at a time, not " + contents.size() + ".");
        }
        return body(contents.get(0).content()).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the HTTP request body for the content of a record. */
    protected String body(String content) {
        return content;
    }

    @Override
    public final String fileExtension() {
        return ".json";
    }

    @Override
    public final Optional<String> invalid(byte[] file) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> values(byte[] file, String identifier) {
        return FileValues.ofJson(Json.parse(file));
    }

    @Override
    public final Answer poll(Dispatch dispatch, TargetAccount account) {
        return Answer.unknown(0, null);
    }

    /**
     * Returns the response for a call that failed or was temporarily rejected; empty if the HTTP status determines the
     * outcome.
     */
    protected static Optional<Answer> undecided(CallResult called) {
        int status = called.status();
        return switch (called.end()) {
            case NOT_SENT -> Optional.of(Answer.later("not-reached", null, called.body(), called.notBefore()));
            case LOST -> Optional.of(Answer.unsure(status == 0 ? null : status, called.body()));
            case ANSWERED -> {
                if (called.isTemporary()) {
                    String code = status == 429 ? "busy" : "service-trouble";
                    yield Optional.of(Answer.later(code, status, called.body(), called.notBefore()));
                }
                // The API of a registration service does not redirect, so the response comes from another server.
                yield status >= 300 && status < 400
                        ? Optional.of(Answer.later("unreadable", status, called.body(), null))
                        : Optional.empty();
            }
        };
    }

    /** Returns the result of a failed account check. */
    protected AccountCheck failedCheck(CallResult called, String whereRefused, Set<Integer> refusals) {
        boolean isRefused = called.end() == CallResult.End.ANSWERED && refusals.contains(called.status());
        String reason =
                called.status() == 0 ? called.body() : "The HTTP status of the response is " + called.status() + ".";
        return new AccountCheck(
                false,
                isRefused ? whereRefused : "The account could not be checked with " + target.label() + ". " + reason,
                List.of());
    }

    /** Parses a response body as JSON. Returns a missing node if the body is null or not valid JSON. */
    protected static JsonNode parsed(String body) {
        try {
            return body == null
                    ? JsonNodeFactory.instance.missingNode()
                    : Json.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
