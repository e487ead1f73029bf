package org.offprint.formats.print;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Typesets articles as accessible PDFs (PDF/A-2a, PDF/UA-1). If an attempt fails, the same call can run Typst again
 * with a different source.
 */
public final class ArticlePrinter {

    /**
     * Version of the output. Increment this version if a change to the code or to the template changes the PDF of any
     * article. After the update, the service generates all PDFs again.
     */
    public static final int VERSION = 2;

    private static final String TEMPLATE = "article.typ";
    private static final String RESOLVER = "https://doi.org/";
    private static final int MAX_IMAGES = 1_000;
    private static final long MAX_IMAGE_BYTES = 200_000_000;
    private static final int MAX_REASON_CHARACTERS = 500;

    private static final Pattern IMAGE_ERROR = Pattern.compile("(?i)image|decode|svg|file is not valid");

    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/png", "png",
            "image/jpeg", "jpg",
            "image/gif", "gif",
            "image/webp", "webp",
            "image/svg+xml", "svg");

    private final TypstEngine engine;

    public ArticlePrinter(TypstEngine engine) {
        this.engine = engine;
    }

    /**
     * Result of printing an article.
     *
     * @param pages number of pages
     * @param remarks sentences about content that is printed differently, for example images that could not be read
     */
    public record PrintedFile(int pages, List<String> remarks) {}

    /**
     * Prints an article. The same content always results in the same bytes.
     *
     * @param out file to write
     * @throws UnprintableException if the article cannot be typeset; the message is a sentence for editors and
     *     operators
     * @throws IOException if the process cannot be started or a file cannot be written
     */
    public PrintedFile print(PrintedArticle article, PrintTheme theme, PrintImages images, Path out)
            throws UnprintableException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("offprint-print-");
        try {
            copyTemplate(folder);
            return new PrintRun(folder, article, theme, images).print(out);
        } finally {
            delete(folder);
        }
    }

    private static void copyTemplate(Path folder) throws IOException {
        try (InputStream template = ArticlePrinter.class.getResourceAsStream("/print/" + TEMPLATE)) {
            Files.copy(template, folder.resolve(TEMPLATE), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Typesetting of one article in a working folder. */
    private final class PrintRun {

        private final Path folder;
        private final PrintedArticle article;
        private final PrintTheme theme;
        private final ImageFiles files;
        private final Set<Integer> missing = new TreeSet<>();
        private TypstText text;
        private TypstWriter writer;

        /** File of the logo in the working folder; null for none. */
        private String logo;

        PrintRun(Path folder, PrintedArticle article, PrintTheme theme, PrintImages images) {
            this.folder = folder;
            this.article = article;
            this.theme = theme;
            files = new ImageFiles(folder, images);
            logo = theme.logo() == null ? null : files.write(theme.logo().image());
        }

        /**
         * Typesets the article. If Typst reports an error, repeats the attempt without the characters that no font
         * contains, then without floating figures, and then without the logo and without images if the error concerns
         * an image.
         */
        PrintedFile print(Path out) throws UnprintableException, IOException, InterruptedException {
            boolean hasFloats = true;
            while (true) {
                text = new TypstText(missing);
                writer = new TypstWriter(text, article.words(), address(), files::of);
                Files.writeString(folder.resolve("main.typ"), source(hasFloats), StandardCharsets.UTF_8);
                TypstEngine.TypesetFile typeset = engine.run(folder, article.date());
                if (typeset.pdf() != null) {
                    int pages = AccessiblePdf.finish(typeset.pdf(), out, article, writer.tables());
                    List<String> remarks = new ArrayList<>(files.remarks());
                    remarks.addAll(text.remarks());
                    return new PrintedFile(pages, remarks);
                }
                if (missing.addAll(TypstText.missingIn(typeset.errors()))) {
                    continue;
                }
                if (hasFloats) {
                    // With floating figures, Typst finds no stable layout for a few articles.
                    hasFloats = false;
                } else if (logo != null && IMAGE_ERROR.matcher(typeset.errors()).find()) {
                    logo = null;
                    files.remarks().add("The logo may be unreadable, and is not printed.");
                } else if (!files.skipAll(typeset.errors())) {
                    throw new UnprintableException("The article cannot be typeset: " + shortened(typeset.errors()));
                }
            }
        }

        private String source(boolean hasFloats) throws UnprintableException {
            // The writer must receive all fragments in the order in which they are printed.
            String data = data();
            String body = writer.write(article.bodyHtml(), 0);
            return "#import \"" + TEMPLATE + "\": *\n#let floats = " + hasFloats + "\n#show: it => article((\n" + data
                    + "), it)\n\n" + body + "\n";
        }

        private String data() throws UnprintableException {
            PrintWords words = article.words();
            StringBuilder data = new StringBuilder();
            ZonedDateTime date = article.date().atZone(ZoneOffset.UTC);
            put(data, "title-text", TypstText.literal(article.title()));
            put(data, "authors", list(article.authors(), author -> TypstText.literal(author.name())));
            put(
                    data,
                    "date",
                    "datetime(year: %d, month: %d, day: %d)"
                            .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
            put(data, "language", language(article.language(), article.direction()));
            appearance(data);
            put(data, "journal", markup(article.journal().title()));
            put(data, "place", markup(article.journal().place()));
            put(data, "issn", markup(article.journal().issn()));
            put(data, "running", markup(article.runningHead()));
            put(data, "foot", markup(article.footer()));
            put(data, "watermark", markup(article.watermark()));
            put(data, "type", markup(article.type()));
            put(data, "doi", article.doi() == null ? "none" : TypstText.literal(RESOLVER + article.doi()));
            put(data, "doi-text", article.doi() == null ? "none" : markup(RESOLVER + article.doi()));
            put(data, "title", "[" + writer.write(article.titleHtml(), 0) + "]");
            put(data, "subtitle", markup(article.subtitle()));
            put(data, "byline", list(article.authors(), this::author));
            put(data, "affiliations", list(article.affiliations(), this::affiliation));
            put(
                    data,
                    "facts",
                    list(article.facts(), fact -> "(" + markup(fact.label()) + ", " + markup(fact.value()) + ")"));
            put(data, "words", language(words.language(), words.direction()));
            put(data, "keywords-label", markup(words.keywords()));
            put(data, "keywords", keywords(article.keywords()));
            put(data, "cite-label", markup(words.citeAs()));
            put(data, "cite", markup(article.citation()));
            put(data, "licence", license());
            put(data, "notices", list(article.notices(), this::notice));
            data.append("abstracts: (");
            for (PrintedArticle.Abstract each : article.abstracts()) {
                data.append('(');
                put(data, "language", language(each.language(), each.direction()));
                put(data, "heading", markup(each.heading()));
                put(data, "heading-language", language(each.headingLanguage(), ""));
                put(data, "title", each.titleHtml() == null ? "none" : "[" + writer.write(each.titleHtml(), 1) + "]");
                put(data, "body", "[" + writer.write(each.html(), 1) + "]");
                put(data, "keywords", keywords(each.keywords()));
                data.append("), ");
            }
            return data.append("),\n").toString();
        }

        private void appearance(StringBuilder data) {
            put(data, "paper", TypstText.literal(theme.paper().term));
            put(data, "accent", "rgb(" + TypstText.literal(theme.accent()) + ")");
            put(data, "tint", "rgb(" + TypstText.literal(theme.tint()) + ")");
            put(data, "font", TypstText.literal(theme.text().family));
            put(data, "head-font", TypstText.literal(theme.headings().family));
            put(data, "size", theme.size() + "pt");
            put(data, "sides", theme.margins().sides() + "mm");
            put(data, "top", theme.margins().top() + "mm");
            put(data, "bottom", theme.margins().bottom() + "mm");
            put(data, "shape", TypstText.literal(theme.masthead().term));
            put(data, "logo", logo == null ? "none" : TypstText.literal(logo));
            boolean hasAlt = theme.logo() != null && theme.logo().alt() != null;
            put(
                    data,
                    "logo-alt",
                    TypstText.literal(
                            hasAlt ? theme.logo().alt() : article.words().logo()));
        }

        private String address() {
            return article.doi() == null ? article.landingPage() : RESOLVER + article.doi();
        }

        /** Returns plain text as content in brackets, or {@code none}. */
        private String markup(String plain) {
            return plain == null || plain.isBlank() ? "none" : "[" + text.markup(plain) + "]";
        }

        private String keywords(List<String> keywords) {
            return keywords.isEmpty() ? "none" : markup(String.join("; ", keywords));
        }

        private String author(PrintedArticle.Author author) {
            String marks =
                    author.marks().isEmpty() ? "" : "#super[" + text.markup(String.join(",", author.marks())) + "];";
            String orcid = author.orcid() == null ? "" : "#orcid(" + TypstText.literal(author.orcid()) + ");";
            return "[" + text.markup(author.name()) + marks + orcid + "]";
        }

        private String affiliation(PrintedArticle.Affiliation affiliation) {
            String mark = affiliation.mark() == null ? "" : "#super[" + text.markup(affiliation.mark()) + "]; ";
            return "[" + mark + text.markup(affiliation.text()) + "]";
        }

        private String license() {
            PrintedArticle.License license = article.license();
            if (license == null) {
                return "none";
            }
            List<String> parts = new ArrayList<>();
            if (license.copyright() != null) {
                parts.add(text.markup(license.copyright() + (license.copyright().endsWith(".") ? "" : ".")));
            }
            if (license.text() != null) {
                parts.add(text.markup(license.text()));
            }
            if (license.url() != null) {
                parts.add("#link(" + TypstText.literal(license.url()) + ")[" + text.markup(license.url()) + "];");
            }
            return parts.isEmpty() ? "none" : "[" + String.join(" ", parts) + "]";
        }

        private String notice(PrintedArticle.Notice notice) {
            StringBuilder data = new StringBuilder("(");
            put(data, "kind", markup(notice.kind()));
            put(data, "text", markup(notice.text()));
            put(data, "language", language(notice.language(), ""));
            put(data, "url", notice.url() == null ? "none" : TypstText.literal(notice.url()));
            put(data, "url-text", markup(notice.url()));
            put(data, "severe", Boolean.toString(notice.isSevere()));
            return data.append(')').toString();
        }

        private static String language(String tag, String direction) {
            return "arguments(" + TypstWriter.language(tag, direction) + ")";
        }

        private static void put(StringBuilder data, String name, String value) {
            data.append(name).append(": ").append(value).append(",\n");
        }

        private static <T> String list(List<T> values, Function<T, String> written) {
            return values.stream().map(each -> written.apply(each) + ", ").collect(Collectors.joining("", "(", ")"));
        }

        private static String shortened(String errors) {
            return errors.length() <= MAX_REASON_CHARACTERS ? errors : errors.substring(0, MAX_REASON_CHARACTERS) + "…";
        }
    }

    /** Images of an article. Each image is copied to the working folder when the text first refers to the image. */
    private static final class ImageFiles {

        private final Path folder;
        private final PrintImages images;
        private final Map<String, String> known = new HashMap<>();
        private final List<String> remarks = new ArrayList<>();
        private int count;
        private long bytes;
        private boolean isSkipped;

        ImageFiles(Path folder, PrintImages images) {
            this.folder = folder;
            this.images = images;
        }

        List<String> remarks() {
            return remarks;
        }

        /**
         * Omits all images from the next attempt if the error concerns an image. Returns whether the next attempt
         * differs from the previous one.
         */
        boolean skipAll(String errors) {
            boolean isChanged = !isSkipped
                    && !known.isEmpty()
                    && IMAGE_ERROR.matcher(errors).find();
            if (isChanged) {
                isSkipped = true;
                remarks.add(
                        "The images are not printed, because an image cannot be read: " + PrintRun.shortened(errors));
            }
            return isChanged;
        }

        /** Returns the name of the file of an image, or null if the image is not printed. */
        String of(String source) {
            String file = isSkipped ? "" : known.computeIfAbsent(source, this::copy);
            return file.isEmpty() ? null : file;
        }

        private String copy(String source) {
            PrintImages.Image image = images.find(source);
            String file = image == null ? null : write(image);
            if (file == null) {
                remarks.add("The image " + source + " is not printed.");
            }
            return file == null ? "" : file;
        }

        /** Returns the name of the copied file, or null if the image cannot be printed. */
        String write(PrintImages.Image image) {
            String extension = EXTENSIONS.get(image.mediaType());
            if (extension == null || count >= MAX_IMAGES || bytes > MAX_IMAGE_BYTES) {
                return null;
            }
            String name = "image" + count++ + "." + extension;
            try (InputStream content = image.content().open()) {
                bytes += Files.copy(content, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                return name;
            } catch (IOException e) {
                return null;
            }
        }
    }
}
