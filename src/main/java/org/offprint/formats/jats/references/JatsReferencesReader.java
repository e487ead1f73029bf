package org.offprint.formats.jats.references;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.xml.XmlElement;

/**
 * Reads the {@code ref-list} elements in document order. A reference can have printed text, structured elements, or
 * both.
 */
public final class JatsReferencesReader {

    private static final String[] CITATIONS = {"element-citation", "mixed-citation", "citation", "nlm-citation"};

    private final ArticleDraft draft;
    private int number;

    private JatsReferencesReader(ArticleDraft draft) {
        this.draft = draft;
    }

    public static void read(XmlElement back, ArticleDraft draft) {
        JatsReferencesReader references = new JatsReferencesReader(draft);
        for (XmlElement list : back.descendants("ref-list")) {
            list.at("title").markPlaced();
            list.at("label").markPlaced();
        }
        back.descendants("ref").forEach(references::reference);
    }

    private void reference(XmlElement ref) {
        number++;
        String id = ref.attribute("id");
        String key = id == null ? "ref" + number : id;
        ref.at("label").markPlaced();
        List<XmlElement> citations = ref.elements(CITATIONS);
        if (isOneCitation(citations)) {
            alternatives(key, citations);
        } else {
            citations.forEach(citation -> one(key, citation));
        }
        for (XmlElement alternatives : ref.elements("citation-alternatives")) {
            alternatives(key, alternatives.elements(CITATIONS));
        }
        for (XmlElement note : ref.elements("note")) {
            ReferenceDraft reference = new ReferenceDraft(draft, key);
            reference.text(note.take());
            draft.reference(reference);
        }
    }

    /**
     * Returns whether two elements are the printed text and the structured form of the same citation. Some publishers
     * do not mark them as alternatives.
     */
    private static boolean isOneCitation(List<XmlElement> citations) {
        return citations.size() == 2
                && !citations.get(0).name().equals(citations.get(1).name())
                && citations.stream().anyMatch(JatsReferencesReader::isWords);
    }

    private static boolean isWords(XmlElement citation) {
        return citation.name().equals("mixed-citation")
                || !citation.name().equals("element-citation") && citation.hasOwnText();
    }

    private void alternatives(String key, List<XmlElement> forms) {
        XmlElement words = first(forms, JatsReferencesReader::isWords);
        XmlElement parts = first(forms, form -> !isWords(form));
        if (words != null && parts != null) {
            both(key, words, parts);
        } else if (!forms.isEmpty()) {
            one(key, forms.get(0));
        }
    }

    private static XmlElement first(List<XmlElement> forms, Predicate<XmlElement> kind) {
        return forms.stream().filter(kind).findFirst().orElse(null);
    }

    private void both(String key, XmlElement words, XmlElement parts) {
        ReferenceDraft reference = new ReferenceDraft(draft, key);
        reference.text(new JatsCitationText(words).text());
        JatsCitationReader reader = new JatsCitationReader(parts, reference, draft);
        reader.read();
        reader.comment();
        // The printed text usually repeats the structured elements, so only elements missing from the printed text are
        // reported.
        String printed = plain(String.valueOf(words.text()));
        reportRest(parts, text -> !printed.contains(plain(text)));
        words.markPlaced();
        draft.reference(reference);
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }

    private void one(String key, XmlElement citation) {
        ReferenceDraft reference = new ReferenceDraft(draft, key);
        JatsCitationText words = new JatsCitationText(citation);
        if (isWords(citation)) {
            reference.text(words.text());
        }
        JatsCitationReader reader = new JatsCitationReader(citation, reference, draft);
        reader.read();
        if (isWords(citation)) {
            words.report(draft);
            citation.unstatedLinks().forEach(link -> draft.unplaced(citation.path(), link));
            citation.markPlaced();
        } else if (reference.hasTextTitleOrDoi()) {
            reader.comment();
            reportRest(citation, text -> true);
        } else {
            // If the structured elements do not identify a work, their text becomes the text of the reference.
            reference.text(words.text());
            citation.markPlaced();
        }
        draft.reference(reference);
    }

    /** Reports the elements of a citation that have no field in a reference, combined in a single entry. */
    private void reportRest(XmlElement citation, Predicate<String> isToBeTold) {
        StringBuilder rest = new StringBuilder();
        gather(citation, rest, isToBeTold);
        draft.unplaced(citation.parent().path(), rest.isEmpty() ? null : rest.toString());
        citation.markPlaced();
    }

    private static void gather(XmlElement element, StringBuilder rest, Predicate<String> isToBeTold) {
        for (XmlElement child : element.elements()) {
            if (child.isPlaced()) {
                continue;
            }
            if (child.name().equals("person-group")) {
                gather(child, rest, isToBeTold);
                continue;
            }
            String type = child.parent().attribute("person-group-type");
            String text = child.name().equals("etal") ? "et al." : child.unplacedText();
            if (text != null && isToBeTold.test(text)) {
                rest.append(rest.isEmpty() ? "" : "; ").append(type == null ? child.name() : type);
                rest.append(": ").append(text);
            }
        }
    }
}
