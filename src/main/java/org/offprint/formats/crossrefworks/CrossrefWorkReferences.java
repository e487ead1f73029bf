package org.offprint.formats.crossrefworks;

import static org.offprint.formats.json.JsonSource.objects;
import static org.offprint.formats.json.JsonSource.take;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceText;
import org.offprint.identifiers.Doi;

/** References as they were deposited with Crossref. */
final class CrossrefWorkReferences {

    private CrossrefWorkReferences() {}

    static void read(ObjectNode work, Draft draft) {
        int number = 0;
        for (ObjectNode cited : objects(work, "reference")) {
            number++;
            reference(cited, number, draft);
        }
    }

    private static void reference(ObjectNode cited, int number, Draft draft) {
        ObjectNode reference = cited.objectNode();
        String key = take(cited, "key");
        Draft.put(reference, "key", key == null ? "ref" + number : key);
        Draft.put(reference, "text", take(cited, "unstructured"));
        String author = take(cited, "author");
        if (author != null) {
            // The family name of the first author, by the rules of the deposit, often with initials.
            Draft.put(reference.putArray("authors").addObject(), "family", author);
        }
        titles(cited, reference);
        Draft.put(reference, "volume", take(cited, "volume"));
        Draft.put(reference, "issue", take(cited, "issue"));
        Draft.put(reference, "firstPage", take(cited, "first-page"));
        Draft.put(reference, "year", take(cited, "year"));
        Draft.put(reference, "doi", draft.value(take(cited, "DOI"), Doi::parse, "reference[" + number + "]/DOI"));
        String type = take(cited, "type");
        if (type != null) {
            reference.put("type", SourceText.term(type));
        }
        boolean says = reference.has("text")
                || reference.has("title")
                || reference.has("containerTitle")
                || reference.has("doi");
        if (!says) {
            // Parts alone are the words that there are of it.
            Draft.put(reference, "text", parts(reference));
        }
        draft.reference(reference);
    }

    private static void titles(ObjectNode cited, ObjectNode reference) {
        String title = take(cited, "article-title");
        String journal = take(cited, "journal-title");
        String volume = journal == null ? take(cited, "volume-title") : null;
        String series = journal == null && volume == null ? take(cited, "series-title") : null;
        String container = journal != null ? journal : volume != null ? volume : series;
        boolean isBook = journal == null && container != null && title == null;
        Draft.put(reference, "title", isBook ? container : title);
        Draft.put(reference, "containerTitle", isBook ? null : container);
        if (journal != null) {
            reference.put("type", "journal");
        } else if (container != null) {
            reference.put("type", isBook ? "book" : "chapter");
        }
    }

    private static String parts(ObjectNode reference) {
        StringBuilder parts = new StringBuilder();
        reference
                .path("authors")
                .forEach(author -> parts.append(author.get("family").textValue()));
        for (String member : new String[] {"year", "volume", "issue", "firstPage"}) {
            String part = reference.path(member).textValue();
            parts.append(part == null ? "" : (parts.isEmpty() ? "" : ", ") + part);
        }
        return parts.toString();
    }
}
