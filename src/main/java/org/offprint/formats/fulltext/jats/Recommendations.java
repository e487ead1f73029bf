package org.offprint.formats.fulltext.jats;

import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.fulltext.flow.GeneratedWords;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.jats.references.JatsReferencesWriter;
import org.offprint.journal.affiliations.parsing.CountryNames;

/**
 * Applies recommendations of JATS4R to a valid article: alternative texts of images, titles of links and sections,
 * designators of versions, codes of countries, institutions of funding sources, four-digit years, page ranges, and types
 * of citations, identifiers, notes and table cells.
 */
final class Recommendations {

    private static final String CONFLICT = "coi-statement";
    private static final Set<String> FORMULAS = Set.of("inline-formula", "disp-formula", "chem-struct");
    private static final Set<String> CAPTIONED = Set.of("fig", "table-wrap", "supplementary-material", "boxed-text");

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:1[0-9]|20)\\d\\d(?!\\d)");

    private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}/\\S+");
    private static final Pattern PMCID = Pattern.compile("PMC[1-9]\\d{0,9}");

    private final GeneratedWords words;
    private final Set<String> referenced = new HashSet<>();
    /** Number of formulas that contain the visited element. */
    private int formulas;

    private Recommendations(GeneratedWords words) {
        this.words = words;
    }

    static void apply(JatsNode article) {
        Recommendations recommendations =
                new Recommendations(GeneratedWords.of(article.attributes().get("xml:lang")));
        article.selfAndDescendants().forEach(recommendations::gatherReferences);
        recommendations.visit(article, article, recommendations.words.of(Key.IMAGE));
    }

    private void gatherReferences(JatsNode node) {
        referenced.addAll(List.of(node.attributes().getOrDefault("rid", "").split(" ")));
    }

    /**
     * Visits an element and its content.
     *
     * @param words alternative text of images without an alternative text of their own
     */
    private void visit(JatsNode node, JatsNode parent, String words) {
        switch (node.name()) {
            case "ext-link", "uri", "self-uri" -> title(node);
            case "graphic", "inline-graphic" -> {
                if (node.first("alt-text") == null) {
                    node.content().add(0, new JatsNode("alt-text").add(words));
                }
            }
            case "version", "article-version" -> designate(node);
            case "mixed-citation", "element-citation" -> {
                node.attributes().putIfAbsent("publication-type", "other");
                addPageRange(node);
            }
            case "pub-id" -> identify(node);
            case "funding-source" -> wrapInstitution(node);
            case "year" -> date(node);
            case "country" -> encode(node);
            case "sec" -> {
                if (node.first("title") == null) {
                    JatsNode label = node.first("label");
                    node.content().add(label == null ? 0 : node.content().indexOf(label) + 1, new JatsNode("title"));
                }
            }
            case "aff" -> {
                if (!referenced.contains(node.attributes().get("id"))) {
                    node.attributes().remove("id");
                }
            }
            case "th" -> {
                if (!node.hasText() && node.elements().findAny().isEmpty()) {
                    node.rename("td");
                }
            }
            case "fn" -> {
                // A statement in the back matter is not a note of the authors.
                boolean isConflict = CONFLICT.equals(node.attributes().get("fn-type"));
                if (isConflict && !parent.name().equals("author-notes")) {
                    node.attributes().put("fn-type", "conflict");
                }
            }
            default -> {}
        }
        String ofContent = alternativeText(node, words);
        boolean isFormula = node.name().endsWith("-formula");
        formulas += isFormula ? 1 : 0;
        // A loop needs less stack than a stream, because elements can be deeply nested.
        ListIterator<Object> content = node.content().listIterator();
        while (content.hasNext()) {
            if (!(content.next() instanceof JatsNode child) || child.name().equals("front")) {
                continue;
            }
            if (!child.isMathMl() && !child.name().equals("tex-math")) {
                visit(child, node, ofContent);
            } else if (formulas == 0 && permits(node, "inline-formula")) {
                content.set(new JatsNode("inline-formula").add(child));
            }
        }
        formulas -= isFormula ? 1 : 0;
    }

    private static boolean permits(JatsNode node, String child) {
        return ElementType.of(node.name()).content().permits(child);
    }

    /**
     * Returns the alternative text of the images in an element, as on the page: a stated alternative text, otherwise
     * the label and the title of the figure.
     */
    private String alternativeText(JatsNode node, String around) {
        JatsNode stated = node.first("alt-text");
        if (stated != null && stated.hasText()) {
            return stated.text();
        }
        if (FORMULAS.contains(node.name())) {
            return words.of(Key.FORMULA);
        }
        if (!CAPTIONED.contains(node.name())) {
            return around;
        }
        JatsNode caption = node.first("caption");
        String text = Stream.of(node.first("label"), caption == null ? null : caption.first("title"))
                .filter(part -> part != null && part.hasText())
                .map(part -> part.text().replaceFirst("[.:]$", ""))
                .collect(Collectors.joining(": "));
        return text.isEmpty() ? around : text;
    }

    /** Adds a title to a link that has no text, or whose text is an address. */
    private static void title(JatsNode link) {
        String text = link.text();
        String href = link.attributes().getOrDefault("xlink:href", text);
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isAddress = text.isEmpty() && link.elements().findAny().isEmpty()
                || text.equals(href)
                || Stream.of("http://", "https://", "ftp://", "sftp://").anyMatch(lower::startsWith);
        if (isAddress
                && !href.isBlank()
                && link.attributes().getOrDefault("xlink:title", "").isBlank()) {
            link.attributes().put("xlink:title", href);
        }
    }

    /**
     * Adds the page range to a citation whose last page omits digits of the first page, for example 1234-41. A citation
     * with printed text is not changed, because the page range would repeat the printed pages.
     */
    private static void addPageRange(JatsNode citation) {
        JatsNode first = citation.first("fpage");
        JatsNode last = citation.first("lpage");
        boolean isPrinted = citation.hasOwnText() || citation.first("x") != null;
        boolean isPossible = first != null && last != null && citation.first("page-range") == null && !isPrinted;
        String range = isPossible ? JatsReferencesWriter.abbreviatedRange(first.text(), last.text()) : null;
        if (range != null) {
            citation.content().add(citation.content().indexOf(last) + 1, new JatsNode("page-range").add(range));
        }
    }

    /** Adds the type of a DOI or PMCID without a type. */
    private static void identify(JatsNode id) {
        String text = id.text();
        String type = DOI.matcher(text).matches() ? "doi" : PMCID.matcher(text).matches() ? "pmcid" : null;
        if (type != null) {
            id.attributes().putIfAbsent("pub-id-type", type);
        }
    }

    /** Marks the printed name of a funding source as an institution. */
    private static void wrapInstitution(JatsNode source) {
        JatsNode institution = new JatsNode("institution");
        boolean isName = source.hasText() && source.elements().allMatch(child -> permits(institution, child.name()));
        if (isName) {
            source.content().forEach(institution::add);
            source.replaceContent(List.of(new JatsNode("institution-wrap").add(institution)));
        }
    }

    /** Adds the date of a year that is not printed as four digits, for example 2024a. */
    private static void date(JatsNode year) {
        Matcher digits = YEAR.matcher(year.text());
        if (!year.text().matches("\\d{4}") && digits.find()) {
            year.attributes().putIfAbsent("iso-8601-date", digits.group());
        }
    }

    /** Adds the code of a country that is known by its name. */
    private static void encode(JatsNode country) {
        String code = CountryNames.code(country.text());
        if (code != null && country.attributes().getOrDefault("country", "").length() != 2) {
            country.attributes().put("country", code);
        }
    }

    private static void designate(JatsNode version) {
        if (version.hasText()) {
            version.attributes().putIfAbsent("designator", version.text());
        }
    }
}
