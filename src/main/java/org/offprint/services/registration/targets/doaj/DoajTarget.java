package org.offprint.services.registration.targets.doaj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.formats.doaj.DoajJsonWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.services.registration.targets.AccountCheck;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.RequestRateLimiter;
import org.offprint.services.registration.targets.ServiceClient;
import org.offprint.services.registration.targets.ServiceClient.CallResult;
import org.offprint.services.registration.targets.SingleArticleTarget;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

/**
 * Registers articles with DOAJ (doaj.org/api/v4/docs). DOAJ identifies an article by its DOI and full-text URL. If
 * either one changes, the article is deleted and created again in two deposits that are stored separately. A withdrawn
 * article is deleted from DOAJ.
 */
@Singleton
public class DoajTarget extends SingleArticleTarget {

    private static final URI PRODUCTION = URI.create("https://doaj.org/api/v4");
    private static final URI TEST = URI.create("https://testdoaj.cottagelabs.com/api/v4");

    private static final String JSON = "application/json";
    private static final String DOI = "doi";
    private static final String URL = "url";

    /** Content of a deposit that deletes an article from DOAJ. */
    private static final String DELETION = "{\"delete\":true}";

    /** Rate limit of DOAJ: two requests per second, with a burst of five (DOAJ, API FAQ). */
    private static final int REQUESTS_PER_SECOND = 2;

    private static final int BURST = 5;

    private final RequestRateLimiter pace = new RequestRateLimiter(REQUESTS_PER_SECOND, BURST);

    private final DoajJsonWriter writer = new DoajJsonWriter();
    private final ServiceClient calls;

    DoajTarget(ServiceClient calls) {
        super(Target.DOAJ, PRODUCTION, TEST);
        this.calls = calls;
    }

    @Override
    public OptionalInt filesPerSecond() {
        return OptionalInt.of(REQUESTS_PER_SECOND);
    }

    /** Returns the DOI of an article or, if there is none, the URL of its landing page. */
    @Override
    public Optional<String> identifier(RegisteredRecord record) {
        return Optional.ofNullable(record.article())
                .map(article -> article.doi() == null
                        ? local(article.landingPage(), record)
                        : article.doi().value());
    }

    @Override
    public Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts) {
        String identifier = identifier(record).orElseThrow();
        if (record.withdrawn()) {
            return Payload.of(identifier, DELETION, DigestUtils.sha256Hex(DELETION), Map.of());
        }
        List<Finding> missing = writer.missing(record.article());
        if (!missing.isEmpty()) {
            return Payload.missing(identifier, missing);
        }
        String content = local(writer.write(record.article()), record);
        Map<String, String> identity = identity(content);
        String hash = DigestUtils.sha256Hex(content);
        if (!registeredParts.isEmpty() && !registeredParts.equals(identity)) {
            return new Payload(identifier, "", DELETION, DigestUtils.sha256Hex(DELETION), hash, Map.of(), List.of());
        }
        return Payload.of(identifier, content, hash, identity);
    }

    /** Returns hashes of the DOI and the full-text URL, which identify an article at DOAJ. */
    private static Map<String, String> identity(String content) {
        JsonNode bibjson = parsed(content).path("bibjson");
        Map<String, String> identity = new TreeMap<>();
        bibjson.path("identifier").forEach(identifier -> {
            if (identifier.path("type").asText().equals(DOI)) {
                identity.put(DOI, DigestUtils.sha256Hex(identifier.path("id").asText()));
            }
        });
        bibjson.path("link")
                .forEach(link ->
                        identity.put(URL, DigestUtils.sha256Hex(link.path(URL).asText())));
        return identity;
    }

    @Override
    public String mediaType() {
        return JSON;
    }

    @Override
    public Answer send(Dispatch dispatch, TargetAccount account) {
        Dispatch.Item item = dispatch.items().get(0);
        boolean isDeletion = new String(dispatch.bytes(), StandardCharsets.UTF_8).equals(DELETION);
        if (isDeletion) {
            return delete(dispatch, item, account);
        }
        if (item.remoteId() != null) {
            CallResult replaced =
                    call(account, "/articles/" + PercentEncoding.component(item.remoteId()), "PUT", dispatch.bytes());
            if (replaced.is(403) && !isAboutJournal(replaced.body())) {
                // The article has a different DOI or URL at DOAJ, although this service recorded no change. Deleting
                // and re-creating the article is safe.
                CallResult deleted =
                        call(account, "/articles/" + PercentEncoding.component(item.remoteId()), "DELETE", null);
                if (!deleted.is(204) && !deleted.is(404)) {
                    return answer(dispatch, deleted, item.remoteId());
                }
            } else if (!replaced.is(404)) {
                return answer(dispatch, replaced, item.remoteId());
            }
        }
        return answer(dispatch, call(account, "/articles", "POST", dispatch.bytes()), null);
    }

    private Answer delete(Dispatch dispatch, Dispatch.Item item, TargetAccount account) {
        String id = item.remoteId();
        if (id == null) {
            id = find(item.identifier(), account).map(RemoteRecord::remoteId).orElse(null);
        }
        if (id == null) {
            return Answer.read(404, null, dispatch, RecordAnswer.registered(null));
        }
        CallResult deleted = call(account, "/articles/" + PercentEncoding.component(id), "DELETE", null);
        return deleted.is(404)
                ? Answer.read(404, deleted.body(), dispatch, RecordAnswer.registered(null))
                : answer(dispatch, deleted, id);
    }

    private static Answer answer(Dispatch dispatch, CallResult called, String id) {
        return undecided(called).orElseGet(() -> answered(dispatch, called, id));
    }

    private static Answer answered(Dispatch dispatch, CallResult called, String id) {
        int status = called.status();
        String body = called.body();
        return switch (status) {
            case 204 -> Answer.read(status, body, dispatch, RecordAnswer.registered(id));
            case 201 -> {
                String created = parsed(body).path("id").asText();
                yield created.isEmpty()
                        ? Answer.later("unreadable", status, body, null)
                        : Answer.read(status, body, dispatch, RecordAnswer.registered(created));
            }
            // DOAJ responds to this request with status 201 or 204, so a response with status 200 is treated as
            // unreadable.
            case 200 -> Answer.later("unreadable", status, body, null);
            case 401 -> Answer.blocked("credentials", status, body);
            case 403 ->
                Answer.read(
                        status,
                        body,
                        dispatch,
                        isAboutJournal(body)
                                ? RecordAnswer.of(RecordOutcome.BLOCKED, "journal-not-listed", message(body))
                                : RecordAnswer.of(RecordOutcome.FOREIGN, "foreign", message(body)));
            case 409 ->
                Answer.read(status, body, dispatch, RecordAnswer.of(RecordOutcome.FOREIGN, "foreign", message(body)));
            default ->
                Answer.read(status, body, dispatch, RecordAnswer.of(RecordOutcome.REFUSED, "refused", message(body)));
        };
    }

    /** Returns whether DOAJ rejected an article because the journal does not belong to the account. */
    private static boolean isAboutJournal(String body) {
        return message(body).contains("ISSN");
    }

    private static String message(String body) {
        String message = parsed(body).path("error").asText();
        return message.isEmpty() ? "DOAJ gave no reason." : message;
    }

    /** Sends an empty article as a dry run. If the API key is valid, DOAJ only reports that the article is invalid. */
    @Override
    public AccountCheck check(TargetAccount account) {
        CallResult called = call(account, "/articles?dry_run=true", "POST", "{}".getBytes(StandardCharsets.UTF_8));
        if (called.is(400) || called.is(201)) {
            return new AccountCheck(
                    true,
                    "DOAJ accepted the key, but does not report which journals belong to the key.",
                    new ArrayList<>());
        }
        return failedCheck(called, "DOAJ rejected the key.", Set.of(401, 403));
    }

    @Override
    public Optional<RemoteRecord> find(String identifier, TargetAccount account) {
        String query = (identifier.startsWith("10.") ? "doi:\"" : "link.url:\"") + identifier + "\"";
        CallResult called = call(account, "/search/articles/" + PercentEncoding.component(query), "GET", null);
        JsonNode results =
                called.is(200) ? parsed(called.body()).path("results") : JsonNodeFactory.instance.arrayNode();
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(new RemoteRecord(null, results.get(0).path("id").asText(), called.body()));
    }

    /**
     * Calls the DOAJ API. The API key is sent in the query string, because DOAJ accepts it only there. The URL is
     * neither logged nor stored.
     */
    private CallResult call(TargetAccount account, String path, String method, byte[] body) {
        if (account.baseUrl() == null) {
            pace.await();
        }
        String address = address(account) + path + (path.indexOf('?') < 0 ? "?" : "&") + "api_key="
                + PercentEncoding.component(String.valueOf(account.secret()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", JSON)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return calls.call(body == null ? request : request.header("Content-Type", JSON), account);
    }
}
