package org.offprint.formats.jats.references;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.WebUrl;

/** By what a citation is found: DOI, PubMed's number, a link. */
final class JatsCitationIds {

    private static final Pattern DOI =
            Pattern.compile("(?i)(?:https?://(?:dx\\.)?doi\\.org/|info:doi/|doi:\\s*)?10\\.\\d{4,9}/.+");

    private final XmlElement citation;
    private final ObjectNode reference;
    private final Draft draft;

    JatsCitationIds(XmlElement citation, ObjectNode reference, Draft draft) {
        this.citation = citation;
        this.reference = reference;
        this.draft = draft;
    }

    void read() {
        for (XmlElement id : citation.within("pub-id", "object-id", "article-id")) {
            String type = String.valueOf(id.attribute("pub-id-type"));
            String text = id.text();
            if (type.equals("doi") || text != null && DOI.matcher(text).matches()) {
                doi(text, id);
            } else if (Set.of("pmid", "medline").contains(type) && text != null && text.matches("[1-9]\\d{0,9}")) {
                once("pmid", text, id);
            } else {
                place(id);
            }
        }
        for (XmlElement link : citation.within("ext-link", "uri")) {
            String href = link.attribute("href") == null ? link.text() : link.attribute("href");
            if (href != null && DOI.matcher(href).matches()) {
                doi(href, link);
            } else if (href != null && href.matches("(?i)https?://.+")) {
                once("url", draft.value(href, WebUrl::parse, link.path()), link);
            }
        }
    }

    private void doi(String text, XmlElement said) {
        String doi = draft.value(text, Doi::parse, said.path());
        if (doi == null || reference.path("doi").asText("").equalsIgnoreCase(doi)) {
            said.mark();
            return;
        }
        once("doi", doi, said);
    }

    private void once(String member, String value, XmlElement said) {
        if (value != null
                && (!reference.has(member) || reference.get(member).textValue().equals(value))) {
            reference.put(member, value);
            said.mark();
        }
    }

    /** Sets the address of a data set, which its number is linked to; the number itself has no place. */
    private void place(XmlElement id) {
        String href = id.attribute("href");
        if (href != null && href.matches("(?i)https?://.+") && !reference.has("url")) {
            Draft.put(reference, "url", draft.value(href, WebUrl::parse, id.path()));
        }
    }
}
