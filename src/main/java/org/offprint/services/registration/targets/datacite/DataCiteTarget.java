package org.offprint.services.registration.targets.datacite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.formats.datacite.DataCiteWriter;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.services.registration.targets.AccountCheck;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.FileValues;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.ServiceClient;
import org.offprint.services.registration.targets.ServiceClient.CallResult;
import org.offprint.services.registration.targets.SingleArticleTarget;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

/**
 * Registers articles with DataCite. A PUT request creates a DOI or replaces its registered content, so requests can
 * safely be repeated. See "Create a DOI with the REST API" at support.datacite.org. Results are not verified by
 * reading, because DataCite's read API lags behind writes. A withdrawn article is hidden, because a findable DOI cannot
 * be deleted.
 */
@Singleton
public class DataCiteTarget extends SingleArticleTarget {

    private static final URI PRODUCTION = URI.create("https://api.datacite.org");
    private static final URI TEST = URI.create("https://api.test.datacite.org");

    /** Pattern for DOIs that DataCite accepts (datacite/lupo, {@code Doi} model). */
    private static final Pattern ACCEPTED_DOI = Pattern.compile("10\\.\\d{4,5}/[-._;()/:a-zA-Z0-9*~$=]+");

    /**
     * Rate limit for DataCite, which allows 3,000 requests per client address in 5 minutes (support.datacite.org, "Is
     * there a rate limit").
     */
    private static final int REQUESTS_PER_SECOND = 10;

    private static final String JSON_API = "application/vnd.api+json";

    /** Phrases in DataCite's error messages (datacite/lupo) that indicate the reason for a rejection. */
    private static final String OF_ANOTHER = "already been taken";

    private static final String NOT_OF_THE_DOMAIN = "not allowed by repository domain settings";

    /** JSON Pointer to the metadata in a file. The metadata is Base64-encoded XML. */
    private static final String METADATA = "/data/attributes/xml";

    private final DataCiteWriter writer = new DataCiteWriter();
    private final ServiceClient calls;

    DataCiteTarget(ServiceClient calls) {
        super(Target.DATACITE, PRODUCTION, TEST);
        this.calls = calls;
    }

    @Override
    public OptionalInt filesPerSecond() {
        return OptionalInt.of(REQUESTS_PER_SECOND);
    }

    @Override
    public Optional<String> identifier(RegisteredRecord record) {
        return Optional.ofNullable(record.article()).map(PublishedRecord::doi).map(Doi::value);
    }

    @Override
    public Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts) {
        PublishedRecord article = record.article();
        String doi = article.doi() == null ? null : article.doi().value();
        List<Finding> missing = new ArrayList<>(writer.missing(article));
        if (doi != null && !ACCEPTED_DOI.matcher(doi).matches()) {
            missing.add(Finding.at(
                    "/doi",
                    "doi-not-at-datacite",
                    "Must have a prefix of 4 or 5 digits and a suffix of only ASCII letters, digits and"
                            + " -._;()/:*~$= for DataCite."));
        }
        if (doi != null
                && !account.prefixes().isEmpty()
                && !account.prefixes().contains(article.doi().prefix())) {
            missing.add(Finding.at(
                    "/doi",
                    "prefix-not-of-account",
                    "The account may not use the prefix " + article.doi().prefix() + "."));
        }
        if (!missing.isEmpty()) {
            return Payload.missing(doi, missing);
        }
        String xml = local(XmlWriter.DECLARATION + writer.write(article), record);
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("doi", doi);
        attributes.put("event", record.withdrawn() ? "hide" : "publish");
        attributes.put("url", local(article.landingPage(), record));
        attributes.put("xml", Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)));
        String content = attributes.toString();
        return Payload.of(doi, content, DigestUtils.sha256Hex(content), Map.of());
    }

    @Override
    protected String body(String content) {
        return "{\"data\":{\"type\":\"dois\",\"attributes\":" + content + "}}";
    }

    /**
     * Returns the values of the file, keyed by path. The paths of values in the metadata XML begin with the JSON
     * Pointer to the metadata.
     */
    @Override
    public Map<String, String> values(byte[] file, String identifier) {
        Map<String, String> places = super.values(file, identifier);
        String xml = places.remove(METADATA);
        if (xml != null) {
            places.putAll(FileValues.ofXml(Base64.getDecoder().decode(xml), METADATA, "resource", null, identifier));
        }
        return places;
    }

    @Override
    public String mediaType() {
        return JSON_API;
    }

    @Override
    public Answer send(Dispatch dispatch, TargetAccount account) {
        String doi = dispatch.items().get(0).identifier();
        CallResult called = calls.call(
                request(account, "/dois/" + PercentEncoding.encode(doi))
                        .header("Content-Type", JSON_API)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(dispatch.bytes())),
                account);
        return undecided(called).orElseGet(() -> answer(dispatch, doi, called));
    }

    private static Answer answer(Dispatch dispatch, String doi, CallResult called) {
        int status = called.status();
        return switch (status) {
            // A successful response contains the DOI. A response with status 200 and no DOI is an error page.
            case 200, 201 ->
                parsed(called.body()).at("/data/id").asText().equalsIgnoreCase(doi)
                        ? Answer.read(status, called.body(), dispatch, RecordAnswer.registered(null))
                        : Answer.later("unreadable", status, called.body(), null);
            case 401 -> Answer.blocked("credentials", status, called.body());
            case 403, 404 ->
                Answer.read(
                        status,
                        called.body(),
                        dispatch,
                        RecordAnswer.of(RecordOutcome.BLOCKED, "prefix-not-yours", message(called.body())));
            default -> Answer.read(status, called.body(), dispatch, refusal(called.body()));
        };
    }

    private static RecordAnswer refusal(String body) {
        String message = message(body);
        if (message.contains(OF_ANOTHER)) {
            return RecordAnswer.of(RecordOutcome.FOREIGN, "foreign", message);
        }
        return message.contains(NOT_OF_THE_DOMAIN)
                ? RecordAnswer.of(RecordOutcome.BLOCKED, "domain", message)
                : RecordAnswer.of(RecordOutcome.REFUSED, "refused", message);
    }

    /** Returns DataCite's error messages, each with the name of the member that it is about. */
    private static String message(String body) {
        List<String> faults = new ArrayList<>();
        parsed(body).path("errors").forEach(error -> {
            String source = error.path("source").asText();
            faults.add((source.isEmpty() ? "" : source + ": ")
                    + error.path("title").asText());
        });
        return faults.isEmpty() ? "DataCite gave no reason." : String.join("; ", faults);
    }

    @Override
    public AccountCheck check(TargetAccount account) {
        CallResult called = calls.call(
                request(account, "/repositories/" + PercentEncoding.encode(String.valueOf(login(account))))
                        .GET(),
                account);
        if (!called.is(200)) {
            return failedCheck(
                    called, "DataCite does not know this repository, or the password is wrong.", Set.of(401, 403, 404));
        }
        JsonNode repository = parsed(called.body()).path("data");
        List<String> prefixes = new ArrayList<>();
        repository
                .at("/relationships/prefixes/data")
                .forEach(prefix -> prefixes.add(prefix.path("id").asText()));
        String name = repository.at("/attributes/name").asText();
        return new AccountCheck(
                true, "DataCite accepts the account" + (name.isEmpty() ? "." : " as " + name + "."), prefixes);
    }

    @Override
    public Optional<RemoteRecord> find(String identifier, TargetAccount account) {
        CallResult called = calls.call(
                request(account, "/dois/" + PercentEncoding.encode(identifier)).GET(), account);
        return called.is(200) ? Optional.of(new RemoteRecord(null, null, called.body())) : Optional.empty();
    }

    private static String login(TargetAccount account) {
        return account.settings().login();
    }

    private HttpRequest.Builder request(TargetAccount account, String path) {
        String credentials = login(account) + ":" + account.secret();
        return HttpRequest.newBuilder(URI.create(address(account) + path))
                .header("Accept", JSON_API)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
