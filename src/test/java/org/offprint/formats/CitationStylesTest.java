package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.offprint.formats.bibtex.BibtexWriter;
import org.offprint.formats.citations.CitationStyle;
import org.offprint.formats.citations.CitationStyles;
import org.offprint.formats.citations.CitationWriter;
import org.offprint.formats.csl.CslWriter;
import org.offprint.formats.ris.RisWriter;
import org.offprint.formats.writing.PublishedRecord;

/**
 * Compares citations of fictitious articles with a golden file. Covers the most requested citation styles and the
 * styles of large publishers. Run with {@code -Dgolden.write} to rewrite the golden file, then review the changes.
 */
class CitationStylesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "formats", "bibliography", "styles.txt");

    private static final List<String> OF_PUBLISHERS = List.of(
            "american-chemical-society",
            "bmj",
            "cell",
            "elsevier-harvard",
            "elsevier-with-titles",
            "plos",
            "royal-society-of-chemistry",
            "science",
            "springer-basic-author-date");

    private static final Map<String, Consumer<ObjectNode>> ARTICLES = articles();

    @Test
    void citations_in_all_tested_styles_equal_the_golden_file() throws Exception {
        StringBuilder written = new StringBuilder();
        ARTICLES.forEach((name, article) -> {
            written.append(written.isEmpty() ? "" : "\n").append(name).append('\n');
            CitationStyles.COMMON.forEach(style -> line(written, style, article));
            OF_PUBLISHERS.forEach(style -> line(written, style, article));
        });
        if (System.getProperty("golden.write") != null) {
            Files.writeString(GOLDEN, written);
        }
        assertEquals(Files.readString(GOLDEN), written.toString());
    }

    @Test
    void a_footnote_style_formats_the_citation_like_a_footnote() {
        String cited = cited("medical-history", ARTICLES.get("with pages"));
        assertTrue(cited.startsWith("Ada B. Roe and Carl Poe, “Water on the Road,”"), cited);
    }

    @Test
    void an_article_number_appears_once_in_a_citation_and_replaces_the_pages() {
        for (String style : CitationStyles.COMMON) {
            String cited = cited(style, ARTICLES.get("with an article number"));
            assertEquals(2, cited.split("e104321", -1).length, style + ": " + cited);
        }
        assertTrue(cited("apa", ARTICLES.get("with an article number")).contains("7(2), Article e104321."));
    }

    @Test
    void apa_citations_abbreviate_lists_of_more_than_twenty_authors() {
        String cited = cited("apa", article -> people(article, 21));
        assertTrue(cited.startsWith("Family1, G., Family2, G., "), cited);
        assertTrue(cited.contains("Family19, G., … Family21, G. (2025)"), cited);
        assertFalse(cited.contains("Family20") || cited.contains("et al"), cited);
        String twenty = cited("apa", article -> people(article, 20));
        assertTrue(twenty.contains("Family19, G., & Family20, G. (2025)"), twenty);
    }

    @Test
    void each_citation_style_formats_name_particles_and_generation_suffixes() {
        Consumer<ObjectNode> article = ARTICLES.get("with particles and generations");
        assertTrue(cited("apa", article)
                .startsWith("Moraes, de F. M., Silva, A. de la, Smith, J. A., Jr., & King, M., III. (2025)."));
        assertTrue(cited("american-medical-association", article)
                .startsWith("1. Moraes de FM, Silva A de la, Smith JA Jr, King M III. Water"));
        assertTrue(cited("ieee", article)
                .startsWith("[1] de F. M. Moraes, A. de la Silva, J. A. Smith Jr., and M. King III, “Water"));
        assertTrue(cited("nature", article)
                .startsWith("1. Moraes, de F. M., Silva, A. de la, Smith, J. A., Jr. & King, M., III. Water"));
    }

    @Test
    void quotation_marks_in_a_quoted_title_alternate_between_double_and_single() {
        Consumer<ObjectNode> article = ARTICLES.get("with quotations in the title");
        assertTrue(cited("chicago-author-date", article).contains("“The ‘Wet’ Road and the Reader’s ‘Dry’ One.”"));
        assertTrue(cited("apa", article).contains("The “wet” road and the reader’s “dry” one."));
    }

    @Test
    void a_handling_editor_is_not_cited_as_an_editor() {
        PublishedRecord record = Records.named(Records.FULL);
        assertTrue(record.body().contributors().stream().anyMatch(one -> "Hopper".equals(one.family())));
        for (String style : CitationStyles.COMMON) {
            assertFalse(
                    new CitationWriter(new CitationStyle(style, "en-US"))
                            .write(record)
                            .contains("Hopper"),
                    style);
        }
        assertFalse(new CslWriter().write(record).contains("Hopper"));
        assertFalse(new BibtexWriter().write(record).contains("Hopper"));
        assertFalse(new RisWriter().write(record).contains("Hopper"));
    }

    private static Map<String, Consumer<ObjectNode>> articles() {
        Map<String, Consumer<ObjectNode>> articles = new LinkedHashMap<>();
        articles.put(
                "with pages",
                article -> article.putObject("pages").put("first", "12").put("last", "19"));
        articles.put("with an article number", article -> article.put("articleNumber", "e104321"));
        articles.put("with 23 authors", article -> people(article, 23));
        articles.put("with particles and generations", article -> {
            ArrayNode people = article.putArray("contributors");
            person(people, "Moraes", "de F. M.", null);
            person(people, "Silva", "Ana de la", null);
            person(people, "Smith", "John A.", "Jr.");
            person(people, "King", "Martin", "III");
        });
        articles.put("with a family name of several words", article -> {
            ArrayNode people = article.putArray("contributors");
            person(people, "van der Berg", "Jan", null);
            person(people, "García-López", "María José", null);
            person(people, "Sukarno", null, null);
        });
        articles.put("with a group", article -> {
            ArrayNode people = article.putArray("contributors");
            person(people, "Roe", "B. C.", null);
            people.addObject().put("role", "author").put("kind", "organization").put("name", "The Road Consortium");
        });
        articles.put(
                "with quotations in the title",
                article -> article.put("title", "The “wet” road and the reader's \"dry\" one"));
        return articles;
    }

    private static void people(ObjectNode article, int number) {
        ArrayNode people = article.putArray("contributors");
        for (int i = 1; i <= number; i++) {
            person(people, "Family" + i, "Given" + i, null);
        }
    }

    private static void person(ArrayNode people, String family, String given, String suffix) {
        people.addObject()
                .put("role", "author")
                .put("kind", "person")
                .put("family", family)
                .put("given", given)
                .put("suffix", suffix);
    }

    private static void line(StringBuilder written, String style, Consumer<ObjectNode> article) {
        written.append("  ")
                .append(style)
                .append(": ")
                .append(cited(style, article))
                .append('\n');
    }

    private static String cited(String style, Consumer<ObjectNode> article) {
        String name = CitationStyles.named(style).orElseThrow();
        return new CitationWriter(new CitationStyle(name, "en-US")).write(Records.changed(Records.FULL, document -> {
            document.remove(List.of("pages", "articleNumber", "subtitle", "titleHtml", "retraction"));
            document.put("title", "Water on the road").put("doi", "10.12345/roads.3");
            ArrayNode people = document.putArray("contributors");
            person(people, "Roe", "Ada B.", null);
            person(people, "Poe", "Carl", null);
            article.accept(document);
        }));
    }
}
