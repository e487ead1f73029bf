package org.offprint.formats.fulltext.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.xml.XmlElement;

/** Renders the cross-references of a JATS article as links to their targets. */
public final class CrossReferences {

    private static final Set<String> NOTES = Set.of("fn", "table-fn", "author-notes", "corresp");
    private static final int MAX_NUMBER_LENGTH = 8;

    /**
     * Generated words for link targets, keyed by type of cross-reference. In the accessible label of a link, the word
     * precedes the number, as in {@code Figure 3}.
     */
    private static final Map<String, Key> NAMES = Map.of(
            "fig", Key.FIGURE,
            "table", Key.TABLE,
            "disp-formula", Key.EQUATION,
            "supplementary-material", Key.SUPPLEMENT,
            "sec", Key.SECTION,
            "app", Key.APPENDIX,
            "video", Key.VIDEO,
            "boxed-text", Key.BOX,
            "bibr", Key.REFERENCE,
            "fn", Key.NOTE);

    private CrossReferences() {}

    /** Returns the writer for cross-references, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        return Map.of("xref", CrossReferences::write);
    }

    private static void write(Flow flow, XmlElement xref) {
        List<XmlElement> targets = flow.source().targets(xref);
        targets.forEach(flow::mention);
        if (flow.isInLink()) {
            flow.phrase(xref);
            return;
        }
        List<String> ids = new ArrayList<>();
        targets.forEach(target -> ids.add(flow.source().id(target)));
        if (ids.isEmpty()) {
            flow.remark(
                    "reference-to-nothing",
                    xref,
                    "The cross-reference \"" + xref.text() + "\" has no target. Check the rid attribute.");
            words(flow, xref);
            return;
        }
        String type = xref.attribute("ref-type");
        boolean isRaised = NOTES.contains(type == null ? "" : type) && isMark(xref) && !isRaised(xref);
        if (isRaised) {
            flow.html().open("sup");
        }
        links(flow, xref, ids, targets);
        if (isRaised) {
            flow.html().close();
        }
    }

    private static void words(Flow flow, XmlElement xref) {
        String id = flow.source().id(xref);
        if (id != null) {
            flow.html().open("span", "id", id);
        }
        flow.linked(() -> flow.phrase(xref));
        if (id != null) {
            flow.html().close();
        }
    }

    private static boolean isMark(XmlElement xref) {
        String words = xref.text();
        return words == null || words.length() <= 3;
    }

    private static boolean isRaised(XmlElement xref) {
        return !xref.outermost("sup").isEmpty()
                || xref.selfAndAncestors().limit(20).anyMatch(around -> around.name()
                        .equals("sup"));
    }

    private static void links(Flow flow, XmlElement xref, List<String> ids, List<XmlElement> targets) {
        String words = xref.text();
        boolean isText = xref.elements().isEmpty() && words != null;
        List<String> marks = isText && ids.size() > 1 ? Marks.of(xref.unfoldedText()) : List.of();
        String own = own(flow, xref);
        if (marks.size() == 2 * ids.size() - 1) {
            for (int i = 0; i < marks.size(); i++) {
                if (i % 2 == 0) {
                    open(flow, xref, ids.get(i / 2), i == 0 ? own : null, marks.get(i));
                    flow.html().text(marks.get(i)).close();
                } else {
                    flow.html().text(marks.get(i));
                }
            }
            return;
        }
        open(flow, xref, ids.get(0), own, words);
        if (words == null && xref.elements().isEmpty()) {
            flow.html().generated(name(flow, xref, targets.get(0)));
        } else {
            flow.linked(() -> flow.phrase(xref));
        }
        flow.html().close();
        for (int i = 1; i < ids.size(); i++) {
            flow.html().open("span", "class", "also made").text(" ");
            flow.html().openLink(ids.get(i), xref.line(), "aria-label", name(flow, xref, targets.get(i)));
            flow.html().text("*").close().close();
        }
    }

    private static String own(Flow flow, XmlElement xref) {
        String id = flow.source().id(xref);
        return id == null ? flow.source().citationId(xref) : id;
    }

    private static void open(Flow flow, XmlElement xref, String target, String id, String words) {
        String type = xref.attribute("ref-type");
        String kind = type == null ? "" : type;
        String role = kind.equals("bibr") ? "doc-biblioref" : NOTES.contains(kind) ? "doc-noteref" : null;
        boolean isNumber = role == null && words != null && NAMES.containsKey(kind) && isBareNumber(words);
        flow.html()
                .openLink(
                        target,
                        xref.line(),
                        "id",
                        id,
                        "role",
                        role,
                        "aria-label",
                        isNumber ? flow.word(NAMES.get(kind)) + " " + words.strip() : null);
    }

    /**
     * Returns whether the link text is only a number, which has no meaning without context, for example {@code 3},
     * {@code 2A} or {@code S1}.
     */
    private static boolean isBareNumber(String words) {
        String stripped = words.strip();
        return stripped.length() <= MAX_NUMBER_LENGTH
                && stripped.chars().anyMatch(Character::isDigit)
                && stripped.chars().filter(Character::isLetter).count() <= 2
                && stripped.chars().noneMatch(Character::isWhitespace);
    }

    /**
     * Returns the name of a cross-reference target, such as its label. If the target has no name, returns the generated
     * word for its type.
     */
    private static String name(Flow flow, XmlElement xref, XmlElement target) {
        String kind = xref.attribute("ref-type");
        return flow.source()
                .nameOf(target)
                .orElseGet(() -> flow.word(NAMES.getOrDefault(kind == null ? "" : kind, Key.REFERENCE)));
    }

    /** Reference marks of a cross-reference with several targets, for example {@code 1,2} or {@code [3; 4]}. */
    private static final class Marks {

        private Marks() {}

        /**
         * Returns the reference marks, alternating with the separators between them. Brackets and dots are part of the
         * marks. Returns an empty list if the text does not begin and end with a mark.
         */
        static List<String> of(String words) {
            List<String> marks = new ArrayList<>();
            int from = 0;
            boolean isBetween = false;
            for (int i = 0; i < words.length(); i++) {
                boolean isApart = ",; \u00A0\n\t".indexOf(words.charAt(i)) >= 0;
                if (isApart != isBetween && i > 0) {
                    marks.add(words.substring(from, i));
                    from = i;
                }
                isBetween = isApart;
            }
            marks.add(words.substring(from));
            boolean beginsAndEndsWithMarks =
                    !isBetween && !words.isEmpty() && ",; \u00A0\n\t".indexOf(words.charAt(0)) < 0;
            return beginsAndEndsWithMarks ? marks : List.of();
        }
    }
}
