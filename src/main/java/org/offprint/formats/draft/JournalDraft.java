package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIdentifier;

/**
 * The journal of an article or an issue, or a journal as a record of its own. Only what is too long is known not to fit:
 * the journal may be held here, and then what else is wrong with it does not count.
 */
public final class JournalDraft extends DraftPart {

    private static final String TITLE = "title";
    private static final String SUBTITLE = "subtitle";
    private static final String ABBREVIATION = "abbreviation";
    private static final String ISSNS = "issns";
    private static final String IDENTIFIERS = "identifiers";
    private static final String TYPE = "type";
    private static final String VALUE = "value";
    private static final String PUBLISHER = "publisher";
    private static final String PUBLISHER_PLACE = "publisherPlace";
    private static final String LANGUAGE = "language";
    private static final String SUBJECTS = "subjects";
    private static final String LABEL = "label";

    private static final String PRINT = Vocabulary.termOf(IssnType.PRINT);
    private static final String ELECTRONIC = Vocabulary.termOf(IssnType.ELECTRONIC);
    private static final String LINKING = Vocabulary.termOf(IssnType.LINKING);

    JournalDraft(Draft record, ObjectNode node) {
        super(record, node, JournalBody.class);
    }

    /** The draft of a record that is a journal. */
    public static JournalDraft of(Draft record) {
        return new JournalDraft(record, record.body());
    }

    @Override
    String fault(MemberRules rules, String text) {
        return rules.faultOfLength(text);
    }

    /** The title; null for none. */
    public String title() {
        return get(TITLE);
    }

    /** Sets the title. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Sets the subtitle. */
    public void subtitle(String subtitle) {
        text(SUBTITLE, subtitle);
    }

    /** The abbreviated title; null for none. */
    public String abbreviation() {
        return get(ABBREVIATION);
    }

    /** Sets the abbreviated title. */
    public void abbreviation(String abbreviation) {
        text(ABBREVIATION, abbreviation);
    }

    /** The publisher; null for none. */
    public String publisher() {
        return get(PUBLISHER);
    }

    /** Sets the publisher. */
    public void publisher(String publisher) {
        text(PUBLISHER, publisher);
    }

    /** Sets where the publisher is. */
    public void publisherPlace(String place) {
        text(PUBLISHER_PLACE, place);
    }

    /** Sets the language. */
    public void language(String language) {
        value(LANGUAGE, language);
    }

    /** Adds a subject in free words. */
    public void subject(String label) {
        node().withArray("/" + SUBJECTS).addObject().put(LABEL, label);
    }

    /** The ISSNs so far. */
    public List<String> issns() {
        return node().path(ISSNS).findValuesAsText(VALUE);
    }

    /**
     * Adds an ISSN; a journal has one of each type, and another of the same type is told.
     *
     * @param type null where it is not told: then print, or electronic where there is one for print
     * @param issn null for none
     */
    public void issn(IssnType type, Issn issn, String where) {
        if (issn == null) {
            return;
        }
        JsonNode issns = node().path(ISSNS);
        List<String> taken = issns.findValuesAsText(TYPE);
        String placed = type == null ? taken.contains(PRINT) ? ELECTRONIC : PRINT : Vocabulary.termOf(type);
        if (issns().contains(issn.toString()) && !placed.equals(LINKING)) {
            return;
        }
        if (taken.contains(placed)) {
            record().unplaced(where, issn + (type == null ? "" : " (" + placed + ")"));
        } else {
            put(placed, issn);
        }
    }

    /** Adds an ISSN whatever others there are; nothing for null. */
    public void anyIssn(IssnType type, Issn issn) {
        if (issn != null) {
            put(Vocabulary.termOf(type), issn);
        }
    }

    /** Adds an identifier other than an ISSN, once; nothing for a type that is null, or a value that is null or blank. */
    public void identifier(String type, String value) {
        identifierOnce(IDENTIFIERS, JournalIdentifier.class, type, value);
    }

    private void put(String type, Issn issn) {
        node().withArray("/" + ISSNS).addObject().put(TYPE, type).put(VALUE, issn.toString());
    }

    /** Sorts the ISSNs: print first, then electronic, then linking, in whatever order they came. */
    public void sortIssns() {
        if (node().path(ISSNS) instanceof ArrayNode issns) {
            List<JsonNode> sorted = new ArrayList<>();
            issns.forEach(sorted::add);
            List<String> order = List.of(PRINT, ELECTRONIC, LINKING);
            sorted.sort(
                    Comparator.comparing(issn -> order.indexOf(issn.get(TYPE).textValue())));
            issns.removeAll();
            issns.addAll(sorted);
        }
    }

    /** Forgets all of it. */
    public void clear() {
        node().removeAll();
    }
}
