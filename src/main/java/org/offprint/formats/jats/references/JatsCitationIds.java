package org.offprint.formats.jats.references;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.WebUrl;

/** By what a citation is found: DOI, PubMed's number, a link. */
final class JatsCitationIds {

    private static final Pattern DOI =
            Pattern.compile("(?i)(?:https?://(?:dx\\.)?doi\\.org/|info:doi/|doi:\\s*)?10\\.\\d{4,9}/.+");

    private final XmlElement citation;
    private final ReferenceDraft reference;
    private final ArticleDraft draft;

    JatsCitationIds(XmlElement citation, ReferenceDraft reference, ArticleDraft draft) {
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
                once(reference.pmid(), text, reference::pmid, id);
            } else {
                place(id);
            }
        }
        for (XmlElement link : citation.within("ext-link", "uri")) {
            String href = link.attribute("href") == null ? link.text() : link.attribute("href");
            if (href != null && DOI.matcher(href).matches()) {
                doi(href, link);
            } else if (href != null && href.matches("(?i)https?://.+")) {
                once(reference.url(), draft.parsed(href, WebUrl::parse, link.path()), reference::url, link);
            }
        }
    }

    private void doi(String text, XmlElement said) {
        Doi doi = draft.parsed(text, Doi::parse, said.path());
        if (doi == null || doi.toString().equalsIgnoreCase(reference.doi())) {
            said.mark();
            return;
        }
        once(reference.doi(), doi, reference::doi, said);
    }

    /** Sets a value, which may be null, unless another one is there. */
    private static <T> void once(String present, T value, Consumer<T> set, XmlElement said) {
        if (value != null && (present == null || present.equals(value.toString()))) {
            set.accept(value);
            said.mark();
        }
    }

    /** Sets the address of a data set, which its number is linked to; the number itself has no place. */
    private void place(XmlElement id) {
        String href = id.attribute("href");
        if (href != null && href.matches("(?i)https?://.+") && reference.url() == null) {
            reference.url(draft.parsed(href, WebUrl::parse, id.path()));
        }
    }
}
