package org.offprint.formats.crossrefworks;

import static org.offprint.formats.json.JsonSource.objects;
import static org.offprint.formats.json.JsonSource.take;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.identifiers.Doi;

/** References as they were deposited with Crossref. */
final class CrossrefWorkReferences {

    private CrossrefWorkReferences() {}

    static void read(ObjectNode work, ArticleDraft draft) {
        int number = 0;
        for (ObjectNode cited : objects(work, "reference")) {
            number++;
            reference(cited, number, draft);
        }
    }

    private static void reference(ObjectNode cited, int number, ArticleDraft draft) {
        String key = take(cited, "key");
        ReferenceDraft reference = new ReferenceDraft(draft, key == null ? "ref" + number : key);
        reference.text(take(cited, "unstructured"));
        // The family name of the first author, by the rules of the deposit, often with initials.
        reference.author(take(cited, "author"), null);
        titles(cited, reference);
        reference.volume(take(cited, "volume"));
        reference.issue(take(cited, "issue"));
        reference.firstPage(take(cited, "first-page"));
        reference.year(take(cited, "year"));
        reference.doi(draft.parsed(take(cited, "DOI"), Doi::parse, "reference[" + number + "]/DOI"));
        String type = take(cited, "type");
        if (type != null) {
            reference.type(SourceText.term(type));
        }
        if (!reference.isKnown()) {
            // Parts alone are the words that there are of it.
            reference.text(reference.parts());
        }
        draft.reference(reference);
    }

    private static void titles(ObjectNode cited, ReferenceDraft reference) {
        String title = take(cited, "article-title");
        String journal = take(cited, "journal-title");
        String volume = journal == null ? take(cited, "volume-title") : null;
        String series = journal == null && volume == null ? take(cited, "series-title") : null;
        String container = journal != null ? journal : volume != null ? volume : series;
        boolean isBook = journal == null && container != null && title == null;
        reference.title(isBook ? container : title);
        reference.containerTitle(isBook ? null : container);
        if (journal != null) {
            reference.type("journal");
        } else if (container != null) {
            reference.type(isBook ? "book" : "chapter");
        }
    }
}
