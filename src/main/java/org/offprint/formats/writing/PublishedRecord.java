package org.offprint.formats.writing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.platform.files.FileAddress;

/**
 * Published article as read by the writers of formats. The article contains no e-mail address, because no format
 * requires e-mail addresses.
 *
 * @param article article as stored for readers
 * @param etag entity tag of the stored article, in quotes
 */
public record PublishedRecord(ArticleView article, String etag) {

    /**
     * Placeholder for the URL of this service in stored renderings, which is replaced when a rendering is sent. The
     * placeholder is a valid URL, so that no format has to escape it.
     */
    public static final String BASE_URL = "https://offprint.invalid";

    /** Reads a record from the document that is sent to readers. */
    public static PublishedRecord read(byte[] document, String etag) {
        DocumentMemoryLimit.acquire(document.length);
        return new PublishedRecord(Json.read(document, ArticleView.class), etag);
    }

    /** Parses the document of a published article that is not withdrawn. */
    public static PublishedRecord read(PublishedDocument published) {
        return read(published.content().plain(), published.etag());
    }

    public ArticleBody body() {
        return article.body();
    }

    public JournalRef journal() {
        return article.journal();
    }

    /** Returns the issue of the article; an empty issue if the article has no issue. */
    public IssueRef issue() {
        return article.issue() == null ? new IssueRef(null, null, null, null, null, null, null) : article.issue();
    }

    /** Returns the DOI; null if the article has no DOI. */
    public Doi doi() {
        return body().doi();
    }

    /** Returns the URL of the page for readers. */
    public String landingPage() {
        String page = article.links().get("landingPage");
        return page == null || page.startsWith("/") ? BASE_URL + page : page;
    }

    /** Returns the path of the article's page in this service. */
    public String path() {
        return "/articles/" + article.slug();
    }

    /** Returns the absolute URL of a path in this service. */
    public String url(String path) {
        return BASE_URL + path;
    }

    /** Returns the URL of the DOI, or the landing page if there is no DOI. */
    public String citedAs() {
        return doi() == null ? landingPage() : doi().url();
    }

    /** Returns the printed date of publication; null if the article was published without one. */
    public PartialDate published() {
        return body().dates() == null ? null : body().dates().published();
    }

    /** Returns the contributors with the given role, in the order of the record. */
    public List<Contributor> contributors(ContributorRole role) {
        return body().contributors().stream()
                .filter(contributor -> contributor.role() == role)
                .toList();
    }

    /** Returns whether a contributor has confirmed the stated ORCID iD. */
    public boolean hasConfirmed(Contributor contributor) {
        return contributor.orcid() != null && article.confirmedOrcids().contains(contributor.orcid());
    }

    /** Returns the authors, in the order of the record. */
    public List<Contributor> authors() {
        return contributors(ContributorRole.AUTHOR);
    }

    /**
     * Returns the resolved affiliations of a contributor, in the order of the contributor. Several departments of one
     * organization are separate entries.
     */
    public List<StatedAffiliation> affiliationsOf(Contributor contributor) {
        Map<String, AffiliationRef> byLabel =
                article.affiliations().stream().collect(Collectors.toMap(AffiliationRef::label, Function.identity()));
        return contributor.affiliations().stream()
                .map(mention -> new StatedAffiliation(byLabel.get(mention.label()), printed(mention)))
                .toList();
    }

    private static String printed(AffiliationMention mention) {
        return mention.text() == null || mention.text().isBlank() ? null : mention.text();
    }

    /** Returns the ISSN of the journal for the given medium; null if the journal has no such ISSN. */
    public Issn issn(IssnType type) {
        return journal().issns().stream()
                .filter(issn -> issn.type() == type)
                .map(JournalIssn::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns the distinct ISSNs of the journal for all media. */
    public List<Issn> issns() {
        return journal().issns().stream().map(JournalIssn::value).distinct().toList();
    }

    /**
     * Returns the absolute URL of a file. The path of the main PDF is next to the landing page, because Google Scholar
     * expects this path.
     */
    public String url(ArticleFile file) {
        return file.isStored() ? storedFileUrl(file) : file.url().value();
    }

    /** Returns the absolute URL of a file, with escapes for characters that are not allowed in a URI (RFC 3986). */
    public String escapedUrl(ArticleFile file) {
        return file.isStored() ? storedFileUrl(file) : file.url().escaped();
    }

    private String storedFileUrl(ArticleFile file) {
        boolean isMain = mainPdf().filter(file::equals).isPresent();
        return url(isMain ? path() + ".pdf" : path() + "/files/" + FileAddress.inPath(file.name()));
    }

    /** Returns the first PDF of the text that this service stores. The path of this PDF is next to the landing page. */
    public Optional<ArticleFile> mainPdf() {
        return body().files().stream().filter(ArticleFile::isPdfOfText).findFirst();
    }

    /** Returns the files with the full text. */
    public List<ArticleFile> fullTexts() {
        return body().files().stream()
                .filter(file -> file.role() == FileRole.FULLTEXT)
                .toList();
    }

    /**
     * Returns an identifier other than the DOI, for example {@code pmid}; null if the article has no such identifier.
     */
    public String identifier(String type) {
        return body().identifiers().stream()
                .filter(identifier -> identifier.type().equals(type))
                .map(ArticleBody.Identifier::value)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the prefix that a retracted article has in its cited title (NISO RP-45-2024), for example {@code
     * RETRACTED:} and a space. Returns an empty string if the article is not retracted, or if the title already begins
     * with the prefix.
     */
    public String titlePrefix() {
        Retraction retraction = article.retraction();
        if (retraction == null) {
            return "";
        }
        String prefix =
                switch (retraction.kind()) {
                    case RETRACTION -> "RETRACTED: ";
                    case PARTIAL_RETRACTION -> "PARTIALLY RETRACTED: ";
                    case REMOVAL -> "REMOVED: ";
                    case EXPRESSION_OF_CONCERN -> "EXPRESSION OF CONCERN: ";
                };
        boolean saysSo = title().regionMatches(true, 0, prefix, 0, prefix.indexOf(':'));
        return saysSo ? "" : prefix;
    }

    /**
     * Returns the plain title with its subtitle in its cited form, for example {@code "RETRACTED: Title: Subtitle"}.
     */
    public String citedTitle() {
        String subtitle = body().subtitle();
        return titlePrefix() + title() + (subtitle == null || subtitle.isBlank() ? "" : ": " + subtitle);
    }

    /**
     * Returns the plain title. Returns an empty string if the article has no title, which {@link Requirements#title}
     * reports.
     */
    public String title() {
        return body().title() == null ? "" : body().title();
    }
}
