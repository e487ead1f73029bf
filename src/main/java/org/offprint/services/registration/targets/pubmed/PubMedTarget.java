package org.offprint.services.registration.targets.pubmed;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.formats.pubmed.PubMedWriter;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.services.registration.targets.AccountCheck;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.FileOutcome;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.FileValues;
import org.offprint.services.registration.targets.FileValues.RecordElement;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

/**
 * Delivers citations to PubMed by uploading files to an SFTP folder. PubMed reports results only by email (PubMed XML
 * help, NBK3828), so this service treats the upload of the complete file as the final result.
 * <p>A citation that PubMed already has is sent with the element {@code Replaces}. Citations cannot be deleted by
 * sending a file, so editors receive instructions for withdrawn articles.
 */
@Singleton
public class PubMedTarget implements RegistrationTarget {

    /** SFTP server of NCBI for account owners. Test files are uploaded to a different folder of the same server. */
    private static final URI SERVER = URI.create("sftp://sftp-private.ncbi.nlm.nih.gov");

    /** SFTP folder for sample files (NCBI, "Submitting citation data"). */
    private static final String TEST_FOLDER = "ftptest";

    /** SFTP folder to which PubMed moves processed files (NCBI, "Submitting citation data"). */
    private static final String ARCHIVE = "Archive/";

    /** Maximum number of citations per file. Issues are sent in one file, as PubMed requests. */
    private static final int MAX_RECORDS = 100;

    private static final String WITHDRAWN = "withdrawn";
    private static final String NOTHING = "<!-- Nothing is sent: PubMed deletes no citation for a file. -->";

    /** Name of the content part that indicates that the citation was sent to PubMed. */
    private static final String CITATION = "citation";

    private static final RecordElement CITATIONS = new RecordElement("Article", List.of("ArticleIdList", "ArticleId"));

    private final PubMedWriter writer = new PubMedWriter();
    private final SftpConnections connections;

    PubMedTarget(SftpConnections connections) {
        this.connections = connections;
    }

    @Override
    public Target target() {
        return Target.PUBMED;
    }

    @Override
    public URI address(boolean isTest) {
        return SERVER;
    }

    @Override
    public Set<RegisteredKind> kinds() {
        return EnumSet.of(RegisteredKind.ARTICLE);
    }

    @Override
    public List<Finding> settingsErrors(AccountSettings settings, String secret) {
        List<Finding> faults = new ArrayList<>();
        if (settings.login() == null || settings.login().isBlank()) {
            faults.add(Finding.at(
                    "/settings/login", "required", "The user name of the SFTP account is required for PubMed."));
        }
        if (settings.hostKeys().isEmpty()) {
            faults.add(Finding.at(
                    "/settings/hostKeys",
                    "required",
                    "The fingerprint of the server's host key is required for PubMed. Ask PubMed for it, and"
                            + " compare it with the output of ssh-keyscan and ssh-keygen -lf."));
        }
        if (secret != null && SftpConnections.isKey(secret) && !SftpConnections.isUsableKey(secret)) {
            faults.add(Finding.at(
                    "/secret/value",
                    "key-format",
                    "Must be a readable private key in OpenSSH format without a passphrase."));
        }
        return faults;
    }

    @Override
    public Optional<String> identifier(RegisteredRecord record) {
        return Optional.ofNullable(record.article()).map(PublishedRecord::doi).map(Doi::value);
    }

    @Override
    public Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts) {
        PublishedRecord article = record.article();
        String doi = article.doi().value();
        if (record.withdrawn()) {
            String hash = DigestUtils.sha256Hex(NOTHING);
            return new Payload(doi, WITHDRAWN, NOTHING, hash, hash, registeredParts, List.of());
        }
        List<Finding> missing = new ArrayList<>(writer.missing(article));
        if (article.journal().identifier("nlm-ta") == null) {
            missing.add(Finding.at(
                    "/journal/identifiers",
                    "title-abbreviation-missing",
                    "The title abbreviation of the National Library of Medicine is required for PubMed. Add"
                            + " it to the journal as an identifier of type nlm-ta."));
        }
        if (!missing.isEmpty()) {
            return Payload.missing(doi, missing);
        }
        // The hash excludes the Replaces element, which only later files contain, and the PMID, which an editor adds.
        String hash = DigestUtils.sha256Hex(writer.deposit(article, false));
        boolean isThere = !registeredParts.isEmpty() || article.identifier("pmid") != null;
        return new Payload(
                doi,
                PubMedFileName.place(article),
                writer.deposit(article, isThere),
                hash,
                hash,
                Map.of(CITATION, DigestUtils.sha256Hex(doi)),
                List.of());
    }

    @Override
    public int maxRecords() {
        return MAX_RECORDS;
    }

    @Override
    public boolean mayShare(Payload one, Payload other) {
        return one.container().equals(other.container());
    }

    @Override
    public byte[] file(List<Payload> contents, AccountSettings account, String batch, long timestamp) {
        Envelope envelope = writer.envelope();
        return contents.stream()
                .map(Payload::content)
                .collect(Collectors.joining(
                        envelope.between(), envelope.begin(new Envelope.Batch(batch, Instant.EPOCH)), envelope.end()))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String fileExtension() {
        return PubMedFileName.EXTENSION;
    }

    @Override
    public String fileName(List<Payload> contents, UUID attempt, String batch) {
        return PubMedFileName.of(contents.get(0).container(), attempt);
    }

    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public Optional<String> invalid(byte[] file) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> values(byte[] file, String identifier) {
        Map<String, String> places = FileValues.ofXml(file, "", "ArticleSet", CITATIONS, identifier);
        // The Replaces element controls how PubMed processes the file and is not part of the citation.
        places.keySet().removeIf(place -> place.startsWith("/ArticleSet/Article/Replaces"));
        return places;
    }

    @Override
    public Answer send(Dispatch dispatch, TargetAccount account) {
        if (dispatch.items().stream().allMatch(Dispatch.Item::withdrawn)) {
            return byHand(dispatch);
        }
        try (SftpFolder folder = open(account)) {
            folder.put(dispatch.fileName(), dispatch.bytes());
            return delivered(
                    dispatch, "Uploaded the file " + dispatch.fileName() + ", " + dispatch.bytes().length + " bytes.");
        } catch (SftpFailure e) {
            return e.kind() == SftpFailure.Kind.LOST ? Answer.unsure(null, e.getMessage()) : failed(e);
        }
    }

    /**
     * Searches for a file that may have been uploaded. Also searches the folder to which PubMed moves processed files.
     */
    @Override
    public Answer poll(Dispatch dispatch, TargetAccount account) {
        if (dispatch.items().stream().allMatch(Dispatch.Item::withdrawn)) {
            return byHand(dispatch);
        }
        try (SftpFolder folder = open(account)) {
            if (folder.has(dispatch.fileName()) || folder.has(ARCHIVE + dispatch.fileName())) {
                return delivered(dispatch, "The SFTP server has the file " + dispatch.fileName() + ".");
            }
            folder.removePartialFile(dispatch.fileName());
            return Answer.unknown(null, "The SFTP server does not have the file " + dispatch.fileName() + ".");
        } catch (SftpFailure e) {
            return failed(e);
        }
    }

    private SftpFolder open(TargetAccount account) throws SftpFailure {
        AccountSettings settings = account.settings();
        String folder = settings.folder() == null && account.isTest() ? TEST_FOLDER : settings.folder();
        return connections.open(address(account), settings, folder, account.secret());
    }

    private static Answer delivered(Dispatch dispatch, String raw) {
        return read(
                dispatch,
                raw,
                item -> new RecordAnswer(RecordOutcome.REGISTERED, "told-by-mail", null, null, null, List.of()));
    }

    private static Answer byHand(Dispatch dispatch) {
        return read(
                dispatch,
                null,
                item -> new RecordAnswer(
                        RecordOutcome.REGISTERED,
                        "withdrawal-by-hand",
                        null,
                        null,
                        null,
                        List.of("PubMed keeps the citation of " + item.identifier()
                                + ". Inform the help desk of the National Library of Medicine that the article was"
                                + " withdrawn. State the DOI or the PMID, and the URL of the withdrawal notice.")));
    }

    private static Answer read(Dispatch dispatch, String raw, Function<Dispatch.Item, RecordAnswer> told) {
        Map<UUID, RecordAnswer> records = new HashMap<>();
        dispatch.items().forEach(item -> records.put(item.registration(), told.apply(item)));
        return new Answer(FileOutcome.READ, null, null, null, raw, null, null, records);
    }

    private static Answer failed(SftpFailure e) {
        return switch (e.kind()) {
            case HOST_KEY -> Answer.blocked("host-key", null, e.getMessage());
            case CREDENTIALS -> Answer.blocked("credentials", null, e.getMessage());
            case FOLDER -> Answer.blocked("folder", null, e.getMessage());
            case TROUBLE -> Answer.later("service-trouble", null, e.getMessage(), null);
            case NOT_REACHED, LOST -> Answer.later("not-reached", null, e.getMessage(), null);
        };
    }

    @Override
    public AccountCheck check(TargetAccount account) {
        try (SftpFolder folder = open(account)) {
            String path = folder.path();
            return new AccountCheck(
                    true, "PubMed's server accepted the login. Files are written to " + path + ".", List.of(path));
        } catch (SftpFailure e) {
            return new AccountCheck(false, "Signing in to PubMed's server failed: " + e.getMessage(), List.of());
        }
    }

    /** Returns empty, because PubMed does not publish the files with which citations were sent. */
    @Override
    public Optional<RemoteRecord> find(String identifier, TargetAccount account) {
        return Optional.empty();
    }
}
