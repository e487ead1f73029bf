package org.offprint.web.site.books;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.print.ArticlePrinter;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.print.PrintImages;
import org.offprint.formats.print.PrintTheme;
import org.offprint.formats.print.PrintWords;
import org.offprint.formats.print.PrintedArticle;
import org.offprint.formats.print.UnprintableException;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.web.site.articles.ArticleContent;
import org.offprint.web.site.articles.ArticleContent.RelatedArticle;
import org.offprint.web.site.articles.ArticleContent.ShownAbstract;
import org.offprint.web.site.articles.ArticleContent.ShownTranslation;
import org.offprint.web.site.articles.ArticlePages;
import org.offprint.web.site.articles.ShownAuthor;
import org.offprint.web.site.pages.InterfaceLanguage;
import org.offprint.web.site.pages.InterfaceLanguages;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.theme.Theme;
import org.offprint.web.site.theme.ThemeFiles;

/** Generates the PDF of an article with the typesetting program of the setting {@code offprint.print.typst}. */
@ApplicationScoped
class ArticlePdf {

    private static final Logger LOG = Logger.getLogger(ArticlePdf.class);

    private static final String TEMPLATE = "print-article.html";

    /** Maximum number of authors in the running head. */
    private static final int MAX_HEAD_AUTHORS = 2;

    private static final int MAX_FOOTER_LENGTH = 70;

    private final ArticlePages articles;
    private final SitePages pages;
    private final BookChapters chapters;
    private final FileContents contents;
    private final InterfaceLanguages languages;
    private final Theme theme;
    private final PublicUrl publicUrl;
    private final GeneratedPdfs pdfs;

    ArticlePdf(
            ArticlePages articles,
            SitePages pages,
            BookChapters chapters,
            FileContents contents,
            InterfaceLanguages languages,
            Theme theme,
            PublicUrl publicUrl,
            GeneratedPdfs pdfs) {
        this.articles = articles;
        this.pages = pages;
        this.chapters = chapters;
        this.contents = contents;
        this.languages = languages;
        this.theme = theme;
        this.publicUrl = publicUrl;
        this.pdfs = pdfs;
    }

    /** Returns whether the service generates PDFs. */
    boolean isOn() {
        return pdfs.isOn();
    }

    /** Registers an action to run after each change to the theme, which can change the appearance of PDFs. */
    void addListener(Runnable listener) {
        theme.addLastListener(listener);
    }

    /**
     * Returns the version of the PDF writer and a hash of the theme's properties, messages, templates and logos. If the
     * returned value changes, all PDFs are outdated.
     */
    String making() {
        ThemeFiles files = theme.files();
        String look = DigestUtils.sha256Hex(
                files.properties() + "\n" + files.messages() + "\n" + files.templates() + PdfTheme.logos(files));
        return ArticlePrinter.VERSION + "." + look.substring(0, 16);
    }

    /**
     * Generates the PDF of an article.
     *
     * @param text full text of the newest version, with browser-compatible versions of all images
     * @param file file to write
     * @return reason why the article cannot be printed; empty if the PDF was written
     * @throws IOException if the typesetting program cannot be started
     */
    Optional<String> generate(PublishedRecord record, StoredText text, Path file)
            throws IOException, InterruptedException {
        Map<String, Content> images = chapters.imagesByAddress(record);
        try {
            pdfs.printer()
                    .print(
                            printed(record, text),
                            PdfTheme.of(theme.files(), record.journal().slug()),
                            source -> image(images.get(source)),
                            file)
                    .remarks()
                    .forEach(remark ->
                            LOG.infof("PDF of article %s: %s", record.article().id(), remark));
            return Optional.empty();
        } catch (UnprintableException e) {
            return Optional.of(e.getMessage());
        }
    }

    private PrintImages.Image image(Content content) {
        return content == null
                ? null
                : new PrintImages.Image(content.mediaType(), () -> contents.open(content.sha256()));
    }

    private PrintedArticle printed(PublishedRecord record, StoredText text) {
        ArticleContent content = articles.content(record, Optional.of(text));
        String base = publicUrl.absolute("");
        InterfaceLanguage words = languages.first(record.body().language().value());
        Retraction retraction = record.article().retraction();
        String body = pages.contentForBook(ArticlePages.page(TEMPLATE, content), base)
                .replace(PublishedRecord.BASE_URL, base);
        return new PrintedArticle(
                content.language(),
                InterfaceLanguage.directionOf(content.language()),
                HtmlEscaping.escape(record.titlePrefix()) + content.title().getValue(),
                record.titlePrefix() + record.title(),
                content.subtitle(),
                words.term("type", record.body().type()),
                journal(record, content),
                content.authors().stream().map(author -> author(author, words)).toList(),
                content.affiliations().stream()
                        .map(each -> new PrintedArticle.Affiliation(
                                each.label(), each.before() + each.organization() + each.after()))
                        .toList(),
                abstracts(content, words),
                content.keywords(),
                content.dates().stream()
                        .map(date -> new PrintedArticle.Fact(words.term("date", date.name()), words.date(date.date())))
                        .toList(),
                content.citation().replace(PublishedRecord.BASE_URL, base),
                record.doi() == null ? null : record.doi().value(),
                record.landingPage().replace(PublishedRecord.BASE_URL, base),
                license(content),
                notices(content, words, base),
                retraction == null ? null : words.term("retraction", retraction.kind()),
                runningHead(record),
                footer(license(content)),
                record.article().updatedAt(),
                body,
                new PrintWords(
                        words.code(),
                        words.direction(),
                        words.text("howToCite"),
                        words.text("keywords"),
                        record.journal().title(),
                        words.text("printedMedia"),
                        words.text("printedImage"),
                        words.text("printedFormula")));
    }

    private static PrintedArticle.Journal journal(PublishedRecord record, ArticleContent content) {
        List<String> place = new ArrayList<>();
        if (record.published() != null) {
            place.add(Integer.toString(record.published().year()));
        }
        if (!content.place().isEmpty()) {
            place.add(content.place());
        }
        return new PrintedArticle.Journal(
                record.journal().title(),
                record.issns().stream().findFirst().map(Issn::value).orElse(null),
                place.isEmpty() ? null : String.join(" · ", place));
    }

    private static PrintedArticle.Author author(ShownAuthor author, InterfaceLanguage words) {
        return new PrintedArticle.Author(
                author.name(),
                author.affiliations().stream()
                        .map(ShownAuthor.ShownAffiliation::label)
                        .toList(),
                author.orcid(),
                author.orcid() == null ? null : words.text("orcidOf", author.name()));
    }

    /** Returns the abstracts, followed by the title, abstract and keywords of each translation. */
    private static List<PrintedArticle.Abstract> abstracts(ArticleContent content, InterfaceLanguage words) {
        List<PrintedArticle.Abstract> abstracts = new ArrayList<>();
        for (ShownAbstract each : content.abstracts()) {
            if (!"translation".equals(each.type())) {
                abstracts.add(of(each, words));
            }
        }
        for (ShownTranslation each : content.translations()) {
            abstracts.add(new PrintedArticle.Abstract(
                    each.language(),
                    InterfaceLanguage.directionOf(each.language()),
                    words.text("abstract"),
                    words.code(),
                    each.title().getValue(),
                    each.html() == null ? null : each.html().getValue(),
                    each.keywords()));
        }
        return abstracts;
    }

    private static PrintedArticle.Abstract of(ShownAbstract shown, InterfaceLanguage words) {
        boolean hasOwnHeading = shown.heading() != null;
        String heading = hasOwnHeading
                ? shown.heading()
                : shown.type() == null ? words.text("abstract") : words.term("abstract", shown.type());
        return new PrintedArticle.Abstract(
                shown.language(),
                InterfaceLanguage.directionOf(shown.language()),
                heading,
                hasOwnHeading ? shown.language() : words.code(),
                null,
                shown.html().getValue(),
                List.of());
    }

    private static PrintedArticle.License license(ArticleContent content) {
        LicenseTerms license = content.body().license();
        if (license == null) {
            return null;
        }
        String copyright = null;
        if (license.copyright() != null) {
            copyright = license.copyright().statement() != null
                    ? license.copyright().statement()
                    : license.copyright().holder() == null
                            ? null
                            : ("© "
                                            + (license.copyright().year() == null
                                                    ? ""
                                                    : license.copyright().year()) + " "
                                            + license.copyright().holder())
                                    .replace("  ", " ");
        }
        return new PrintedArticle.License(
                license.text() != null ? license.text() : license.url() == null ? null : content.licenceName(),
                license.url() == null ? null : license.url().value(),
                copyright);
    }

    /** Returns the copyright for the footer of each page, or null if it is too long for one line. */
    private static String footer(PrintedArticle.License license) {
        String copyright = license == null ? null : license.copyright();
        return copyright == null || copyright.length() > MAX_FOOTER_LENGTH ? null : copyright;
    }

    private static List<PrintedArticle.Notice> notices(ArticleContent content, InterfaceLanguage words, String base) {
        List<PrintedArticle.Notice> notices = new ArrayList<>();
        Retraction retraction = content.retraction();
        if (retraction != null) {
            String date = retraction.date() == null ? "" : " · " + words.date(retraction.date());
            notices.add(new PrintedArticle.Notice(
                    words.term("retraction", retraction.kind()) + date,
                    retraction.reason(),
                    content.originalLanguage(),
                    content.notice() == null ? null : address(content.notice(), base),
                    true));
        }
        for (RelatedArticle each : content.corrections()) {
            notices.add(new PrintedArticle.Notice(
                    words.term("relation", each.type()),
                    each.title(),
                    content.originalLanguage(),
                    address(each, base),
                    !each.type().equals("hasCorrection")));
        }
        return notices;
    }

    private static String address(RelatedArticle related, String base) {
        return related.isElsewhere() ? related.path() : base + related.path();
    }

    private static String runningHead(PublishedRecord record) {
        List<String> names =
                record.authors().stream().map(ContributorNames::displayed).toList();
        if (names.isEmpty()) {
            return null;
        }
        return names.size() > MAX_HEAD_AUTHORS ? names.get(0) + " et al." : String.join(", ", names);
    }

    /** Reads the appearance of a journal's PDFs from the {@code print.} properties of the site theme. */
    private static final class PdfTheme {

        private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
        private static final String LOGO = "print.logo";

        /** Media types of logos, keyed by file name extension. */
        private static final Map<String, String> LOGO_TYPES = Map.of(
                "svg", "image/svg+xml",
                "png", "image/png",
                "jpg", "image/jpeg",
                "jpeg", "image/jpeg",
                "gif", "image/gif",
                "webp", "image/webp");

        private final ThemeFiles files;
        private final String journal;

        private PdfTheme(ThemeFiles files, String journal) {
            this.files = files;
            this.journal = journal;
        }

        /**
         * Returns the appearance of a journal's PDFs. Invalid properties are logged and replaced with their defaults. A
         * text size outside of the limits is replaced with the nearest limit.
         */
        static PrintTheme of(ThemeFiles files, String journal) {
            PdfTheme read = new PdfTheme(files, journal);
            PrintTheme usual = PrintTheme.DEFAULT;
            return new PrintTheme(
                    read.choice("print.paper", PrintTheme.Paper.class, usual.paper()),
                    read.colour("print.accent", usual.accent()),
                    read.colour("print.tint", usual.tint()),
                    read.choice("print.text", PrintTheme.Font.class, usual.text()),
                    read.choice("print.headings", PrintTheme.Font.class, usual.headings()),
                    read.size(usual.size()),
                    usual.margins(),
                    read.choice("print.masthead", PrintTheme.Masthead.class, usual.masthead()),
                    read.logo());
        }

        /** Returns the hashes of all logos that the theme contains. */
        static String logos(ThemeFiles files) {
            StringBuilder hashes = new StringBuilder();
            new TreeMap<>(files.properties()).forEach((name, value) -> {
                Encoded asset = name.equals(LOGO) || name.endsWith("." + LOGO)
                        ? files.assets().get(value)
                        : null;
                if (asset != null) {
                    hashes.append('\n').append(DigestUtils.sha256Hex(asset.plain()));
                }
            });
            return hashes.toString();
        }

        /** Returns the logo of the journal, or null if there is none. */
        private PrintTheme.Logo logo() {
            String name = files.property(journal, LOGO);
            if (name.isEmpty() || name.equals("none")) {
                return null;
            }
            Encoded asset = files.assets().get(name);
            String type =
                    LOGO_TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
            if (asset == null || type == null) {
                return ignored(LOGO, name, null);
            }
            String alt = files.property(journal, LOGO + "-alt");
            return new PrintTheme.Logo(
                    new PrintImages.Image(type, () -> new ByteArrayInputStream(asset.plain())),
                    alt.isEmpty() ? null : alt);
        }

        private <T extends Enum<T>> T choice(String name, Class<T> type, T usual) {
            String value = files.property(journal, name);
            if (value.isEmpty()) {
                return usual;
            }
            for (T each : type.getEnumConstants()) {
                if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                    return each;
                }
            }
            return ignored(name, value, usual);
        }

        private String colour(String name, String usual) {
            String value = files.property(journal, name);
            return value.isEmpty() ? usual : COLOUR.matcher(value).matches() ? value : ignored(name, value, usual);
        }

        private double size(double usual) {
            String value = files.property(journal, "print.size");
            try {
                double size = value.isEmpty() ? usual : Double.parseDouble(value);
                return size >= PrintTheme.MIN_SIZE && size <= PrintTheme.MAX_SIZE
                        ? size
                        : ignored("print.size", value, usual);
            } catch (NumberFormatException e) {
                return ignored("print.size", value, usual);
            }
        }

        private static <T> T ignored(String name, String value, T usual) {
            LOG.warnf("The theme property %s is ignored because its value is invalid: %s", name, value);
            return usual;
        }
    }
}
