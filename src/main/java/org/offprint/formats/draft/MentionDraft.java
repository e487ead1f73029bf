package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/**
 * An affiliation of a contributor: its words as printed, and what is known of the organization, which is found or made of
 * it when the record is imported.
 */
public final class MentionDraft extends DraftPart {

    /** In characters; no organization is called by more. */
    private static final int LONGEST_NAME = 1_000;

    private static final String TEXT = "text";
    private static final String NAME = "name";
    private static final String ROR = "ror";
    private static final String ISNI = "isni";
    private static final String IDENTIFIERS = "identifiers";
    private static final MemberRules MOST_IDENTIFIERS = MemberRules.of(AffiliationBody.class, IDENTIFIERS);
    private static final String CITY = "city";
    private static final String REGION = "region";
    private static final String POSTAL_CODE = "postalCode";
    private static final String COUNTRY = "country";

    public MentionDraft(Draft record) {
        this(record, object());
    }

    private MentionDraft(Draft record, ObjectNode node) {
        super(record, node, AffiliationMention.class);
    }

    /** Returns one that says as much, of another contributor. */
    public MentionDraft copy() {
        // Its values are the very ones, so that what is refused is refused in each.
        return new MentionDraft(record(), node().deepCopy());
    }

    /** The words as printed; null for none. */
    public String text() {
        return get(TEXT);
    }

    /** Sets the words as printed. */
    public void text(String text) {
        text(TEXT, text);
    }

    /** Sets the words as they are, be they none. */
    public void words(String words) {
        exact(TEXT, words);
    }

    /** Sets other words, or none where they are blank. */
    void replaceText(String text) {
        node().remove(TEXT);
        text(TEXT, text);
    }

    /** Reports whether the name of the organization is told. */
    public boolean hasName() {
        return has(NAME);
    }

    /** Sets the name of the organization; of a text that begins with its parts the name of the whole. */
    public void name(String name) {
        free(NAME, name == null || name.length() > LONGEST_NAME ? name : PrintedAffiliation.organizationOf(name));
    }

    /** Reports whether the ROR id is told. */
    public boolean hasRor() {
        return has(ROR);
    }

    /** Sets the ROR id; nothing for null. */
    public void ror(RorId ror) {
        value(ROR, ror);
    }

    /** Reports whether the ISNI is told. */
    public boolean hasIsni() {
        return has(ISNI);
    }

    /** Sets the ISNI; nothing for null. */
    public void isni(Isni isni) {
        value(ISNI, isni);
    }

    /**
     * Adds an identifier of another scheme, once; nothing where the scheme does not know its form, or where there are as many
     * as an organization can have, which is told.
     */
    public void identifier(OrganizationScheme scheme, String text, String where) {
        String id = record().value(text, scheme::parse, where);
        if (id == null) {
            return;
        }
        ObjectNode entry = object().put("type", Vocabulary.termOf(scheme)).put("value", id);
        if (!record().isToBeAdded(node(), IDENTIFIERS, entry)) {
            return;
        }
        ArrayNode identifiers = node().withArray("/" + IDENTIFIERS);
        if (MOST_IDENTIFIERS.faultOfCount(identifiers.size() + 1) == null) {
            identifiers.add(entry);
        } else {
            record().unplaced(where, id);
        }
    }

    /** Sets the city. */
    public void city(String city) {
        free(CITY, city);
    }

    /** Sets the region. */
    public void region(String region) {
        free(REGION, region);
    }

    /** Sets the postal code. */
    public void postalCode(String code) {
        free(POSTAL_CODE, code);
    }

    /** Sets the country; nothing for null. */
    public void country(CountryCode country) {
        value(COUNTRY, country);
    }

    /** Forgets all but the words. */
    public void retainText() {
        node().retain(TEXT);
    }

    /** Sets what is checked when the organization is found or made of it. */
    private void free(String member, String text) {
        Draft.put(node(), member, text);
    }
}
