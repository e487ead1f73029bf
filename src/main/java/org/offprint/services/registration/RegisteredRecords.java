package org.offprint.services.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalRef;
import org.offprint.journal.publishing.Withdrawals;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.RegisteredRecord;

/**
 * Reads published records in the form that is sent to registration services. Methods must be called within a
 * transaction, unless they state otherwise.
 */
@ApplicationScoped
public class RegisteredRecords {

    private final Sql sql;
    private final Withdrawals withdrawals;
    private final String baseUrl;

    RegisteredRecords(
            Sql sql,
            Withdrawals withdrawals,
            PublicUrl publicUrl,
            @ConfigProperty(name = "offprint.registration.public-url") Optional<String> own) {
        this.sql = sql;
        this.withdrawals = withdrawals;
        baseUrl = own.map(PublicUrl::checked).orElseGet(() -> publicUrl.of(""));
    }

    /** Returns the published record with the given id; empty if it is not public. */
    public Optional<RegisteredRecord> read(RegisteredKind kind, UUID id) {
        return switch (kind) {
            case ARTICLE -> articles(List.of(id)).stream().findFirst();
            case ISSUE -> issue(id);
            case JOURNAL -> journal(id);
        };
    }

    /**
     * Returns whether Crossref has received Crossmark data for an article, with an account of this service that is not
     * a test account. This method needs no transaction.
     */
    public boolean hasCrossmark(UUID article) {
        return sql.first(
                        "select exists (select from registration r join registration_account a on a.id = r.account"
                                + " where r.record = ? and r.kind = 'article' and r.registered_hash is not null"
                                + " and not a.test and a.target = 'crossref'"
                                + " and a.settings ->> 'crossmarkPolicy' is not null) as found",
                        row -> row.getBoolean("found"),
                        article)
                .orElse(false);
    }

    /** Returns the URL of Crossref's dialog that shows whether the article with this DOI is current. */
    public static String crossmarkUrl(Doi doi) {
        return "https://crossmark.crossref.org/dialog/?doi=" + PercentEncoding.component(doi.value());
    }

    private record Published(UUID id, UUID journal, byte[] document, String etag, int version, boolean withdrawn) {}

    /**
     * Returns the articles with the given ids that are or were published. A withdrawn article is returned with the
     * content that it would have if it were still published.
     */
    public List<RegisteredRecord> articles(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Published> published = sql.list(
                "select article, journal, document, etag, version, withdrawn from published_article where article = any(?)",
                row -> new Published(
                        Sql.uuid(row, "article"),
                        Sql.uuid(row, "journal"),
                        row.getBytes("document"),
                        row.getString("etag"),
                        row.getInt("version"),
                        row.getBoolean("withdrawn")),
                ids);
        List<UUID> withdrawn = published.stream()
                .filter(Published::withdrawn)
                .map(Published::id)
                .toList();
        Map<UUID, ArticleView> shown = withdrawn.isEmpty()
                ? Map.of()
                : withdrawals.shown(withdrawn).stream().collect(Collectors.toMap(ArticleView::id, Function.identity()));
        Map<UUID, Journal> held =
                journals(published.stream().map(Published::journal).collect(Collectors.toSet()));
        List<RegisteredRecord> records = new ArrayList<>();
        for (Published each : published) {
            if (each.withdrawn() && !shown.containsKey(each.id())) {
                continue;
            }
            PublishedRecord record = each.withdrawn()
                    ? new PublishedRecord(shown.get(each.id()), each.etag())
                    : PublishedRecord.read(each.document(), each.etag());
            Journal journal = held.get(each.journal());
            records.add(new RegisteredRecord(
                    RegisteredKind.ARTICLE,
                    each.id(),
                    record.journal(),
                    journal.body,
                    null,
                    record,
                    each.version(),
                    each.withdrawn(),
                    baseUrl));
        }
        return records;
    }

    private Map<UUID, Journal> journals(Set<UUID> ids) {
        Map<UUID, Journal> held = new HashMap<>();
        Journal.<Journal>list("id in ?1", ids).forEach(journal -> held.put(journal.id, journal));
        return held;
    }

    private Optional<RegisteredRecord> issue(UUID id) {
        Issue issue = Issue.findById(id);
        if (issue == null || !issue.isPublic()) {
            return Optional.empty();
        }
        return Optional.of(of(RegisteredKind.ISSUE, id, Journal.findById(issue.journal), IssueRef.of(id, issue.body)));
    }

    private Optional<RegisteredRecord> journal(UUID id) {
        return Journal.<Journal>findByIdOptional(id).map(journal -> of(RegisteredKind.JOURNAL, id, journal, null));
    }

    private RegisteredRecord of(RegisteredKind kind, UUID id, Journal journal, IssueRef issue) {
        return new RegisteredRecord(
                kind,
                id,
                JournalRef.of(journal.id, journal.slug, journal.body),
                journal.body,
                issue,
                null,
                null,
                false,
                baseUrl);
    }
}
