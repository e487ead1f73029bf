package org.offprint.formats.crossref.reading;

import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;

/** {@code citation_list}: in words, in parts, or both. */
final class CrossrefCitationsReader {

    private CrossrefCitationsReader() {}

    static void read(XmlElement list, ArticleDraft draft) {
        int number = 0;
        for (XmlElement citation : list.elements("citation")) {
            number++;
            citation(citation, number, draft);
        }
    }

    private static void citation(XmlElement citation, int number, ArticleDraft draft) {
        String key = citation.attribute("key");
        ReferenceDraft reference = new ReferenceDraft(draft, key == null ? "ref" + number : key);
        reference.text(citation.at("unstructured_citation").take());
        reference.author(citation.at("author").take(), null);
        titles(citation, reference);
        reference.volume(citation.at("volume").take());
        reference.issue(citation.at("issue").take());
        String first = citation.at("first_page").take();
        reference.firstPage(first == null ? citation.at("elocation_id").take() : first);
        reference.year(citation.at("cYear").take());
        reference.publisher(citation.at("publisher_name").take());
        reference.doi(draft.parsed(citation.at("doi").take(), Doi::parse, citation.path()));
        if (citation.attribute("type") != null) {
            reference.type(SourceText.term(citation.attribute("type").replaceFirst("_.*|-.*", "")));
        }
        if (!reference.isKnown()) {
            // Parts alone are the words that there are of it.
            reference.text(citation.text());
        }
        draft.reference(reference);
    }

    private static void titles(XmlElement citation, ReferenceDraft reference) {
        String title = citation.at("article_title").take();
        String journal = citation.at("journal_title").take();
        String volume = journal == null ? citation.at("volume_title").take() : null;
        String series =
                journal == null && volume == null ? citation.at("series_title").take() : null;
        String container = journal != null ? journal : volume != null ? volume : series;
        boolean isWhole = journal == null && container != null && title == null;
        reference.title(isWhole ? container : title);
        reference.containerTitle(isWhole ? null : container);
        if (journal != null) {
            reference.type("journal");
        } else if (container != null) {
            reference.type(isWhole ? "book" : "chapter");
        }
    }
}
