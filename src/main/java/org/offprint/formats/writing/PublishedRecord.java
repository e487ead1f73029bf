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
 * Published article, as passed to the writers of export formats. E-mail addresses are omitted, because no export format
 * requires them.
 *
 * @param article article as stored for readers
 * @param etag entity tag of the stored article, in quotes
 */
public record PublishedRecord(ArticleView article, String etag) {

    /**
     * Placeholder for the base URL of Offprint in cached renderings. The placeholder is replaced when a rendering is
     * sent. Because it is a valid URL, no format has to escape it.
     */
    public static final String BASE_URL = "https://offprint.invalid";

    /** Reads an article from the public JSON document that readers receive. */
    public static PublishedRecord read(byte[] document, String etag) {
        DocumentMemoryLimit.acquire(document.length);
        return new PublishedRecord(Json.read(document, ArticleView.class), etag);
    }

    /** Reads a published article from its JSON document. The article must not be withdrawn. */
    public static PublishedRecord read(PublishedDocument published) {
        return read(published.content().plain(), published.etag());
    }

    public ArticleBody body() {
        return article.body();
    }

    public JournalRef journal() {
        return article.journal();
    }

    /** Returns the article's issue, or an empty issue if there is none. */
    public IssueRef issue() {
        return article.issue() == null ? new IssueRef(null, null, null, null, null, null, null) : article.issue();
    }

    /** Returns the article's DOI, or null if there is none. */
    public Doi doi() {
        return body().doi();
    }

    /** Returns the URL of the article page for readers. */
    public String landingPage() {
        String page = article.links().get("landingPage");
        return page == null || page.startsWith("/") ? BASE_URL + page : page;
    }

    /** Returns the path of the article page in Offprint. */
    public String path() {
        return "/articles/" + article.slug();
    }

    /** Returns the absolute URL for a path in Offprint. */
    public String url(String path) {
        return BASE_URL + path;
    }

    /** Returns the URL of the article's DOI, or the URL of the landing page if there is no DOI. */
    public String citedAs() {
        return doi() == null ? landingPage() : doi().url();
    }

    /** Returns the publication date as printed, or null if there is none. */
    public PartialDate published() {
        return body().dates() == null ? null : body().dates().published();
    }

    /** Returns the contributors with the given role, in record order. */
    public List<Contributor> contributors(ContributorRole role) {
        return body().contributors().stream()
                .filter(contributor -> contributor.role() == role)
                .toList();
    }

    /** Returns whether a contributor has confirmed the ORCID iD in the record. */
    public boolean hasConfirmed(Contributor contributor) {
        return contributor.orcid() != null && article.confirmedOrcids().contains(contributor.orcid());
    }

    /** Returns the article's authors, in record order. */
    public List<Contributor> authors() {
        return contributors(ContributorRole.AUTHOR);
    }

    /**
     * Returns the affiliations of a contributor with the data of each organization, in record order. Several
     * departments of one organization are separate entries.
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

    /** Returns the journal's ISSN of the given type, or null if there is none. */
    public Issn issn(IssnType type) {
        return journal().issns().stream()
                .filter(issn -> issn.type() == type)
                .map(JournalIssn::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns the distinct ISSNs of the journal. */
    public List<Issn> issns() {
        return journal().issns().stream().map(JournalIssn::value).distinct().toList();
    }

    /**
     * Returns the absolute URL of an article file. The URL of the main PDF is in the same path as the landing page, as
     * Google Scholar requires.
     */
    public String url(ArticleFile file) {
        return file.isStored() ? storedFileUrl(file) : file.url().value();
    }

    /** Returns the absolute URL of an article file. Characters that are not allowed in a URI (RFC 3986) are escaped. */
    public String escapedUrl(ArticleFile file) {
        return file.isStored() ? storedFileUrl(file) : file.url().escaped();
    }

    private String storedFileUrl(ArticleFile file) {
        boolean isMain = mainPdf().filter(file::equals).isPresent();
        return url(isMain ? path() + ".pdf" : path() + "/files/" + FileAddress.inPath(file.name()));
    }

    /** Returns the first full-text PDF that Offprint stores, or empty if there is none. */
    public Optional<ArticleFile> mainPdf() {
        return body().files().stream().filter(ArticleFile::isPdfOfText).findFirst();
    }

    /** Returns the full-text files of the article. */
    public List<ArticleFile> fullTexts() {
        return body().files().stream()
                .filter(file -> file.role() == FileRole.FULLTEXT)
                .toList();
    }

    /**
     * Returns an identifier of the article by type, for example {@code pmid}, or null if there is none. DOIs are not
     * included.
     */
    public String identifier(String type) {
        return body().identifiers().stream()
                .filter(identifier -> identifier.type().equals(type))
                .map(ArticleBody.Identifier::value)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the prefix for the cited title of a retracted article (NISO RP-45-2024), for example {@code RETRACTED:}
     * and a space. Returns an empty string if the article is not retracted or its title already begins with the prefix.
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
     * Returns the article's title and subtitle as cited, without markup, for example {@code "RETRACTED: Title:
     * Subtitle"}.
     */
    public String citedTitle() {
        String subtitle = body().subtitle();
        return titlePrefix() + title() + (subtitle == null || subtitle.isBlank() ? "" : ": " + subtitle);
    }

    /**
     * Returns the article's title without markup, or an empty string if there is none. {@link Requirements#title}
     * reports missing titles.
     */
    public String title() {
        return body().title() == null ? "" : body().title();
    }
}
