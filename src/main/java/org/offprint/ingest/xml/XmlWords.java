package org.offprint.ingest.xml;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The words of an element as they would be printed. */
final class XmlWords {

    /** Between these and their neighbours no blank is meant where none stands. */
    private static final Set<String> INLINE = Set.of(
            ("italic bold sub sup sc underline overline strike roman sans-serif monospace xref ext-link uri email"
                            + " named-content styled-content abbrev i b u s em strong inline-formula math fn")
                    .split(" "));

    /** These stand for themselves whatever is beside them. */
    private static final Set<String> ALONE =
            Set.of("p label break list list-item sec title def-list disp-quote disp-formula".split(" "));

    private XmlWords() {}

    /** Its text but for that of some elements within it, blanks folded; null where there is none. */
    static String of(XmlElement element, Predicate<XmlElement> without) {
        StringBuilder text = new StringBuilder();
        gather(element, text, without);
        String folded = fold(text);
        return folded.isEmpty() ? null : folded;
    }

    static void links(XmlElement around, List<String> links) {
        for (XmlElement element : around.elements()) {
            String href = element.attribute("href");
            String words = href == null || element.isTaken() ? null : element.text();
            boolean isSaid = href == null || words != null && (words.contains(href) || href.endsWith(words));
            if (!isSaid && !element.isTaken()) {
                links.add(href);
            }
            if (!element.isTaken()) {
                links(element, links);
            }
        }
    }

    private static void gather(XmlElement around, StringBuilder text, Predicate<XmlElement> without) {
        // Where text stands between elements it says itself how they are apart.
        boolean saysHow = around.hasOwnText();
        boolean isInline = INLINE.contains(around.name());
        int end = text.length();
        Object before = null;
        for (Object child : around.content()) {
            if (!(child instanceof XmlElement element)) {
                boolean isEdge = !saysHow && !isInline && before == null;
                text.append(isEdge ? "" : child);
                before = isEdge ? null : child;
            } else if (!without.test(element)) {
                text.append(isApart(before, element, saysHow) ? " " : "");
                gather(element, text, without);
                text.append(ALONE.contains(element.name()) ? " " : "");
                before = element;
                end = text.length();
            }
        }
        // Blanks at the edges of what is made of elements alone are those of its layout.
        text.setLength(saysHow || isInline ? text.length() : end);
    }

    private static boolean isApart(Object before, XmlElement element, boolean saysHow) {
        if (ALONE.contains(element.name())) {
            return true;
        }
        if (!(before instanceof XmlElement last)) {
            return false;
        }
        boolean isInline = INLINE.contains(element.name()) && INLINE.contains(last.name());
        boolean isOneOfSeveral = last.name().equals(element.name())
                && (!isInline || element.name().equals("email"));
        return saysHow ? isOneOfSeveral : !isInline || isOneOfSeveral;
    }

    private static String fold(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                blank = true;
            } else {
                if (blank && !folded.isEmpty()) {
                    folded.append(' ');
                }
                blank = false;
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
