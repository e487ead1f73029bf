package org.offprint.web.site.articles;

import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.SignpostingLinks;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.fulltext.stored.Outline;
import org.offprint.formats.fulltext.stored.RenderedText;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.print.GeneratedPdfs.GeneratedPdf;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.publishing.Versions;
import org.offprint.journal.publishing.Versions.VersionView;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.services.citations.Citations;
import org.offprint.services.citations.NewestCitations;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.services.citations.outside.FoundWorkTable;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.site.articles.ArticleContent.BilingualContent;
import org.offprint.web.site.articles.ArticleContent.BilingualContent.ShownLanguage;
import org.offprint.web.site.articles.ArticleContent.RelatedArticle;
import org.offprint.web.site.articles.ArticleContent.ShownFile;
import org.offprint.web.site.articles.ArticleFacts.Facts;
import org.offprint.web.site.articles.BilingualText.SectionPair;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.records.PublishedArticles;
import org.offprint.web.site.records.PublishedIssues;

/** Creates article pages, including pages for older versions and translations. */
@ApplicationScoped
public class ArticlePages {

    /** Maximum number of related articles to read from the database for an article page. */
    private static final int MAX_RELATED = 100;

    /** Maximum number of citing articles on an article page. All citing articles are listed on a separate page. */
    private static final int MAX_CITING = 10;

    /** Maximum length of the HTML of two full texts on one page. Parsing HTML takes about 20 times its size. */
    private static final int MAX_BILINGUAL_LENGTH = 4_000_000;

    private final FullTexts texts;
    private final Versions versions;
    private final PublishedArticles articles;
    private final PublishedIssues issues;
    private final ExportFormats formats;
    private final SignpostingLinks signposts;
    private final TdmReservation reservation;
    private final ReferenceLinks links;
    private final FoundWorkTable foundWorks;
    private final Citations citations;
    private final ArticleFacts facts;
    private final GeneratedPdfs generatedPdfs;

    ArticlePages(
            FullTexts texts,
            Versions versions,
            PublishedArticles articles,
            PublishedIssues issues,
            ExportFormats formats,
            SignpostingLinks signposts,
            TdmReservation reservation,
            ReferenceLinks links,
            FoundWorkTable foundWorks,
            Citations citations,
            ArticleFacts facts,
            GeneratedPdfs generatedPdfs) {
        this.texts = texts;
        this.versions = versions;
        this.articles = articles;
        this.issues = issues;
        this.formats = formats;
        this.signposts = signposts;
        this.reservation = reservation;
        this.links = links;
        this.foundWorks = foundWorks;
        this.citations = citations;
        this.facts = facts;
        this.generatedPdfs = generatedPdfs;
    }

    /**
     * Creates an article page.
     *
     * @param record version to display
     * @param language language of a translation; null for the article's own language
     * @return page, or empty if there is no such translation
     */
    Optional<SitePage> page(PublishedRecord record, String language) {
        int number = record.article().version();
        UUID id = record.article().id();
        ArticleBody body = record.body();
        List<VersionView> all = versions.of(id, false);
        int newest = all.isEmpty() ? number : all.get(0).number();
        boolean isNewest = number == newest;
        Translation translation = language == null ? null : translation(body, language);
        Optional<StoredText> text = texts.published(id, isNewest ? null : number, language == null ? "" : language);
        if (language != null && translation == null && text.isEmpty()) {
            return Optional.empty();
        }
        ShownText read = text.map(ShownText::of).orElse(ShownText.NONE);
        ShownCitations cited = isNewest ? citations(record) : ShownCitations.NONE;
        boolean canHavePdf = isNewest
                && text.isPresent()
                && generatedPdfs.isOn()
                && record.mainPdf().isEmpty();
        Optional<GeneratedPdf> generated = canHavePdf ? generatedPdfs.find(id) : Optional.empty();
        boolean isPdfPending = canHavePdf && generated.isEmpty();
        ArticleContent content = content(
                record,
                new ShownVersion(number, newest, all),
                language,
                translation,
                read,
                files(record, isNewest ? null : number),
                cited,
                generated.map(GeneratedPdf::content).orElse(null));
        SitePage page = page(content, language, read.isFinal() && !isPdfPending).showing(cited.articles());
        read.outline().figures().stream()
                .map(Illustration::image)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(page::pictured);
        return Optional.of(page);
    }

    /**
     * Creates a page that shows an article in two languages side by side.
     *
     * @return page, or empty if the abstract and the full text are not available in both languages
     */
    Optional<SitePage> beside(PublishedRecord record, String language, String other) {
        String own = record.body().language().value();
        if (language.equalsIgnoreCase(other) || !own.equalsIgnoreCase(language) && !own.equalsIgnoreCase(other)) {
            return Optional.empty();
        }
        ShownLanguage first = shown(record, language);
        ShownLanguage second = shown(record, other);
        List<SectionPair> pairs = new ArrayList<>();
        RawString summary = summary(record, language);
        RawString otherSummary = summary(record, other);
        if (summary != null && otherSummary != null) {
            pairs.add(new SectionPair(summary, otherSummary));
        }
        ShownText text = text(record, language);
        ShownText otherText = text(record, other);
        if (text.html() != null
                && otherText.html() != null
                && text.html().length() + otherText.html().length() <= MAX_BILINGUAL_LENGTH) {
            DocumentMemoryLimit.acquire(text.html().length() + otherText.html().length());
            pairs.addAll(BilingualText.pairs(text.html(), first.path(), otherText.html(), second.path()));
        }
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        SitePage page = SitePage.of("bilingual.html")
                .with("article", new BilingualContent(record, first, second, pairs))
                .titled(record.titlePrefix() + record.title())
                .in(language)
                .of(record.journal())
                .canonical(first.path())
                .showing(List.of(record.article().id()))
                .notIndexed()
                .counting(UsedItem.page(record.article().id(), text.html() != null && otherText.html() != null));
        return Optional.of(text.isFinal() && otherText.isFinal() ? page : page.notCached());
    }

    private ShownText text(PublishedRecord record, String language) {
        boolean isOwn = record.body().language().value().equalsIgnoreCase(language);
        return texts.published(record.article().id(), null, isOwn ? "" : language)
                .map(ShownText::of)
                .orElse(ShownText.NONE);
    }

    private static ShownLanguage shown(PublishedRecord record, String language) {
        boolean isOwn = record.body().language().value().equalsIgnoreCase(language);
        Translation translation = translation(record.body(), language);
        String title = translation == null || translation.title() == null ? record.title() : translation.title();
        String html = translation == null || translation.title() == null
                ? record.body().titleHtml()
                : translation.titleHtml();
        return new ShownLanguage(
                language,
                new RawString(html == null ? HtmlEscaping.escape(title) : html),
                isOwn ? record.path() : record.path() + "/" + language);
    }

    /** Returns the abstract in a language, or null if there is none. */
    private static RawString summary(PublishedRecord record, String language) {
        ArticleBody body = record.body();
        if (body.language().value().equalsIgnoreCase(language)) {
            return body.abstractText() == null ? null : ArticleContent.html(body.abstractHtml(), body.abstractText());
        }
        Translation translation = translation(body, language);
        return translation == null || translation.abstractText() == null
                ? null
                : ArticleContent.html(translation.abstractHtml(), translation.abstractText());
    }

    /**
     * Creates a preview page, which displays a working copy like a published article.
     *
     * @param text full text of the working copy; empty if there is none
     * @param address returns the URL of a file by name
     */
    SitePage preview(ArticleView view, Optional<RenderedText> text, UnaryOperator<String> address) {
        PublishedRecord record = new PublishedRecord(view, null);
        List<ShownFile> files = record.body().files().stream()
                .filter(file -> !file.role().isPartOfText())
                .map(file -> shown(
                        file,
                        file.isStored()
                                ? address.apply(file.name())
                                : file.url().escaped()))
                .toList();
        ArticleContent content = content(
                record,
                new ShownVersion(0, 0, List.of()),
                null,
                null,
                text.map(ShownText::of).orElse(ShownText.NONE),
                files,
                ShownCitations.NONE,
                null);
        return SitePage.of("article.html")
                .with("article", content)
                .titled(record.titlePrefix() + record.title())
                .in(content.language())
                .of(record.journal())
                .notIndexed()
                .notCached();
    }

    /**
     * Creates the content of an article for an e-book or a generated PDF, which have no links to other pages of the
     * article.
     *
     * @param text stored full text of the version
     */
    public ArticleContent content(PublishedRecord record, Optional<StoredText> text) {
        return content(
                record,
                new ShownVersion(0, 0, List.of()),
                null,
                null,
                text.map(ShownText::of).orElse(ShownText.NONE),
                List.of(),
                ShownCitations.NONE,
                null);
    }

    /** Creates a page from a template and the content of an article. */
    public static SitePage page(String template, ArticleContent content) {
        PublishedRecord record = content.record();
        return SitePage.of(template)
                .with("article", content)
                .titled(record.titlePrefix() + record.title())
                .in(content.language())
                .of(record.journal());
    }

    /**
     * Article version displayed on a page.
     *
     * @param number 0 for a working copy
     * @param all published versions, newest first
     */
    private record ShownVersion(int number, int newest, List<VersionView> all) {

        boolean isNewest() {
            return number == newest;
        }
    }

    private ArticleContent content(
            PublishedRecord record,
            ShownVersion version,
            String language,
            Translation translation,
            ShownText text,
            List<ShownFile> files,
            ShownCitations found,
            Content generatedPdf) {
        ArticleBody body = record.body();
        Set<UUID> looked = named(record);
        looked.addAll(found.articles());
        Map<UUID, ArticleSummary> held = articles.byId(looked);
        ShownCitations citations = found.with(held);
        String shown = language == null ? body.language().value() : language;
        String title = translation != null && translation.title() != null ? translation.title() : record.title();
        String titleHtml =
                translation != null && translation.title() != null ? translation.titleHtml() : body.titleHtml();
        return new ArticleContent(
                record,
                shown,
                title,
                new RawString(titleHtml == null ? HtmlEscaping.escape(title) : titleHtml),
                translation == null ? body.subtitle() : translation.subtitle(),
                record.article().issue() == null || record.article().issue().id() == null
                        ? null
                        : issues.pathOf(record.article().issue().id()).orElse(null),
                ArticleContent.authors(record, true),
                ArticleContent.authors(record, false),
                ArticleContent.abstracts(body, translation, shown),
                translation == null ? body.keywords() : translation.keywords(),
                text.html() == null
                        ? null
                        : new LinkedText(
                                text.html(),
                                text.outline(),
                                version.number() == 0 ? null : tables(record, version, language)),
                ArticleContent.references(body, text.html(), citations),
                ArticleContent.hasBibliography(text.html()) ? citations.cited() : List.of(),
                citations.citing(),
                citations.total(),
                files,
                ArticleContent.statements(body, text.words()),
                body.relations().stream()
                        .map(relation -> ArticleContent.related(relation, held))
                        .filter(Objects::nonNull)
                        .toList(),
                notice(record.article().retraction(), held),
                version.all(),
                version.number(),
                version.newest(),
                languages(body, text.outline()),
                version.number() == 0 ? Facts.NONE : facts.of(record),
                generatedPdf);
    }

    /** Returns the path of the tables of a full text, with a trailing slash. */
    private static String tables(PublishedRecord record, ShownVersion version, String language) {
        return record.path() + (language != null ? "/" + language : version.isNewest() ? "" : "/v" + version.number())
                + "/tables/";
    }

    private ShownCitations citations(PublishedRecord record) {
        UUID id = record.article().id();
        List<Reference> references = record.body().references();
        NewestCitations newest = citations.newest(id, MAX_CITING);
        return new ShownCitations(
                links.of(id, references), foundWorks.of(id, references), newest.articles(), newest.total(), Map.of());
    }

    private SitePage page(ArticleContent content, String language, boolean isFinal) {
        PublishedRecord record = content.record();
        String path = "/articles/" + record.article().slug();
        boolean isPlain = language == null && !content.isOlder();
        Set<UUID> shown = named(record);
        shown.add(record.article().id());
        SitePage page = SitePage.of("article.html")
                .with("article", content)
                .titled(record.titlePrefix() + content.plainTitle())
                .described(record.body().abstractText())
                .in(content.language())
                .of(record.journal())
                .canonical(language == null ? record.landingPage() : path + "/" + language)
                .showing(shown)
                .counting(UsedItem.page(record.article().id(), content.hasText()));
        if (isPlain) {
            page.tagged(tags(content)).structured(writeIfComplete("schemaorg", record));
            page.linked(signposts.pageHeader(record.article()));
        }
        if (content.isOlder()) {
            page.notIndexed();
        } else if (!content.languages().isEmpty()) {
            page.alternate(record.body().language().value(), path);
            content.languages().forEach(each -> page.alternate(each, path + "/" + each));
            page.alternate("x-default", path);
        }
        return isFinal ? page : page.notCached();
    }

    /** Returns HTML head elements with machine-readable metadata. */
    private String tags(ArticleContent content) {
        PublishedRecord record = content.record();
        String id = record.article().id().toString();
        StringBuilder tags = new StringBuilder();
        String highwire = writeIfComplete("highwire", record);
        if (highwire != null) {
            tags.append(highwire);
            if (content.hasText()) {
                meta(tags, "citation_fulltext_html_url", record.landingPage());
            }
            if (content.hasGeneratedPdf() && !highwire.contains("citation_pdf_url")) {
                meta(tags, "citation_pdf_url", record.url(content.pdfPath()));
            }
        }
        tags.append("<meta property=\"og:type\" content=\"article\">\n");
        if (record.doi() != null) {
            link(tags, "cite-as", null, record.doi().url());
        }
        link(tags, "alternate", "application/json", "/v1/articles/" + id);
        link(tags, "alternate", MarkdownArticles.MEDIA_TYPE, record.path() + ".md");
        if (content.hasGeneratedPdf()) {
            link(tags, "alternate", GeneratedPdfs.MEDIA_TYPE, content.pdfPath());
        }
        if (content.hasEpub()) {
            link(tags, "alternate", EpubWriter.MEDIA_TYPE, content.epubPath());
        }
        tags.append(reservation.metaElements(record.body().license()));
        link(tags, "linkset", SignpostingLinks.LINKSET_TYPE, "/v1/articles/" + id + "/linkset");
        return tags.toString();
    }

    private static void meta(StringBuilder tags, String name, String content) {
        tags.append("<meta name=\"")
                .append(name)
                .append("\" content=\"")
                .append(HtmlEscaping.escape(content))
                .append("\">\n");
    }

    private static void link(StringBuilder tags, String relation, String type, String address) {
        tags.append("<link rel=\"").append(relation).append('"');
        if (type != null) {
            tags.append(" type=\"").append(type).append('"');
        }
        tags.append(" href=\"").append(HtmlEscaping.escape(address)).append("\">\n");
    }

    /** Returns the article in an export format, or null if it lacks required data. */
    private String writeIfComplete(String name, PublishedRecord record) {
        Format format = formats.named(name).orElseThrow();
        return format.writer().missing(record).isEmpty() ? format.writer().write(record) : null;
    }

    private static Translation translation(ArticleBody body, String language) {
        return body.translations().entrySet().stream()
                .filter(entry -> entry.getKey().value().equalsIgnoreCase(language))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the languages that have a separate article page. Separate pages exist for translated full texts, and for
     * translated titles with an abstract.
     */
    private static List<String> languages(ArticleBody body, Outline outline) {
        List<String> languages = new ArrayList<>(outline.languages());
        for (Map.Entry<LanguageTag, Translation> each : body.translations().entrySet()) {
            boolean isOne = each.getValue().title() != null && each.getValue().abstractText() != null;
            if (isOne && languages.stream().noneMatch(each.getKey().value()::equalsIgnoreCase)) {
                languages.add(each.getKey().value());
            }
        }
        return languages;
    }

    private static Set<UUID> named(PublishedRecord record) {
        Retraction retraction = record.article().retraction();
        Stream<UUID> notice = retraction == null || retraction.notice() == null
                ? Stream.of()
                : Stream.of(retraction.notice()).map(Retraction.Notice::article);
        return Stream.concat(record.body().relations().stream().map(Relation::article), notice)
                .filter(Objects::nonNull)
                .limit(MAX_RELATED)
                .collect(HashSet::new, Set::add, Set::addAll);
    }

    private static RelatedArticle notice(Retraction retraction, Map<UUID, ArticleSummary> held) {
        if (retraction == null || retraction.notice() == null) {
            return null;
        }
        Retraction.Notice notice = retraction.notice();
        ArticleSummary here = notice.article() == null ? null : held.get(notice.article());
        if (here != null) {
            return new RelatedArticle("notice", here.title(), "/articles/" + here.slug(), false);
        }
        return notice.doi() == null
                ? null
                : new RelatedArticle("notice", notice.doi().url(), notice.doi().url(), true);
    }

    private static List<ShownFile> files(PublishedRecord record, Integer version) {
        return record.body().files().stream()
                .filter(file -> !file.role().isPartOfText())
                .map(file -> shown(file, address(record, file, version)))
                .toList();
    }

    private static ShownFile shown(ArticleFile file, String address) {
        String label = file.label() == null ? file.name() : file.label();
        return new ShownFile(file, label, address, type(file), file.size());
    }

    /** Returns the path of a file in this service, or the URL of an external file. */
    private static String address(PublishedRecord record, ArticleFile file, Integer version) {
        if (version != null && file.isStored()) {
            return FileAddress.of(record.article().id(), version, file.name());
        }
        return record.escapedUrl(file).replace(PublishedRecord.BASE_URL, "");
    }

    /**
     * Returns the file type to display, for example {@code PDF}, which is the file name extension in upper case.
     * Returns an empty string if the type is unknown.
     */
    private static String type(ArticleFile file) {
        String name = file.name() == null ? "" : file.name();
        int dot = name.lastIndexOf('.');
        String known = "application/pdf".equals(file.mediaType())
                ? "pdf"
                : dot > 0 && name.length() - dot <= 6 ? name.substring(dot + 1) : "";
        return known.toUpperCase(Locale.ROOT);
    }
}
