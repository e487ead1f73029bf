package org.offprint.formats.fulltext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.xml.XmlElement;

/** Renders real articles. Each page must contain the complete text of its article once and in order. */
class RealArticlesFullTextTest {

    private static final Path DATA = Path.of("..", "shared", "data");
    private static final Map<String, SourceArticle> SOURCES = new HashMap<>();
    /** Rendered pages of articles and translations, keyed by the element that was rendered. */
    private static final Map<XmlElement, Made> PAGES = new HashMap<>();

    private record Made(String name, FullText text, Page page) {}

    @BeforeAll
    static void require_real_articles() throws IOException {
        assumeTrue(Files.isDirectory(DATA.resolve("jats")), "skipped: no articles at ../shared/data/jats");
        read();
        SOURCES.forEach((name, source) -> {
            FullText text = FullText.of(source, RealArticlesFullTextTest::asset);
            PAGES.put(source.root(), new Made(name, text, new Page(text.html())));
            for (XmlElement translation : source.translations()) {
                FullText translated = FullText.ofTranslation(source, translation, RealArticlesFullTextTest::asset);
                PAGES.put(translation, new Made(name + " in translation", translated, new Page(translated.html())));
            }
        });
    }

    private static void read() throws IOException {
        try (Stream<Path> files = Files.walk(DATA.resolve("jats"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".xml")).toList()) {
                SOURCES.put(file.getFileName().toString(), SourceArticle.read(Files.newInputStream(file)));
            }
        }
        if (!Files.isDirectory(DATA.resolve("packages"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(DATA.resolve("packages"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jats")) {
                    SOURCES.put(name, SourceArticle.read(Files.newInputStream(file)));
                } else if (name.endsWith(".zip")) {
                    zipped(file);
                }
            }
        }
    }

    private static void zipped(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".xml") && !name.startsWith("__MACOSX")) {
                    InputStream text = new ByteArrayInputStream(zip.readAllBytes());
                    SOURCES.put(file.getFileName() + "!" + name, SourceArticle.read(text));
                }
            }
        }
    }

    /** Returns a file for most image references and none for some, so that pages are tested with and without images. */
    private static Optional<Asset> asset(String href) {
        if (href.hashCode() % 11 == 0) {
            return Optional.empty();
        }
        String name = href.toLowerCase(Locale.ROOT);
        String type = name.endsWith(".mp4")
                ? "video/mp4"
                : name.matches(".*\\.(docx?|xlsx?|pdf|zip|avi|mov|csv|txt|tiff?)")
                        ? "application/octet-stream"
                        : "image/png";
        return Optional.of(new Asset("/files/" + Integer.toHexString(href.hashCode()), type, 800, 600, 12_345L, null));
    }

    @Test
    void a_full_text_page_contains_exactly_the_letters_of_its_source() {
        List<String> faults = new ArrayList<>();
        PAGES.forEach((article, made) -> {
            Map<String, Integer> source = wordsOf(article);
            Map<String, Integer> page = SourceWords.ofPage(made.page.body());
            List<String> lost = SourceWords.lacking(source, page);
            List<String> added = SourceWords.lacking(page, source);
            if (!SourceWords.letters(source).equals(SourceWords.letters(page))) {
                faults.add(made.name + " lost " + first(lost) + " added " + first(added));
            } else if (lost.size() * 50
                    > source.values().stream().mapToInt(count -> count).sum()) {
                faults.add(made.name + " cut words otherwise: " + first(lost) + " and " + first(added));
            }
        });
        assertEquals("", String.join("\n", faults));
        assertTrue(PAGES.size() >= SOURCES.size());
    }

    /**
     * Returns the words that the page of an article must contain. The page of a translation also shows the figures that
     * the translation mentions but does not contain. If the translation has no references, its page also shows the
     * references of the article.
     */
    private static Map<String, Integer> wordsOf(XmlElement article) {
        Map<String, Integer> words = SourceWords.ofSource(article);
        if (article.parent() != null && article.at("back", "ref-list").isNone()) {
            SourceWords.ofElement(article.parent().at("back", "ref-list"))
                    .forEach((word, count) -> words.merge(word, count, Integer::sum));
        }
        borrowed(article).forEach(figure -> SourceWords.ofElement(figure)
                .forEach((word, count) -> words.merge(word, count, Integer::sum)));
        return words;
    }

    private static Set<XmlElement> borrowed(XmlElement article) {
        Set<XmlElement> borrowed = new HashSet<>();
        if (article.parent() == null) {
            return borrowed;
        }
        Set<String> named = new HashSet<>();
        article.descendants("xref").forEach(xref -> named.add(String.valueOf(xref.attribute("rid"))));
        for (XmlElement figure : article.parent().descendants("fig", "table-wrap", "supplementary-material")) {
            if (named.contains(figure.attribute("id"))
                    && figure.selfAndAncestors().noneMatch(around -> around == article)) {
                borrowed.add(figure);
            }
        }
        return borrowed;
    }

    private static List<String> first(List<String> words) {
        return words.subList(0, Math.min(30, words.size()));
    }

    @Test
    void full_text_pages_contain_no_forbidden_elements_or_attributes() {
        List<String> faults = new ArrayList<>();
        PAGES.values()
                .forEach(made ->
                        made.page.faults().stream().limit(3).forEach(fault -> faults.add(made.name + ": " + fault)));
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void a_full_text_page_contains_every_figure_and_table_and_formula_of_its_source() {
        List<String> faults = new ArrayList<>();
        PAGES.forEach((article, made) -> {
            compare(
                    faults,
                    made,
                    "figures",
                    count(article, "fig", "chem-struct-wrap"),
                    made.text.figures().size());
            compare(
                    faults,
                    made,
                    "figures",
                    count(article, "fig", "chem-struct-wrap"),
                    made.page.body().select("figure:not(.table):not(.group)").size());
            compare(
                    faults,
                    made,
                    "tables",
                    count(article, "table-wrap"),
                    made.text.tables().size());
            compare(
                    faults,
                    made,
                    "formulas",
                    count(article, "disp-formula", "inline-formula"),
                    made.page.body().select(".formula").size());
        });
        assertEquals("", String.join("\n", faults));
    }

    private static void compare(List<String> faults, Made made, String what, long source, long page) {
        if (source != page) {
            faults.add(made.name + " has " + source + " " + what + ", and its page " + page);
        }
    }

    private static long count(XmlElement article, String... names) {
        return article.elements().stream()
                        .filter(part -> !part.name().equals("front") && isOfPage(part, article))
                        .mapToLong(part -> part.descendants(names).stream()
                                .filter(found -> isOfPage(found, article))
                                .count())
                        .sum()
                + borrowed(article).stream()
                        .filter(figure -> Set.of(names).contains(figure.name()))
                        .count();
    }

    private static boolean isOfPage(XmlElement found, XmlElement article) {
        return found.selfAndAncestors()
                .takeWhile(around -> around != article)
                .noneMatch(around -> around.name().equals("front-stub") || SourceArticle.isTranslation(around));
    }

    @Test
    void tex_formulas_of_real_articles_are_converted_to_mathml() {
        List<String> kept = new ArrayList<>();
        PAGES.values().forEach(made -> made.text.remarks().stream()
                .filter(remark -> remark.kind().equals("tex-not-converted"))
                .forEach(remark -> kept.add(made.name + ": " + remark.text())));
        assertEquals("", String.join("\n", kept));
        assertEquals(
                29,
                PAGES.values().stream()
                        .mapToInt(made -> made.page.body().select("math.tex").size())
                        .sum());
    }

    @Test
    void real_articles_contain_no_elements_unknown_to_the_renderer() {
        List<String> unknown = new ArrayList<>();
        PAGES.values().forEach(made -> made.text.remarks().stream()
                .filter(remark ->
                        remark.kind().equals("unknown-element") || remark.kind().equals("mathml-not-core"))
                .forEach(remark -> unknown.add(made.name + " line " + remark.line() + ": " + remark.text())));
        assertEquals("", String.join("\n", unknown));
    }
}
