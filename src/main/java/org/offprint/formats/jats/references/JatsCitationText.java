package org.offprint.formats.jats.references;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;

/**
 * Converts a JATS citation to printed text. Text between the elements is kept. If adjacent elements have no text
 * between them, the usual punctuation of reference lists is inserted.
 */
public final class JatsCitationText {

    private static final Set<String> IDENTIFIERS = Set.of("pub-id", "object-id", "issn", "isbn");

    private static final Set<String> FACES = Set.of(
            "italic",
            "bold",
            "sub",
            "sup",
            "sc",
            "underline",
            "roman",
            "sans-serif",
            "monospace",
            "named-content",
            "styled-content",
            "xref",
            "x",
            "inline-formula",
            "inline-graphic");

    private static final Set<String> NAMES =
            Set.of("person-group", "name", "string-name", "collab", "etal", "name-alternatives", "anonymous");

    private static final Set<String> PAGES = Set.of("fpage", "page-range", "elocation-id");

    /** Dash between the first and last page of a page range. */
    private static final Pattern DASH = Pattern.compile("\\s*[-\u2010-\u2015]\\s*");

    private final XmlElement citation;
    private final List<XmlElement> omitted = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();

    JatsCitationText(XmlElement citation) {
        this.citation = citation;
    }

    /** Returns the printed text of a citation, or an empty string if there is none. */
    String text() {
        List<Object> content = citation.content();
        boolean hasText = citation.hasOwnText();
        XmlElement before = null;
        for (int i = 0; i < content.size(); i++) {
            if (!(content.get(i) instanceof XmlElement part)) {
                if (hasText) {
                    words.append(content.get(i));
                    before = null;
                }
            } else if (part.name().equals("break")) {
                words.append(' ');
            } else if (part.name().equals("label") || !hasText && repeatsPages(part)) {
                part.markPlaced();
            } else if (isSuppressed(part)) {
                if (part.text() != null) {
                    omitted.add(part);
                }
            } else if (IDENTIFIERS.contains(part.name())) {
                before = identifier(part, i, before) ? part : before;
            } else {
                String printed = printed(part);
                if (!printed.isBlank()) {
                    boolean isInVolume = before != null
                            && before.name().equals("volume")
                            && part.name().equals("issue");
                    words.append(isInVolume ? "(" : separator(before, part, printed))
                            .append(printed)
                            .append(isInVolume ? ")" : "");
                    before = part;
                }
            }
        }
        return SourceText.clean(words.toString()).replace("et al..", "et al.").replace("et al. et al", "et al");
    }

    /** Returns whether an element is a page range that only repeats the first and last page of its citation. */
    public static boolean repeatsPages(XmlElement part) {
        if (!part.name().equals("page-range") || part.text() == null) {
            return false;
        }
        String first = part.parent().at("fpage").text();
        String last = part.parent().at("lpage").text();
        return DASH.matcher(part.text()).replaceAll("-").equals(first + "-" + last);
    }

    private static boolean isSuppressed(XmlElement part) {
        return "suppress-display".equals(part.attribute("specific-use"));
    }

    /**
     * Appends an identifier if it is part of the printed text. An identifier directly after the preceding element is
     * metadata and is omitted.
     *
     * @return whether the identifier was appended
     */
    private boolean identifier(XmlElement id, int place, XmlElement before) {
        String text = id.text();
        if (text == null) {
            return false;
        }
        boolean hasText = citation.hasOwnText();
        if (!hasText) {
            words.append(separator(before, id, text)).append(prefix(id, text)).append(text);
            return true;
        }
        boolean isGlued = before != null || words.isEmpty() || ".,;)]".indexOf(words.charAt(words.length() - 1)) >= 0;
        boolean goesOn = place + 1 < citation.content().size()
                && citation.content().get(place + 1) instanceof String next
                && !next.isBlank();
        if (isGlued && (before != null || words.isEmpty() || !goesOn)) {
            omitted.add(id);
            return false;
        }
        words.append(isGlued ? " " : "").append(text);
        return true;
    }

    /**
     * Returns whether two characters would join separate words, as in {@code 2001Mud} or {@code RoeMud}, but not in
     * {@code S12}.
     */
    private static boolean isGlued(char last, char first) {
        return Character.isLetter(last) && Character.isUpperCase(first)
                || Character.isDigit(last) && Character.isLetter(first);
    }

    /** Reports identifiers as unmapped if neither the printed text nor a field of the reference contains them. */
    void report(ArticleDraft draft) {
        for (XmlElement id : omitted) {
            String text = id.text();
            boolean isNumber = text.length() <= 3 && text.chars().allMatch(Character::isDigit);
            draft.unplaced(id.path(), id.isPlaced() || isNumber ? null : type(id) + ": " + text);
        }
    }

    private static String type(XmlElement id) {
        String type = JatsCitationIdsReader.type(id);
        return type == null ? id.name() : type;
    }

    /** Returns the word that precedes an identifier of a citation without text, for example {@code doi:}. */
    private static String prefix(XmlElement id, String text) {
        String type = type(id);
        return switch (type) {
            case "doi" -> "doi:";
            case "pmid", "isbn", "issn" -> type.toUpperCase(Locale.ROOT) + " ";
            case "medline" -> "PMID ";
            case "pmcid" -> Character.isDigit(text.charAt(0)) ? "PMC" : "";
            default -> "";
        };
    }

    private static String printed(XmlElement part) {
        if (!part.name().equals("person-group") || part.hasOwnText()) {
            return part.unfoldedText();
        }
        return part.elements().stream()
                .map(XmlElement::text)
                .filter(name -> name != null)
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the separator between two elements of a citation. If the source has text between the elements, {@code
     * before} is null.
     */
    private String separator(XmlElement before, XmlElement part, String printed) {
        if (words.isEmpty()) {
            return "";
        }
        if (before == null) {
            return !FACES.contains(part.name()) && isGlued(words.charAt(words.length() - 1), printed.charAt(0))
                    ? " "
                    : "";
        }
        String first = before.name();
        String second = part.name();
        if (FACES.contains(second)) {
            return "";
        }
        if (FACES.contains(first)) {
            return Character.isWhitespace(words.charAt(words.length() - 1)) ? "" : " ";
        }
        String mark =
                switch (second) {
                    case "year" -> NAMES.contains(first) || first.equals("comment") ? ". " : ", ";
                    case "month", "day", "season", "ext-link", "uri" -> " ";
                    case "volume" -> first.equals("year") ? ";" : " ";
                    case "supplement" -> first.equals("volume") ? " " : ", ";
                    case "lpage" -> first.equals("fpage") ? "\u2013" : ", ";
                    case "publisher-name" -> first.equals("publisher-loc") ? ": " : ". ";
                    case "publisher-loc", "conf-loc", "conf-date", "suffix" -> ", ";
                    default ->
                        PAGES.contains(second)
                                        && Set.of("volume", "issue", "supplement")
                                                .contains(first)
                                ? ":"
                                : NAMES.contains(first) && NAMES.contains(second) ? ", " : ". ";
                };
        char last = words.charAt(words.length() - 1);
        boolean isClosed = ".?!:;,".indexOf(last) >= 0;
        if (Character.isWhitespace(last)) {
            return "";
        }
        return isClosed && !mark.isBlank() && mark.length() == 2 ? " " : mark;
    }
}
