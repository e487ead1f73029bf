package org.offprint.formats.jats.metadata;

import java.util.List;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.JournalDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.IssnType;

/** Reads the {@code journal-meta} element: the titles and identifiers of the journal. */
public final class JatsJournalReader {

    private static final List<String> ABBREVIATIONS = List.of("nlm-ta", "iso-abbrev");

    private JatsJournalReader() {}

    public static void read(XmlElement meta, ArticleDraft draft) {
        JournalDraft journal = draft.journal();
        XmlElement titles = meta.at("journal-title-group").isNone() ? meta : meta.at("journal-title-group");
        journal.title(titles.at("journal-title").take());
        journal.subtitle(titles.at("journal-subtitle").take());
        journal.abbreviation(titles.at("abbrev-journal-title").take());
        ids(meta, journal);
        for (XmlElement issn : meta.elements("issn", "issn-l")) {
            journal.issn(type(issn), draft.parsed(issn.take(), Issn::parse, issn.path()), issn.path());
        }
        journal.sortIssns();
        journal.publisher(meta.at("publisher", "publisher-name").take());
        journal.publisherPlace(place(meta.at("publisher", "publisher-loc"), draft));
    }

    /**
     * Returns the city and country of the publisher. If no text separates them, as in OJS exports, a comma is inserted.
     * A link within {@code publisher-loc} is reported as unmapped.
     */
    private static String place(XmlElement loc, ArticleDraft draft) {
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
        loc.markPlaced();
        return place.toString().strip();
    }

    /**
     * Reads the identifiers of the journal. If no abbreviation is given, the PubMed abbreviation is used. If no title
     * is given, an identifier is used as the title. Identifiers that equal the title or its slug are dropped, because
     * Offprint exports generate them.
     */
    private static void ids(XmlElement meta, JournalDraft journal) {
        for (String type : List.of("nlm-ta", "iso-abbrev", "pubmed", "publisher-id", "publisher")) {
            for (XmlElement id : meta.elements("journal-id")) {
                boolean isWanted = type.equals(id.attribute("journal-id-type"));
                if (isWanted && journal.title() == null) {
                    journal.title(id.take());
                } else if (isWanted && ABBREVIATIONS.contains(type) && journal.abbreviation() == null) {
                    journal.abbreviation(id.take());
                }
            }
        }
        String slug = Slug.of(journal.title(), "journal").value();
        for (XmlElement id : meta.elements("journal-id")) {
            String said = id.text();
            String type = id.attribute("journal-id-type");
            boolean isKnown =
                    said != null && (said.equals(journal.title()) || said.equals(slug) && "publisher-id".equals(type));
            if (isKnown) {
                id.markPlaced();
            } else {
                journal.identifier(type == null ? "publisher-id" : type, id.take());
            }
        }
    }

    private static IssnType type(XmlElement issn) {
        String said = String.valueOf(issn.attribute("pub-type"))
                + issn.attribute("publication-format")
                + issn.attribute("issn-type");
        if (issn.name().equals("issn-l") || said.contains("issn-l") || said.contains("l-issn")) {
            return IssnType.LINKING;
        }
        if (said.equals("nullnullnull")) {
            return null;
        }
        boolean isOnline = said.contains("epub") || said.contains("electronic") || said.contains("online");
        return isOnline ? IssnType.ELECTRONIC : IssnType.PRINT;
    }
}
