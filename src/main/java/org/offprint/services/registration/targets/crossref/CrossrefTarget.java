package org.offprint.services.registration.targets.crossref;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.formats.crossref.CrossrefDeposit;
import org.offprint.formats.crossref.CrossrefDeposits;
import org.offprint.formats.crossref.CrossrefFile;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.crossref.writing.CrossrefJournalWriter.Resource;
import org.offprint.formats.crossref.writing.DepositPart;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.services.registration.targets.AccountCheck;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.FileValues;
import org.offprint.services.registration.targets.FileValues.RecordElement;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.ServiceClient;
import org.offprint.services.registration.targets.ServiceClient.CallResult;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

/**
 * Registers records with Crossref. Crossref only acknowledges a posted file, so its result is polled by file name
 * (crossref.org, "HTTPS POST"; support.crossref.org 214960123 and 217515926).
 */
@ApplicationScoped
class CrossrefTarget implements RegistrationTarget {

    private static final URI PRODUCTION = URI.create("https://doi.crossref.org");
    private static final URI TEST = URI.create("https://test.crossref.org");

    /** Crossref host of the public DOI records, for production accounts. */
    private static final URI PUBLIC_RECORDS = URI.create("https://api.crossref.org");

    private static final String DEPOSIT = "/servlet/deposit";
    private static final String RESULT = "/servlet/submissionDownload";
    private static final String PUBLIC_RECORD = "/works/%s/transform/application/vnd.crossref.unixsd+xml";

    /** Period for which a file that may have been received is polled before it is sent again. */
    private static final Duration MAX_TIME_UNSURE = Duration.ofHours(1);

    /**
     * Phrases that identify a receipt from Crossref. A response without these phrases is not a receipt, even if its
     * status is 200.
     */
    private static final List<String> RECEIPT = List.of("success", "successfully received");

    /** Name of a file that does not exist, for polls that only test the credentials. */
    private static final String NO_FILE = "offprint-check.xml";

    private static final RecordElement ARTICLES = new RecordElement("journal_article", List.of("doi_data", "doi"));

    private final ServiceClient calls;

    CrossrefTarget(ServiceClient calls) {
        this.calls = calls;
    }

    @Override
    public Target target() {
        return Target.CROSSREF;
    }

    @Override
    public URI address(boolean isTest) {
        return isTest ? TEST : PRODUCTION;
    }

    @Override
    public Duration maxTimeUnsure() {
        return MAX_TIME_UNSURE;
    }

    @Override
    public Set<RegisteredKind> kinds() {
        return EnumSet.allOf(RegisteredKind.class);
    }

    @Override
    public Optional<String> identifier(RegisteredRecord record) {
        Doi doi =
                switch (record.kind()) {
                    case ARTICLE -> record.article().doi();
                    case ISSUE -> record.issue().doi();
                    case JOURNAL -> titleDoi(record);
                };
        return Optional.ofNullable(doi).map(Doi::value);
    }

    private static Doi titleDoi(RegisteredRecord record) {
        return record.journalBody().titleDoi();
    }

    @Override
    public Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts) {
        CrossrefDeposits deposits = new CrossrefDeposits(depositor(account), record.baseUrl());
        String identifier = identifier(record).orElseThrow();
        Doi titleDoi = titleDoi(record);
        Resource title =
                titleDoi == null ? null : new Resource(titleDoi, CrossrefDeposits.page(record.journal(), url(record)));
        List<Finding> missing = missing(record, deposits, account, titleDoi);
        if (!missing.isEmpty()) {
            return Payload.missing(identifier, missing);
        }
        CrossrefDeposit deposit =
                switch (record.kind()) {
                    case ARTICLE -> article(record, deposits, title, parts(registeredParts));
                    case ISSUE ->
                        deposits.of(record.journal(), record.journalBody().issueUrl(), record.issue(), title);
                    case JOURNAL -> deposits.of(record.journal(), title);
                };
        Map<String, String> parts = new LinkedHashMap<>();
        deposit.parts().forEach((part, hash) -> parts.put(part.name(), hash));
        // A withdrawal is sent even if the DOI already resolves to the same page.
        String wanted = (record.withdrawn() ? "withdrawn:" : "") + deposit.hash();
        // The first of two deposits must not have the hash of the final content.
        String hash = deposit.isLast() ? wanted : "first:" + wanted;
        return new Payload(identifier, deposit.container(), deposit.content(), hash, wanted, parts, List.of());
    }

    private static String url(RegisteredRecord record) {
        return record.journalBody().url() == null
                ? null
                : record.journalBody().url().escaped();
    }

    private static List<Finding> missing(
            RegisteredRecord record, CrossrefDeposits deposits, AccountSettings account, Doi title) {
        List<Finding> missing = new ArrayList<>();
        switch (record.kind()) {
            case ARTICLE -> missing.addAll(deposits.missing(record.article(), title));
            case ISSUE -> missing.addAll(deposits.missing(record.issue()));
            default -> {}
        }
        boolean isNamed = account.depositorName() != null && account.depositorEmail() != null;
        if (!isNamed && record.kind() != RegisteredKind.ARTICLE) {
            missing.add(Finding.at(
                    "", "depositor-missing", "The account settings depositorName and depositorEmail are required."));
        }
        return missing;
    }

    private static CrossrefDeposit article(
            RegisteredRecord record, CrossrefDeposits deposits, Resource title, Map<DepositPart, String> registered) {
        PublishedRecord article = record.article();
        if (!record.withdrawn()) {
            return deposits.of(article, title, registered);
        }
        // DOIs are permanent, so the DOI of a withdrawn article resolves to the withdrawal notice in this service.
        Resource notice = new Resource(article.doi(), article.url(article.path()));
        return deposits.redirecting(notice, article, title, registered);
    }

    private static Map<DepositPart, String> parts(Map<String, String> stored) {
        Map<DepositPart, String> parts = new EnumMap<>(DepositPart.class);
        for (DepositPart part : DepositPart.values()) {
            String hash = stored.get(part.name());
            if (hash != null) {
                parts.put(part, hash);
            }
        }
        return parts;
    }

    private static CrossrefDepositor depositor(AccountSettings account) {
        return new CrossrefDepositor(
                account.depositorName(),
                account.depositorEmail() == null
                        ? null
                        : account.depositorEmail().value(),
                account.registrant(),
                account.crossmarkPolicy() == null
                        ? null
                        : account.crossmarkPolicy().value());
    }

    @Override
    public int maxRecords() {
        return CrossrefFile.MAX_RECORDS;
    }

    @Override
    public boolean mayShare(Payload one, Payload other) {
        return CrossrefFile.divide(List.of(deposit(one), deposit(other))).size() == 1;
    }

    private static CrossrefDeposit deposit(Payload content) {
        return new CrossrefDeposit(
                Doi.parse(content.identifier()),
                content.container(),
                content.content(),
                content.hash(),
                Map.of(),
                true);
    }

    @Override
    public byte[] file(List<Payload> contents, AccountSettings account, String batch, long timestamp) {
        List<CrossrefDeposit> deposits =
                contents.stream().map(CrossrefTarget::deposit).toList();
        return CrossrefFile.write(depositor(account), batch, timestamp, deposits);
    }

    @Override
    public String fileExtension() {
        return ".xml";
    }

    @Override
    public String mediaType() {
        return "application/vnd.crossref.deposit+xml";
    }

    @Override
    public Optional<String> invalid(byte[] file) {
        return CrossrefFileCheck.fault(file);
    }

    @Override
    public Map<String, String> values(byte[] file, String identifier) {
        return FileValues.ofXml(file, "/doi_batch", "body", ARTICLES, identifier);
    }

    @Override
    public Answer send(Dispatch dispatch, TargetAccount account) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("operation", "doMDUpload");
        fields.put("login_id", login(account));
        fields.put("login_passwd", account.secret());
        CallResult called = calls.call(
                FormBody.multipart(request(account, DEPOSIT), fields, "fname", dispatch.fileName(), dispatch.bytes()),
                account);
        return switch (called.end()) {
            case NOT_SENT -> Answer.later("not-reached", null, called.body(), null);
            case LOST -> Answer.unsure(called.status() == 0 ? null : called.status(), called.body());
            case ANSWERED -> receipt(called);
        };
    }

    private static Answer receipt(CallResult called) {
        if (called.status() == 401 || called.status() == 403) {
            return Answer.blocked("credentials", called.status(), called.body());
        }
        String lower = called.body().toLowerCase(Locale.ROOT);
        if (called.is(200) && RECEIPT.stream().allMatch(lower::contains)) {
            return Answer.received(called.status(), called.body(), null);
        }
        if (called.is(502) || called.is(504)) {
            // The response comes from a gateway, so the registration service may have received the file (RFC 9110,
            // 15.6.3 and 15.6.5).
            return Answer.unsure(called.status(), called.body());
        }
        if (called.isTemporary()) {
            return Answer.later("busy", called.status(), called.body(), called.notBefore());
        }
        return Answer.later("unreadable", called.status(), called.body(), called.notBefore());
    }

    @Override
    public Answer poll(Dispatch dispatch, TargetAccount account) {
        CallResult called = asked(dispatch.fileName(), account);
        if (called.end() != CallResult.End.ANSWERED) {
            return Answer.later("not-reached", null, called.body(), null);
        }
        if (called.status() == 401 || called.status() == 403) {
            return Answer.blocked("credentials", called.status(), called.body());
        }
        Optional<CrossrefResult> read = called.is(200) ? CrossrefResult.read(called.body()) : Optional.empty();
        if (read.isEmpty()) {
            return Answer.later("unreadable", called.status(), called.body(), called.notBefore());
        }
        CrossrefResult result = read.get();
        if (result.status().equals(CrossrefResult.UNKNOWN) || result.isOfAnother(dispatch)) {
            return Answer.unknown(called.status(), called.body());
        }
        String submission = result.submission().isEmpty() ? null : result.submission();
        if (!result.status().equals(CrossrefResult.COMPLETED)) {
            return Answer.received(called.status(), called.body(), submission);
        }
        return Answer.read(called.status(), called.body(), result.records(dispatch));
    }

    private CallResult asked(String fileName, TargetAccount account) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("usr", login(account));
        // Send the password in the request body, so that proxies do not log it.
        fields.put("pwd", account.secret());
        fields.put("file_name", fileName);
        fields.put("type", "result");
        return calls.call(FormBody.fields(request(account, RESULT), fields), account);
    }

    private static String login(TargetAccount account) {
        return account.settings().login() == null ? "" : account.settings().login();
    }

    private HttpRequest.Builder request(TargetAccount account, String path) {
        return HttpRequest.newBuilder(URI.create(address(account) + path));
    }

    @Override
    public AccountCheck check(TargetAccount account) {
        CallResult called = asked(NO_FILE, account);
        if (called.end() != CallResult.End.ANSWERED) {
            return new AccountCheck(false, "Crossref did not respond. " + called.body(), List.of());
        }
        if (called.status() == 401 || called.status() == 403) {
            return new AccountCheck(false, "Crossref rejected the login or the password.", List.of());
        }
        return called.is(200) && CrossrefResult.read(called.body()).isPresent()
                ? new AccountCheck(
                        true,
                        "Crossref accepted the login and the password. Crossref does not report which prefixes"
                                + " the login may use; a deposit will show that.",
                        List.of())
                : new AccountCheck(
                        false,
                        "Crossref sent an unreadable response with HTTP status " + called.status() + ".",
                        List.of());
    }

    @Override
    public Optional<RemoteRecord> find(String identifier, TargetAccount account) {
        URI base = account.baseUrl() == null ? PUBLIC_RECORDS : account.baseUrl();
        String encoded = PercentEncoding.component(identifier);
        CallResult called = calls.call(
                HttpRequest.newBuilder(URI.create(base + String.format(PUBLIC_RECORD, encoded)))
                        .GET(),
                account);
        return called.is(200)
                ? Optional.of(new RemoteRecord(timestamp(called.body()), null, called.body()))
                : Optional.empty();
    }

    /**
     * Returns the value of the {@code crm-item} named {@code deposit-timestamp} in a record; null if it is missing or
     * not a number.
     */
    private static Long timestamp(String record) {
        int begin = record.indexOf("?>");
        String text = record.startsWith("<?xml") && begin > 0 ? record.substring(begin + 2) : record;
        try (XmlReader reader =
                new XmlReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Set.of())) {
            for (XmlElement item = reader.next(Set.of("crm-item"));
                    item != null;
                    item = reader.next(Set.of("crm-item"))) {
                if ("deposit-timestamp".equals(item.attribute("name"))) {
                    return Long.valueOf(item.text().strip());
                }
            }
        } catch (IOException | RuntimeException e) {
            return null;
        }
        return null;
    }

    /**
     * Checks a file before it is sent to Crossref. If Crossref cannot parse a file, it rejects all records without
     * reporting which one is invalid.
     */
    private static final class CrossrefFileCheck {

        private CrossrefFileCheck() {}

        /** Returns the error in a file; empty if the file is well-formed and not too large. */
        static Optional<String> fault(byte[] file) {
            if (file.length > CrossrefFile.MAX_BYTES) {
                return Optional.of(
                        "The file has " + file.length + " bytes; the limit is " + CrossrefFile.MAX_BYTES + ".");
            }
            try (XmlReader reader = new XmlReader(new ByteArrayInputStream(file), Set.of())) {
                return reader.next(Set.of("doi_batch")) == null
                        ? Optional.of("The file has no doi_batch element.")
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
