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
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.DocumentMemory;
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
 * An article as readers get it, as formats read it. It holds no e-mail address: no format requires one.
 *
 * @param article what is stored for readers
 * @param etag the entity tag of what is stored, in quotes
 */
public record PublishedRecord(ArticleView article, String etag) {

    /**
     * Stands in stored renderings for the address of this service, which is put in when they are sent. A URL itself, so
     * that no format needs to escape it.
     */
    public static final String BASE_URL = "https://offprint.invalid";

    /** Of the bytes that readers get. */
    public static PublishedRecord read(byte[] document, String etag) {
        DocumentMemory.require(document.length);
        return new PublishedRecord(Json.read(document, ArticleView.class), etag);
    }

    public ArticleBody body() {
        return article.body();
    }

    public JournalRef journal() {
        return article.journal();
    }

    /** The issue it stands in; without members where it stands in none. */
    public IssueRef issue() {
        return article.issue() == null ? new IssueRef(null, null, null, null, null, null, null) : article.issue();
    }

    /** Null for none. */
    public Doi doi() {
        return body().doi();
    }

    /** Returns the URL of the page for readers. */
    public String landingPage() {
        String page = article.links().get("landingPage");
        return page == null || page.startsWith("/") ? BASE_URL + page : page;
    }

    /** Returns the path of the page that this service has of the article. */
    public String path() {
        return "/articles/" + article.slug();
    }

    /** The whole URL of a path of this service. */
    public String url(String path) {
        return BASE_URL + path;
    }

    /** The DOI as a link, or the landing page where there is none. */
    public String citedAs() {
        return doi() == null ? landingPage() : doi().url();
    }

    /** The printed date of publication; null where an article was published without one. */
    public PartialDate published() {
        return body().dates() == null ? null : body().dates().published();
    }

    /** The contributors of this role, in their order. */
    public List<Contributor> contributors(ContributorRole role) {
        return body().contributors().stream()
                .filter(contributor -> contributor.role() == role)
                .toList();
    }

    /** Reports whether a contributor has confirmed the ORCID iD that is stated. */
    public boolean hasConfirmed(Contributor contributor) {
        return contributor.orcid() != null && article.confirmedOrcids().contains(contributor.orcid());
    }

    /** The authors, in their order. */
    public List<Contributor> authors() {
        return contributors(ContributorRole.AUTHOR);
    }

    /**
     * The affiliations of one of its contributors, resolved, in the order of the contributor. Several departments of one
     * organization are as many.
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

    /** The journal's ISSN for this medium, or null. */
    public Issn issn(IssnType type) {
        return journal().issns().stream()
                .filter(issn -> issn.type() == type)
                .map(JournalIssn::value)
                .findFirst()
                .orElse(null);
    }

    /** The journal's ISSNs of all media, each once. */
    public List<Issn> issns() {
        return journal().issns().stream().map(JournalIssn::value).distinct().toList();
    }

    /**
     * Returns the whole URL of a file. The PDF that is kept here stands beside the landing page, where Google Scholar
     * looks for it.
     */
    public String url(ArticleFile file) {
        return file.isHeld() ? held(file) : file.url().value();
    }

    /** Returns the same without characters that no URI has (RFC 3986). */
    public String escapedUrl(ArticleFile file) {
        return file.isHeld() ? held(file) : file.url().escaped();
    }

    private String held(ArticleFile file) {
        boolean isMain = mainPdf().filter(file::equals).isPresent();
        return url(isMain ? path() + ".pdf" : path() + "/files/" + FileAddress.inPath(file.name()));
    }

    /** Returns the PDF of the text that is kept here, which stands beside the landing page; the first of several. */
    public Optional<ArticleFile> mainPdf() {
        return body().files().stream().filter(ArticleFile::isPdfOfText).findFirst();
    }

    /** The files with the full text. */
    public List<ArticleFile> fullTexts() {
        return body().files().stream()
                .filter(file -> file.role() == FileRole.FULLTEXT)
                .toList();
    }

    /** An identifier other than the DOI, such as {@code pmid}; null for none. */
    public String identifier(String type) {
        return body().identifiers().stream()
                .filter(identifier -> identifier.type().equals(type))
                .map(ArticleBody.Identifier::value)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the prefix of the title of a retracted article wherever it is cited (NISO RP-45-2024): {@code "RETRACTED:
     * "}; empty for others, and where the title says it already.
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

    /** The plain title with its subtitle, as it is cited: {@code "RETRACTED: Title: Subtitle"}. */
    public String citedTitle() {
        String subtitle = body().subtitle();
        return titlePrefix() + title() + (subtitle == null || subtitle.isBlank() ? "" : ": " + subtitle);
    }

    /** The plain title; empty where there is none, which {@link Requirements#title} finds. */
    public String title() {
        return body().title() == null ? "" : body().title();
    }
}
