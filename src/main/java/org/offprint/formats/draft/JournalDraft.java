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
 * Draft of an imported journal. The journal is a separate import record, or the journal of an imported article or
 * issue. Only values that are too long are rejected. If the journal already exists in Offprint, only its identifying
 * members are used, so the remaining members may be invalid.
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

    /** Returns the draft of an import record that is a journal. */
    public static JournalDraft of(Draft record) {
        return new JournalDraft(record, record.body());
    }

    @Override
    String invalidReason(MemberRules rules, String text) {
        return rules.faultOfLength(text);
    }

    /** Returns the journal title, or null if not set. */
    public String title() {
        return get(TITLE);
    }

    /** Sets the journal title. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Sets the journal subtitle. */
    public void subtitle(String subtitle) {
        text(SUBTITLE, subtitle);
    }

    /** Returns the abbreviated journal title, or null if not set. */
    public String abbreviation() {
        return get(ABBREVIATION);
    }

    /** Sets the abbreviated journal title. */
    public void abbreviation(String abbreviation) {
        text(ABBREVIATION, abbreviation);
    }

    /** Returns the journal's publisher, or null if not set. */
    public String publisher() {
        return get(PUBLISHER);
    }

    /** Sets the journal's publisher. */
    public void publisher(String publisher) {
        text(PUBLISHER, publisher);
    }

    /** Sets the city of the journal's publisher. */
    public void publisherPlace(String place) {
        text(PUBLISHER_PLACE, place);
    }

    /** Sets the journal's language. */
    public void language(String language) {
        value(LANGUAGE, language);
    }

    /** Adds a subject of the journal as free text. */
    public void subject(String label) {
        node().withArray("/" + SUBJECTS).addObject().put(LABEL, label);
    }

    /** Returns the ISSNs that have been added to the journal so far. */
    public List<String> issns() {
        return node().path(ISSNS).findValuesAsText(VALUE);
    }

    /**
     * Adds an ISSN to the journal. A journal has one ISSN per type, and additional ISSNs of the same type are reported
     * as unmapped. Does nothing if the ISSN is null.
     *
     * @param type type of the ISSN; null for print, or for electronic if the journal already has a print ISSN
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

    /** Adds an ISSN to the journal without checking for an ISSN of the same type. Does nothing if the ISSN is null. */
    public void uncheckedIssn(IssnType type, Issn issn) {
        if (issn != null) {
            put(Vocabulary.termOf(type), issn);
        }
    }

    /**
     * Adds an identifier of the journal that is not an ISSN, unless it is already present. Does nothing if the
     * identifier type is null, or if the identifier is null or blank.
     */
    public void identifier(String type, String value) {
        identifierOnce(IDENTIFIERS, JournalIdentifier.class, type, value);
    }

    private void put(String type, Issn issn) {
        node().withArray("/" + ISSNS).addObject().put(TYPE, type).put(VALUE, issn.toString());
    }

    /** Sorts the journal's ISSNs by type: print, electronic, linking. */
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

    /** Removes all members of the journal. */
    public void clear() {
        node().removeAll();
    }
}
