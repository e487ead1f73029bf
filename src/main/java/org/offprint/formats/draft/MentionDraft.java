package org.offprint.formats.draft;

import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.RorId;
import org.offprint.record.contributors.AffiliationMention;

/**
 * An affiliation of a contributor: its words as printed, and what is known of the organization, which is found or made of
 * it when the record is imported.
 */
public final class MentionDraft extends DraftPart {

    private static final String TEXT = "text";
    private static final String NAME = "name";
    private static final String ROR = "ror";
    private static final String CITY = "city";
    private static final String REGION = "region";
    private static final String POSTAL_CODE = "postalCode";
    private static final String COUNTRY = "country";

    public MentionDraft(Draft record) {
        super(record, object(), AffiliationMention.class);
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

    /** Sets the name of the organization. */
    public void name(String name) {
        free(NAME, name);
    }

    /** Reports whether the ROR id is told. */
    public boolean hasRor() {
        return has(ROR);
    }

    /** Sets the ROR id; nothing for null. */
    public void ror(RorId ror) {
        value(ROR, ror);
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
