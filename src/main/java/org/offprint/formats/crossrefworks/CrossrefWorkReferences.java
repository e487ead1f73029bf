package org.offprint.formats.crossrefworks;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.crossref.reading.CrossrefCitedTitles;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.Doi;

/** Reads the references that were deposited with Crossref. */
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
        // Crossref's deposit rules require the family name of the first author; many deposits add initials.
        reference.author(take(cited, "author"), null);
        titles(cited, reference, draft);
        reference.volume(take(cited, "volume"));
        reference.issue(take(cited, "issue"));
        reference.firstPage(take(cited, "first-page"));
        reference.articleNumber(take(cited, "elocation-id"));
        reference.year(take(cited, "year"));
        reference.edition(take(cited, "edition"));
        reference.isbn(withoutResolver(take(cited, "ISBN"), cited, "isbn-type"));
        reference.issn(withoutResolver(take(cited, "ISSN"), cited, "issn-type"));
        reference.doi(draft.parsed(take(cited, "DOI"), Doi::parse, "reference[" + number + "]/DOI"));
        String type = take(cited, "type");
        if (type != null) {
            reference.type(SourceText.term(type));
        }
        if (!reference.hasTextTitleOrDoi()) {
            // No part of the reference identifies a work, so use the parts as the text of the reference.
            reference.text(reference.partsAsText());
        }
        draft.reference(reference);
    }

    /**
     * Returns an ISSN or ISBN without the registry URL, for example without {@code http://id.crossref.org/issn/}. The
     * member with the type of the ISSN or ISBN is also removed.
     */
    private static String withoutResolver(String number, ObjectNode cited, String type) {
        cited.remove(type);
        return number == null ? null : number.replaceFirst("^https?://id\\.crossref\\.org/[a-z]+/", "");
    }

    private static void titles(ObjectNode cited, ReferenceDraft reference, ArticleDraft draft) {
        String journal = take(cited, "journal-title");
        String volume = take(cited, "volume-title");
        CrossrefCitedTitles.place(
                take(cited, "article-title"), journal, volume, take(cited, "series-title"), reference);
        draft.unplaced("reference/volume-title", journal == null ? null : volume);
    }
}
