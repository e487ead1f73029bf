package org.offprint.formats.jats.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Issn;

/** {@code journal-meta}: what the journal is called, and its numbers. */
public final class JatsJournalReader {

    private static final List<String> ABBREVIATIONS = List.of("nlm-ta", "iso-abbrev");

    private JatsJournalReader() {}

    public static void read(XmlElement meta, Draft draft) {
        ObjectNode journal = draft.object("journal");
        XmlElement titles = meta.at("journal-title-group").isNone() ? meta : meta.at("journal-title-group");
        Draft.put(journal, "title", titles.at("journal-title").take());
        Draft.put(journal, "subtitle", titles.at("journal-subtitle").take());
        Draft.put(journal, "abbreviation", titles.at("abbrev-journal-title").take());
        ids(meta, journal);
        ArrayNode issns = journal.putArray("issns");
        for (XmlElement issn : meta.elements("issn", "issn-l")) {
            String value = draft.value(issn.take(), Issn::parse, issn.path());
            if (value != null) {
                draft.issn(issns, type(issn), value, issn.path());
            }
        }
        if (issns.isEmpty()) {
            journal.remove("issns");
        }
        sort(issns);
        Draft.put(journal, "publisher", meta.at("publisher", "publisher-name").take());
        Draft.put(journal, "publisherPlace", place(meta.at("publisher", "publisher-loc"), draft));
    }

    /** Parts with nothing between them, as OJS writes them, are set apart by commas; its page is told. */
    private static String place(XmlElement loc, Draft draft) {
        StringBuilder place = new StringBuilder();
        for (Object child : loc.content()) {
            String words = child instanceof XmlElement part ? part.text() : ((String) child).replaceAll("\\s+", " ");
            if (child instanceof XmlElement part
                    && List.of("uri", "ext-link", "email").contains(part.name())) {
                draft.unplaced(part.path(), words);
            } else if (words != null && !words.isEmpty()) {
                boolean isBare = !place.isEmpty()
                        && Character.isLetterOrDigit(place.charAt(place.length() - 1))
                        && Character.isLetterOrDigit(words.charAt(0));
                place.append(isBare ? ", " : "").append(words);
            }
        }
        loc.mark();
        return place.toString().strip();
    }

    /** Print first, then electronic, then linking, in whatever order they came. */
    private static void sort(ArrayNode issns) {
        List<JsonNode> sorted = new ArrayList<>();
        issns.forEach(sorted::add);
        List<String> order = List.of("print", "electronic", "linking");
        sorted.sort(Comparator.comparing(issn -> order.indexOf(issn.get("type").textValue())));
        issns.removeAll();
        issns.addAll(sorted);
    }

    /** The abbreviation of PubMed, where no other is given, and where it has no title that or another id. */
    private static void ids(XmlElement meta, ObjectNode journal) {
        for (String type : List.of("nlm-ta", "iso-abbrev", "pubmed", "publisher-id", "publisher")) {
            for (XmlElement id : meta.elements("journal-id")) {
                boolean isWanted = type.equals(id.attribute("journal-id-type"));
                if (isWanted && !journal.has("title")) {
                    Draft.put(journal, "title", id.take());
                } else if (isWanted && ABBREVIATIONS.contains(type) && !journal.has("abbreviation")) {
                    Draft.put(journal, "abbreviation", id.take());
                }
            }
        }
        for (XmlElement id : meta.elements("journal-id")) {
            String said = id.text();
            boolean isKnown = said != null
                    && (said.equals(journal.path("abbreviation").textValue())
                            || said.equals(journal.path("title").textValue()));
            if (isKnown) {
                id.mark();
            }
        }
    }

    private static String type(XmlElement issn) {
        String said = String.valueOf(issn.attribute("pub-type"))
                + issn.attribute("publication-format")
                + issn.attribute("issn-type");
        if (issn.name().equals("issn-l") || said.contains("issn-l") || said.contains("l-issn")) {
            return "linking";
        }
        if (said.equals("nullnullnull")) {
            return null;
        }
        return said.contains("epub") || said.contains("electronic") || said.contains("online") ? "electronic" : "print";
    }
}
