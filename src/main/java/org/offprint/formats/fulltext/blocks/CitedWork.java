package org.offprint.formats.fulltext.blocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.inline.WebAddress;
import org.offprint.formats.jats.references.JatsCitationText;
import org.offprint.formats.xml.XmlElement;

/**
 * Writes a cited work as a reference. If the source has text between the elements of the citation, the reference is
 * written unchanged. Otherwise, the elements of the citation are written in the usual order.
 */
final class CitedWork {

    /**
     * Order of the elements in a reference: persons, year, title, source, volume and pages, publisher. Elements that
     * are not listed precede the identifiers, links and comments ({@code LAST}), which come last.
     */
    private static final List<List<String>> ORDER = List.of(
            List.of(
                    "person-group",
                    "name",
                    "name-alternatives",
                    "string-name",
                    "collab",
                    "collab-alternatives",
                    "anonymous",
                    "etal"),
            List.of("year", "month", "day", "season", "date"),
            List.of("article-title", "chapter-title", "part-title", "data-title", "trans-title"),
            List.of("source", "trans-source", "series", "edition", "conf-name", "conf-date", "conf-loc"),
            List.of(
                    "volume",
                    "issue",
                    "supplement",
                    "issue-title",
                    "fpage",
                    "lpage",
                    "page-range",
                    "elocation-id",
                    "size"),
            List.of("publisher-name", "publisher-loc", "patent", "std", "gov"));

    private static final List<String> LAST =
            List.of("pub-id", "ext-link", "uri", "comment", "annotation", "date-in-citation");
    private static final Set<String> NAMES = Set.of(
            "name",
            "string-name",
            "collab",
            "etal",
            "anonymous",
            "name-alternatives",
            "collab-alternatives",
            "person-group");
    private static final Map<String, String> HTML_ELEMENTS = Map.of("source", "i", "volume", "b", "trans-source", "i");

    private CitedWork() {}

    /** Returns the writers for citations and their structured child elements, keyed by JATS element name. */
    static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        for (String name : "element-citation mixed-citation nlm-citation citation product related-object".split(" ")) {
            writers.put(name, CitedWork::write);
        }
        writers.put("citation-alternatives", CitedWork::alternatives);
        writers.put("name-alternatives", CitedWork::first);
        writers.put("collab-alternatives", CitedWork::first);
        writers.put("name", CitedWork::name);
        writers.put("person-group", CitedWork::persons);
        writers.put("etal", CitedWork::etAl);
        writers.put("page-count", CitedWork::pages);
        return writers;
    }

    private static void alternatives(Flow flow, XmlElement alternatives) {
        List<XmlElement> printed = alternatives.elements("mixed-citation");
        List<XmlElement> forms = printed.isEmpty() ? alternatives.elements() : printed;
        if (!forms.isEmpty()) {
            flow.write(forms.get(0));
        }
    }

    private static void first(Flow flow, XmlElement alternatives) {
        if (!alternatives.elements().isEmpty()) {
            flow.write(alternatives.elements().get(0));
        }
    }

    private static void write(Flow flow, XmlElement work) {
        Html html = flow.html();
        String id = flow.source().id(work);
        html.open("span", "class", "cited", "id", id, "lang", flow.language(work));
        String address = WebAddress.of(work.attribute("ext-link-type"), work.attribute("href"));
        boolean holdsLinks =
                !work.outermost("ext-link", "xref", "uri", "pub-id").isEmpty();
        // The element x contains punctuation as printed.
        boolean isPrinted = work.hasOwnText() || !work.elements("x").isEmpty();
        if (isPrinted && address != null && !holdsLinks && !flow.isInLink()) {
            html.open("a", "href", address, "rel", "external");
            flow.linked(() -> flow.phrase(work, Flow.without("label")));
            html.close();
        } else if (isPrinted) {
            flow.phrase(work, Flow.without("label"));
        } else {
            parts(flow, work);
        }
        html.close();
    }

    private static void parts(Flow flow, XmlElement work) {
        Map<Integer, List<XmlElement>> groups = new HashMap<>();
        for (XmlElement part : work.elements()) {
            if (!part.name().equals("label") && !JatsCitationText.repeatsPages(part)) {
                groups.computeIfAbsent(position(part.name()), key -> new ArrayList<>())
                        .add(part);
            }
        }
        boolean isFirst = true;
        for (int place = 0; place <= ORDER.size() + 1; place++) {
            List<XmlElement> group = groups.getOrDefault(place, List.of());
            if (!group.isEmpty()) {
                flow.html().text(isFirst ? "" : " ");
                group(flow, group);
                isFirst = false;
            }
        }
    }

    private static int position(String name) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (ORDER.get(i).contains(name)) {
                return i;
            }
        }
        return LAST.contains(name) ? ORDER.size() + 1 : ORDER.size();
    }

    private static void group(Flow flow, List<XmlElement> group) {
        Html html = flow.html();
        XmlElement before = null;
        for (XmlElement part : group) {
            html.text(before == null ? "" : separator(before, part));
            String face = HTML_ELEMENTS.get(part.name());
            boolean isBracketed = part.name().equals("issue");
            html.text(isBracketed ? "(" : "");
            if (face != null) {
                html.open(face);
            }
            flow.writeInPhrase(part);
            if (face != null) {
                html.close();
            }
            html.text(isBracketed ? ")" : "");
            before = part;
        }
        html.text(".");
    }

    private static String separator(XmlElement before, XmlElement part) {
        return switch (part.name()) {
            case "lpage" -> before.name().equals("fpage") ? "–" : ", ";
            case "issue" -> before.name().equals("volume") ? "" : " ";
            case "fpage", "elocation-id", "page-range" -> ": ";
            case "month", "day", "season" -> " ";
            default -> NAMES.contains(part.name()) ? ", " : ". ";
        };
    }

    /**
     * Writes a person's name in a reference. If the source has no text between the name parts, they are separated by
     * spaces.
     */
    private static void name(Flow flow, XmlElement name) {
        if (name.hasOwnText()) {
            flow.phrase(name);
            return;
        }
        boolean isFirst = true;
        for (XmlElement part : name.elements()) {
            flow.html().text(isFirst ? "" : " ");
            flow.writeInPhrase(part);
            isFirst = false;
        }
    }

    private static void persons(Flow flow, XmlElement persons) {
        if (persons.hasOwnText()) {
            flow.phrase(persons);
            return;
        }
        boolean isFirst = true;
        for (XmlElement person : persons.elements()) {
            flow.html().text(isFirst ? "" : ", ");
            flow.writeInPhrase(person);
            isFirst = false;
        }
    }

    private static void pages(Flow flow, XmlElement pages) {
        String count = pages.attribute("count");
        if (pages.text() == null && count != null) {
            flow.html().generated(count + " p");
        } else {
            flow.phrase(pages);
        }
    }

    private static void etAl(Flow flow, XmlElement etal) {
        if (etal.text() == null || etal.content().isEmpty()) {
            flow.html().generated("et al.");
        } else {
            flow.phrase(etal);
        }
    }
}
