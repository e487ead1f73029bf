package org.offprint.formats.crossref.reading;

import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;

/**
 * Reads the {@code citation_list} of a Crossref deposit. A citation consists of unstructured text, structured elements,
 * or both.
 */
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
        titles(citation, reference, draft);
        reference.volume(citation.at("volume").take());
        reference.issue(citation.at("issue").take());
        reference.firstPage(citation.at("first_page").take());
        reference.articleNumber(citation.at("elocation_id").take());
        reference.year(citation.at("cYear").take());
        reference.publisher(citation.at("publisher_name").take());
        reference.doi(draft.parsed(citation.at("doi").take(), Doi::parse, citation.path()));
        reference.isbn(citation.at("isbn").take());
        reference.issn(citation.at("issn").take());
        reference.edition(citation.at("edition_number").take());
        if (citation.attribute("type") != null) {
            reference.type(type(citation.attribute("type")));
        }
        if (!reference.hasTextTitleOrDoi()) {
            // The citation has no element that identifies a work, so use the text of its elements as the printed
            // reference.
            reference.text(citation.text());
        }
        draft.reference(reference);
    }

    private static void titles(XmlElement citation, ReferenceDraft reference, ArticleDraft draft) {
        String journal = citation.at("journal_title").take();
        XmlElement volume = citation.at("volume_title");
        CrossrefCitedTitles.place(
                citation.at("article_title").take(),
                journal,
                volume.take(),
                citation.at("series_title").take(),
                reference);
        draft.unplaced(volume.path(), journal == null ? null : volume.text());
    }

    private static String type(String said) {
        return switch (said) {
            case "journal_article" -> "journal";
            case "book_chapter" -> "chapter";
            case "conference_paper", "conference_proceedings" -> "conference";
            case "dissertation" -> "thesis";
            case "dataset" -> "data";
            case "web_resource" -> "web";
            default -> SourceText.term(said);
        };
    }
}
