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
 * Draft of a contributor's affiliation: the printed text and the known data of the organization. The import matches the
 * known data with an existing organization, or creates one.
 */
public final class AffiliationMentionDraft extends DraftPart {

    /** Maximum length of an organization's name, in characters. */
    private static final int MAX_NAME_LENGTH = 1_000;

    private static final String TEXT = "text";
    private static final String NAME = "name";
    private static final String ROR = "ror";
    private static final String ISNI = "isni";
    private static final String IDENTIFIERS = "identifiers";
    private static final MemberRules IDENTIFIER_RULES = MemberRules.of(AffiliationBody.class, IDENTIFIERS);
    private static final String CITY = "city";
    private static final String REGION = "region";
    private static final String POSTAL_CODE = "postalCode";
    private static final String COUNTRY = "country";

    public AffiliationMentionDraft(Draft record) {
        this(record, object());
    }

    private AffiliationMentionDraft(Draft record, ObjectNode node) {
        super(record, node, AffiliationMention.class);
    }

    /** Returns a copy of the affiliation for use with another contributor. */
    public AffiliationMentionDraft copy() {
        // A deep copy of a JSON object shares its value nodes, so a rejected value is rejected in each copy.
        return new AffiliationMentionDraft(record(), node().deepCopy());
    }

    /** Returns the printed text of the affiliation, or null if not set. */
    public String text() {
        return get(TEXT);
    }

    /** Sets the printed text of the affiliation. */
    public void text(String text) {
        text(TEXT, text);
    }

    /** Sets the printed text of the affiliation unchanged, even if it is blank. */
    public void exactText(String words) {
        exact(TEXT, words);
    }

    /** Replaces the printed text of the affiliation, or removes it if the new text is blank. */
    void replaceText(String text) {
        node().remove(TEXT);
        text(TEXT, text);
    }

    /** Returns whether the organization's name is set. */
    public boolean hasName() {
        return has(NAME);
    }

    /**
     * Sets the organization's name. If {@code name} begins with subunits such as departments, only the name of the
     * whole organization is set.
     */
    public void name(String name) {
        unvalidated(
                NAME, name == null || name.length() > MAX_NAME_LENGTH ? name : PrintedAffiliation.organizationOf(name));
    }

    /** Returns whether the ROR id of the affiliation is set. */
    public boolean hasRor() {
        return has(ROR);
    }

    /** Sets the ROR id of the affiliation. Does nothing if the ROR id is null. */
    public void ror(RorId ror) {
        value(ROR, ror);
    }

    /** Returns whether the ISNI of the affiliation is set. */
    public boolean hasIsni() {
        return has(ISNI);
    }

    /** Sets the ISNI of the affiliation. Does nothing if the ISNI is null. */
    public void isni(Isni isni) {
        value(ISNI, isni);
    }

    /**
     * Adds an identifier of the organization unless it is already present. The scheme of the identifier, for example
     * GRID, has no separate member in the record. The identifier is reported as unmapped if it is invalid, or if the
     * organization has the maximum number of identifiers.
     */
    public void identifier(OrganizationScheme scheme, String text, String where) {
        String id = record().value(text, scheme::parse, where);
        if (id == null) {
            return;
        }
        ObjectNode entry = object().put("type", Vocabulary.termOf(scheme)).put("value", id);
        if (!record().isAbsent(node(), IDENTIFIERS, entry)) {
            return;
        }
        ArrayNode identifiers = node().withArray("/" + IDENTIFIERS);
        if (IDENTIFIER_RULES.faultOfCount(identifiers.size() + 1) == null) {
            identifiers.add(entry);
        } else {
            record().unplaced(where, id);
        }
    }

    /** Sets the city of the affiliation. */
    public void city(String city) {
        unvalidated(CITY, city);
    }

    /** Sets the region of the affiliation. */
    public void region(String region) {
        unvalidated(REGION, region);
    }

    /** Sets the postal code of the affiliation. */
    public void postalCode(String code) {
        unvalidated(POSTAL_CODE, code);
    }

    /** Sets the country of the affiliation. Does nothing if the country is null. */
    public void country(CountryCode country) {
        value(COUNTRY, country);
    }

    /** Removes all members of the affiliation except the printed text. */
    public void retainText() {
        node().retain(TEXT);
    }

    /**
     * Sets a member of the affiliation without validation. The member is validated during the import, when the
     * organization is matched or created.
     */
    private void unvalidated(String member, String text) {
        Draft.put(node(), member, text);
    }
}
