package org.offprint.web.site.articles;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.jats.JatsWriter;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.publishing.Versions.VersionView;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Statements;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.web.site.articles.ArticleFacts.Facts;
import org.offprint.web.site.articles.BilingualText.SectionPair;
import org.offprint.web.site.articles.ShownAuthor.ShownAffiliation;
import org.offprint.web.site.pages.PageAddress;
import org.offprint.web.site.pages.PlaceInJournal;
import org.offprint.web.site.pages.TextParagraphs;

/**
 * Content of an article page.
 *
 * @param language language of the page: the article's own language, or the language of a translation
 * @param plainTitle title without markup
 * @param title title with markup
 * @param issuePath path of the issue page; null if the article is in no published issue
 * @param text full text; null if there is none
 * @param references references, if the full text does not contain them
 * @param citedHere cited articles in this service, if the full text contains the references
 * @param citing newest articles in this service that cite this article
 * @param citations total number of citing articles
 * @param related articles with a stated relation to or from this article
 * @param notice retraction notice, if it is in this service
 * @param versions versions, newest first
 * @param number number of the displayed version
 * @param newest number of the newest version
 * @param languages languages of the translations, without the article's own language
 * @param facts facts that are not part of the record
 * @param generatedPdf generated PDF of the newest version; null if there is none
 */
public record ArticleContent(
        PublishedRecord record,
        String language,
        String plainTitle,
        RawString title,
        String subtitle,
        String issuePath,
        List<ShownAuthor> authors,
        List<ShownAuthor> others,
        List<ShownAbstract> abstracts,
        List<String> keywords,
        LinkedText text,
        List<PrintedReference> references,
        List<ArticleSummary> citedHere,
        List<ArticleSummary> citing,
        long citations,
        List<ShownFile> files,
        List<ShownStatement> statements,
        List<RelatedArticle> related,
        RelatedArticle notice,
        List<VersionView> versions,
        int number,
        int newest,
        List<String> languages,
        Facts facts,
        Content generatedPdf) {

    private static final int MAX_COMPARED_LENGTH = 60;

    private static final Set<String> PROMINENT_RELATIONS =
            Set.of("hasCorrection", "hasRetraction", "hasExpressionOfConcern");

    /** HTML attribute that the full text contains if it includes the references. */
    private static final String BIBLIOGRAPHY = "role=\"doc-bibliography\"";

    /**
     * Abstract of the article. {@code type} is null for the main abstract; {@code heading} is null if the journal
     * provides no heading.
     */
    public record ShownAbstract(String type, String heading, String language, RawString html) {}

    /** Heading in the full text, with its subordinate headings. */
    public record ShownHeading(String id, RawString html, List<ShownHeading> parts) {

        static ShownHeading of(Heading heading) {
            return new ShownHeading(
                    heading.id(),
                    new RawString(heading.html()),
                    heading.parts().stream().map(ShownHeading::of).toList());
        }
    }

    /** Downloadable file of an article. */
    public record ShownFile(ArticleFile file, String label, String href, String type, Long size) {

        /** Returns the language of the file, or null if it is unknown. */
        public String fileLanguage() {
            return file.language() == null ? null : file.language().value();
        }
    }

    /** Statement displayed after the full text. {@code title} is null if {@code type} is a sufficient heading. */
    public record ShownStatement(String type, String title, String language, List<String> paragraphs) {}

    /** Related article on an article page. {@code path} is a path in this service or an external URL. */
    public record RelatedArticle(String type, String title, String path, boolean isElsewhere) {}

    /** Returns the dates of the article's history in their conventional order. */
    public List<NamedDate> dates() {
        Dates dates = record.body().dates();
        if (dates == null) {
            return List.of();
        }
        List<NamedDate> named = new ArrayList<>();
        add(named, "received", dates.received());
        add(named, "revised", dates.revised());
        add(named, "accepted", dates.accepted());
        add(named, "published", dates.published());
        add(named, "publishedOnline", dates.publishedOnline());
        add(named, "publishedPrint", dates.publishedPrint());
        return named;
    }

    /** Returns the dates of receipt and acceptance, which are shown at the top of the page. */
    public List<NamedDate> reviewDates() {
        return dates().stream()
                .filter(date -> date.name().equals("received") || date.name().equals("accepted"))
                .toList();
    }

    private static void add(List<NamedDate> named, String name, PartialDate date) {
        if (date != null) {
            named.add(new NamedDate(name, date));
        }
    }

    /** Named date in the history of an article. */
    public record NamedDate(String name, PartialDate date) {}

    public String slug() {
        return record.article().slug();
    }

    /** Returns the page path of the newest version of the article. */
    public String path() {
        return "/articles/" + slug();
    }

    /** Returns the page path of another article. */
    public String pathOf(ArticleSummary other) {
        return "/articles/" + other.slug();
    }

    /** Returns the page path of a version of the article. */
    public String versionPath(int version) {
        return path() + "/v" + version;
    }

    /** Returns the path of the article page in another language. */
    public String pathIn(String tag) {
        return path() + "/" + tag;
    }

    /**
     * Returns the path of the page that shows this page's language and another language side by side. Returns null if
     * neither the abstract nor the full text is available in both languages.
     */
    public String besidePath(String other) {
        String translated = isOriginal() ? other : language;
        boolean isPair = originalLanguage().equalsIgnoreCase(isOriginal() ? language : other);
        boolean hasAbstracts = record.body().abstractText() != null
                && record.body().translations().entrySet().stream()
                        .anyMatch(each -> each.getKey().value().equals(translated)
                                && each.getValue().abstractText() != null);
        boolean hasTexts = text != null && text.outline().languages().contains(translated);
        return isPair && !isPreview() && !isOlder() && (hasAbstracts || hasTexts)
                ? pathIn(language) + "/beside/" + other
                : null;
    }

    /** Returns the path of the page that shows citations in several styles. */
    public String citationsPath() {
        return path() + "/cite";
    }

    /** Returns the path of the page that lists articles with a keyword. */
    public String keywordPath(String keyword) {
        return PageAddress.ofKeyword(keyword);
    }

    /** Returns the prefix for the title of a retracted article, or an empty string if the article is not retracted. */
    public String prefix() {
        return record.titlePrefix().strip();
    }

    /** Returns whether the page shows the article in its own language. */
    public boolean isOriginal() {
        return language.equals(originalLanguage());
    }

    public String originalLanguage() {
        return record.body().language().value();
    }

    /** Returns the languages of the translations, without the language of this page. */
    public List<String> otherLanguages() {
        return languages.stream().filter(other -> !other.equals(language)).toList();
    }

    /**
     * Returns the volume, number, and pages or article number in citation format, or an empty string if the article has
     * none.
     */
    public String place() {
        ArticleBody body = record.body();
        return PlaceInJournal.of(record.issue().volume(), record.issue().number(), body.pages(), body.articleNumber());
    }

    /** Returns the display name of the issue without the journal title. */
    public String issueName() {
        return PlaceInJournal.of(record.issue());
    }

    /** Returns the name of the licence or, if it has none, its URL. */
    public String licenceName() {
        String name = record.body().license().name();
        return name == null ? record.body().license().url().value() : name;
    }

    /** Returns whether the article has the data that JATS requires. */
    public boolean hasJats() {
        return new JatsWriter().missing(record).isEmpty();
    }

    /** Returns a plain-text citation with authors, year, title, journal, volume, pages and DOI. */
    public String citation() {
        return PlaceInJournal.citation(record);
    }

    /** Returns corrections and similar notices that must be displayed prominently. */
    public List<RelatedArticle> corrections() {
        return related.stream()
                .filter(each -> PROMINENT_RELATIONS.contains(each.type()))
                .filter(each -> notice == null || !notice.path().equals(each.path()))
                .toList();
    }

    /** Returns all contributors of the article. */
    public List<ShownAuthor> everybody() {
        return Stream.concat(authors.stream(), others.stream()).toList();
    }

    /**
     * Returns the full text with links to its sections and tables.
     *
     * @param sectionLabel label of the links to sections
     * @param tableLabel label of the links that download a table
     * @param language language of the labels, as a BCP 47 tag
     * @param direction direction of the labels, {@code ltr} or {@code rtl}
     */
    public RawString linkedText(String sectionLabel, String tableLabel, String language, String direction) {
        return new RawString(text.with(sectionLabel, tableLabel, language, direction));
    }

    /** Returns whether the article is available as an e-book, which contains the newest version in its own language. */
    public boolean hasEpub() {
        return text != null && isOriginal() && !isOlder() && !isPreview();
    }

    /** Returns the path of the article as an e-book. */
    public String epubPath() {
        return path() + "." + EpubWriter.NAME;
    }

    /**
     * Returns whether the page links to a generated PDF. Only the page of the newest version in the article's own
     * language has this link.
     */
    public boolean hasGeneratedPdf() {
        return generatedPdf != null && isOriginal() && !isOlder();
    }

    /** Returns the path of the PDF of the article. */
    public String pdfPath() {
        return path() + "." + GeneratedPdfs.NAME;
    }

    /** Returns the full text without the links that {@link #linkedText} adds. */
    public RawString textHtml() {
        return new RawString(text.html());
    }

    /**
     * Translated title of the article with its abstract and keywords.
     *
     * @param html abstract; null if there is no translated abstract
     */
    public record ShownTranslation(String language, RawString title, RawString html, List<String> keywords) {}

    /** Returns the translations of the article that have a title, for an edition that contains all languages. */
    public List<ShownTranslation> translations() {
        return body().translations().entrySet().stream()
                .filter(entry -> entry.getValue().title() != null)
                .map(entry -> translation(entry.getKey().value(), entry.getValue()))
                .toList();
    }

    private static ShownTranslation translation(String language, Translation translation) {
        String title =
                translation.titleHtml() == null ? HtmlEscaping.escape(translation.title()) : translation.titleHtml();
        RawString words = translation.abstractText() == null
                ? null
                : html(translation.abstractHtml(), translation.abstractText());
        return new ShownTranslation(language, new RawString(title), words, translation.keywords());
    }

    /** Returns the headings of the full text. */
    public List<ShownHeading> outline() {
        return text == null
                ? List.of()
                : text.outline().contents().stream().map(ShownHeading::of).toList();
    }

    /** Returns the figures and tables of the full text that have a label. */
    public List<Illustration> illustrations() {
        return text == null
                ? List.of()
                : Stream.concat(text.outline().figures().stream(), text.outline().tables().stream())
                        .filter(each -> each.label() != null && each.id().matches(LinkedText.ID))
                        .toList();
    }

    /** Returns whether the page has abstracts or keywords before the full text. */
    public boolean hasOpening() {
        return !abstracts.isEmpty() || !keywords.isEmpty();
    }

    /** Returns whether the full text has figures or tables, which can be wider than its paragraphs. */
    public boolean isWide() {
        return text != null
                && !(text.outline().figures().isEmpty()
                        && text.outline().tables().isEmpty());
    }

    /** Returns the displayed version, or null if the page is a preview. */
    public VersionView shownVersion() {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElse(null);
    }

    /** Returns the absolute URL of the page of the displayed version. */
    public String versionUrl() {
        return PublishedRecord.BASE_URL + versionPath(number);
    }

    /** Returns the absolute URL of the page. */
    public String pageUrl() {
        return PublishedRecord.BASE_URL + (isOlder() ? versionPath(number) : isOriginal() ? path() : pathIn(language));
    }

    /** Returns the URL of Crossref's dialog with the status of the article, or null if there is none. */
    public String crossmark() {
        return facts.hasCrossmark() ? RegisteredRecords.crossmarkUrl(record.doi()) : null;
    }

    /** Returns whether the full text has headings to display as a table of contents. */
    public boolean hasContents() {
        return text != null && !text.outline().contents().isEmpty();
    }

    /** Returns whether the page is a preview of a working copy, which has no version number. */
    public boolean isPreview() {
        return number == 0;
    }

    /** Returns whether the page shows an older version of the article. */
    public boolean isOlder() {
        return number < newest;
    }

    /** Returns whether the article has a full text. */
    public boolean hasText() {
        return text != null;
    }

    /** Returns the retraction, or null if the article is not retracted. */
    public Retraction retraction() {
        return record.article().retraction();
    }

    public ArticleBody body() {
        return record.body();
    }

    /**
     * Returns a full-text PDF, or null if the article has none. Prefers a PDF in this service, then a PDF in the
     * language of the page.
     */
    public ShownFile pdf() {
        return files.stream()
                .filter(file -> "application/pdf".equals(file.file().mediaType())
                        && file.file().role() == FileRole.FULLTEXT)
                .min(Comparator.comparing((ShownFile file) -> !file.file().isStored())
                        .thenComparing(file -> !isInShownLanguage(file)))
                .orElse(null);
    }

    private boolean isInShownLanguage(ShownFile file) {
        return language.equals(file.fileLanguage() == null ? originalLanguage() : file.fileLanguage());
    }

    /** Returns whether any contributor of the article has a CRediT role. */
    public boolean hasCredit() {
        return Stream.concat(authors.stream(), others.stream())
                .anyMatch(author -> !author.contributor().credit().isEmpty());
    }

    /** Returns the affiliations of the authors in the order of their numbers. */
    public List<ShownAffiliation> affiliations() {
        return authors.stream()
                .flatMap(author -> author.affiliations().stream())
                .distinct()
                .sorted(Comparator.comparingInt(ShownAffiliation::number))
                .toList();
    }

    /**
     * Returns the authors or the other contributors. Their affiliations are numbered by organization and printed text,
     * because departments of the same organization are shown separately.
     */
    static List<ShownAuthor> authors(PublishedRecord record, boolean asAuthors) {
        Map<List<String>, ShownAffiliation> affiliations = new HashMap<>();
        return record.body().contributors().stream()
                .filter(contributor -> (contributor.role() == ContributorRole.AUTHOR) == asAuthors)
                .map(contributor -> ShownAuthor.of(contributor, record.affiliationsOf(contributor), affiliations))
                .toList();
    }

    static List<ShownAbstract> abstracts(ArticleBody body, Translation translation, String language) {
        List<ShownAbstract> abstracts = new ArrayList<>();
        if (translation != null && translation.abstractText() != null) {
            abstracts.add(new ShownAbstract(
                    null, null, language, html(translation.abstractHtml(), translation.abstractText())));
        } else if (body.abstractText() != null) {
            abstracts.add(new ShownAbstract(
                    null, null, body.language().value(), html(body.abstractHtml(), body.abstractText())));
        }
        if (translation == null) {
            body.otherAbstracts()
                    .forEach(other -> abstracts.add(new ShownAbstract(
                            other.type() == null ? "other" : other.type(),
                            other.title(),
                            (other.language() == null ? body.language() : other.language()).value(),
                            html(other.abstractHtml(), other.abstractText()))));
            for (Map.Entry<LanguageTag, Translation> each : body.translations().entrySet()) {
                if (each.getValue().abstractText() != null) {
                    abstracts.add(new ShownAbstract(
                            "translation",
                            each.getValue().title(),
                            each.getKey().value(),
                            html(each.getValue().abstractHtml(), each.getValue().abstractText())));
                }
            }
        }
        return abstracts;
    }

    /**
     * Returns the stored markup, which contains only allowed HTML elements. If no markup is stored, returns the plain
     * text as paragraphs.
     */
    static RawString html(String stored, String plain) {
        if (stored != null) {
            return new RawString(stored.startsWith("<p") ? stored : "<p>" + stored + "</p>");
        }
        StringBuilder html = new StringBuilder();
        TextParagraphs.of(plain)
                .forEach(each ->
                        html.append("<p>").append(HtmlEscaping.escape(each)).append("</p>"));
        return new RawString(html.toString());
    }

    static List<PrintedReference> references(ArticleBody body, String text, ShownCitations citations) {
        if (hasBibliography(text)) {
            return List.of();
        }
        List<PrintedReference> printed = new ArrayList<>();
        List<String> keys = Reference.keys(body.references());
        for (int i = 0; i < keys.size(); i++) {
            printed.add(PrintedReference.of(
                    body.references().get(i),
                    citations.externalDoi(keys.get(i)),
                    citations.here(keys.get(i)),
                    citations.found(keys.get(i))));
        }
        return printed;
    }

    /** Returns whether a full text contains the references; false if the full text is null. */
    static boolean hasBibliography(String text) {
        return text != null && text.contains(BIBLIOGRAPHY);
    }

    /** Returns the path of the list of all articles that cite this article. */
    public String citedByPath() {
        return path() + "/cited-by";
    }

    /** Returns whether more articles cite this article than the page shows. */
    public boolean hasMoreCiting() {
        return citations > citing.size();
    }

    /**
     * Returns the statements of the record that are missing in the full text.
     *
     * @param words words of the full text; empty if there is no full text
     */
    static List<ShownStatement> statements(ArticleBody body, String words) {
        List<ShownStatement> all = new ArrayList<>();
        Statements stated = body.statements() == null ? Statements.NONE : body.statements();
        add(all, "data-availability", stated.dataAvailability());
        add(all, "acknowledgements", stated.acknowledgements());
        add(all, "author-contributions", stated.authorContributions());
        add(all, "conflict-of-interest", stated.conflictOfInterest());
        add(all, "ethics", stated.ethics());
        add(all, "funding", stated.funding());
        stated.others()
                .forEach(other -> all.add(new ShownStatement(
                        other.type() == null ? "other" : other.type(),
                        other.title(),
                        (other.language() == null ? body.language() : other.language()).value(),
                        TextParagraphs.of(other.text()))));
        String said = squeezed(words);
        return all.stream()
                .filter(statement -> !said.contains(beginning(statement)))
                .toList();
    }

    private static void add(List<ShownStatement> all, String type, String text) {
        if (text != null && !text.isBlank()) {
            all.add(new ShownStatement(type, null, null, TextParagraphs.of(text)));
        }
    }

    /**
     * Returns the normalized beginning of a statement, which is long enough to detect whether the full text contains
     * the statement.
     */
    private static String beginning(ShownStatement statement) {
        String first = squeezed(
                statement.paragraphs().isEmpty() ? "" : statement.paragraphs().get(0));
        return first.isEmpty() ? "\0" : first.substring(0, Math.min(first.length(), MAX_COMPARED_LENGTH));
    }

    private static String squeezed(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    static RelatedArticle related(Relation relation, Map<UUID, ArticleSummary> held) {
        ArticleSummary here = relation.article() == null ? null : held.get(relation.article());
        String type = Vocabulary.termOf(relation.type());
        if (here != null) {
            return new RelatedArticle(type, here.title(), "/articles/" + here.slug(), false);
        }
        if (relation.doi() == null) {
            return null;
        }
        String label =
                relation.label() == null ? "https://doi.org/" + relation.doi().value() : relation.label();
        return new RelatedArticle(type, label, relation.doi().url(), true);
    }

    /** Content of a page that shows an article and a translation side by side. */
    public record BilingualContent(
            PublishedRecord record, ShownLanguage first, ShownLanguage second, List<SectionPair> pairs) {

        /**
         * Language of an article on a page with two languages.
         *
         * @param path path of the page in this language
         */
        public record ShownLanguage(String code, RawString title, String path) {}

        /** Returns the prefix for the title of a retracted article, or an empty string if the article is not retracted. */
        public String prefix() {
            return record.titlePrefix().strip();
        }

        /** Returns the retraction, or null if the article is not retracted. */
        public Retraction retraction() {
            return record.article().retraction();
        }
    }
}
