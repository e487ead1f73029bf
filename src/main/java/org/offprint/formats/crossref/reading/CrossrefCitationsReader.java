package org.offprint.formats.crossref.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;

/** {@code citation_list}: in words, in parts, or both. */
final class CrossrefCitationsReader {

    private CrossrefCitationsReader() {}

    static void read(XmlElement list, Draft draft) {
        int number = 0;
        for (XmlElement citation : list.elements("citation")) {
            number++;
            citation(citation, number, draft);
        }
    }

    private static void citation(XmlElement citation, int number, Draft draft) {
        ObjectNode reference = draft.body().objectNode();
        String key = citation.attribute("key");
        Draft.put(reference, "key", key == null ? "ref" + number : key);
        Draft.put(reference, "text", citation.at("unstructured_citation").take());
        String author = citation.at("author").take();
        if (author != null) {
            Draft.put(reference.putArray("authors").addObject(), "family", author);
        }
        titles(citation, reference);
        Draft.put(reference, "volume", citation.at("volume").take());
        Draft.put(reference, "issue", citation.at("issue").take());
        String first = citation.at("first_page").take();
        Draft.put(
                reference,
                "firstPage",
                first == null ? citation.at("elocation_id").take() : first);
        Draft.put(reference, "year", citation.at("cYear").take());
        Draft.put(reference, "publisher", citation.at("publisher_name").take());
        Draft.put(reference, "doi", draft.value(citation.at("doi").take(), Doi::parse, citation.path()));
        if (citation.attribute("type") != null) {
            reference.put("type", SourceText.term(citation.attribute("type").replaceFirst("_.*|-.*", "")));
        }
        boolean says = reference.has("text")
                || reference.has("title")
                || reference.has("containerTitle")
                || reference.has("doi");
        if (!says) {
            // Parts alone are the words that there are of it.
            Draft.put(reference, "text", citation.text());
        }
        draft.reference(reference);
    }

    private static void titles(XmlElement citation, ObjectNode reference) {
        String title = citation.at("article_title").take();
        String journal = citation.at("journal_title").take();
        String volume = journal == null ? citation.at("volume_title").take() : null;
        String series =
                journal == null && volume == null ? citation.at("series_title").take() : null;
        String container = journal != null ? journal : volume != null ? volume : series;
        boolean isWhole = journal == null && container != null && title == null;
        Draft.put(reference, "title", isWhole ? container : title);
        Draft.put(reference, "containerTitle", isWhole ? null : container);
        if (journal != null) {
            reference.put("type", "journal");
        } else if (container != null) {
            reference.put("type", isWhole ? "book" : "chapter");
        }
    }
}
