package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/** Draft of an organization, which an import reader fills. */
public final class AffiliationDraft extends Draft {

    private static final String NAME = "name";
    private static final String NAMES = "names";
    private static final String ACRONYMS = "acronyms";
    private static final String ROR = "ror";
    private static final String ISNI = "isni";
    private static final String IDENTIFIERS = "identifiers";
    private static final String CITY = "city";
    private static final String REGION = "region";
    private static final String POSTAL_CODE = "postalCode";
    private static final String COUNTRY = "country";
    private static final String URL = "url";
    private static final String STATUS = "status";

    private final DraftPart own = new DraftPart(this, body(), AffiliationBody.class);

    /** Relation of an organization to a related organization, such as its parent. */
    public enum RelatedOrganization {
        PARENT("parent"),
        SUCCESSOR("successor");

        private final String member;

        RelatedOrganization(String member) {
            this.member = member;
        }
    }

    /** Returns the name of the organization, or null if not set. */
    public String name() {
        return own.get(NAME);
    }

    /** Sets the name of the organization. */
    public void name(String name) {
        own.text(NAME, name);
    }

    /** Returns whether a name of the organization in the given language is set. */
    public boolean hasName(String language) {
        return object(NAMES).has(language);
    }

    /** Sets the name of the organization in another language, without normalizing whitespace. */
    public void name(String language, String name) {
        ObjectNode names = object(NAMES);
        MemberRules rules = MemberRules.of(AffiliationBody.class, NAMES);
        names.put(language, name);
        refused().note(names.get(language), rules.faultOfEntry(name));
        refused().note(names, rules.faultOfCount(names.size()));
    }

    /** Adds an acronym of the organization unless it is already present. */
    public void acronym(String acronym) {
        JsonNode entry = JsonNodeFactory.instance.textNode(acronym);
        if (isAbsent(body(), ACRONYMS, entry)) {
            refused()
                    .note(entry, MemberRules.of(AffiliationBody.class, ACRONYMS).faultOfEntry(acronym));
            own.add(ACRONYMS, entry);
        }
    }

    /** Sets the ROR id of the organization. Does nothing if the ROR id is null. */
    public void ror(RorId ror) {
        own.value(ROR, ror);
    }

    /** Returns whether the ISNI of the organization is set. */
    public boolean hasIsni() {
        return own.has(ISNI);
    }

    /** Sets the ISNI of the organization. Does nothing if the ISNI is null. */
    public void isni(Isni isni) {
        own.value(ISNI, isni);
    }

    /**
     * Adds an identifier of the organization unless it is already present. The scheme of the identifier, for example
     * GRID, has no separate member in the record. An invalid identifier is reported as unmapped.
     */
    public void identifier(OrganizationScheme scheme, String text, String where) {
        String id = value(text, scheme::parse, where);
        if (id != null) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            entry.put("type", Vocabulary.termOf(scheme)).put("value", id);
            if (isAbsent(body(), IDENTIFIERS, entry)) {
                own.add(IDENTIFIERS, entry);
            }
        }
    }

    /** Sets the city of the organization. */
    public void city(String city) {
        own.text(CITY, city);
    }

    /** Sets the region of the organization. */
    public void region(String region) {
        own.text(REGION, region);
    }

    /** Sets the postal code of the organization. */
    public void postalCode(String code) {
        own.text(POSTAL_CODE, code);
    }

    /** Returns whether the country of the organization is set. */
    public boolean hasCountry() {
        return own.has(COUNTRY);
    }

    /** Sets the country of the organization. Does nothing if the country is null. */
    public void country(CountryCode country) {
        own.value(COUNTRY, country);
    }

    /** Returns whether the home page URL of the organization is set. */
    public boolean hasUrl() {
        return own.has(URL);
    }

    /** Sets the home page URL of the organization. Does nothing if the URL is null. */
    public void url(WebUrl url) {
        own.value(URL, url);
    }

    /** Sets the status of the organization to a vocabulary term, for example {@code active}. */
    public void status(String status) {
        own.text(STATUS, status);
    }

    /** Sets a related organization by ROR id, or by name if the ROR id is null. */
    public void relatedOrganization(RelatedOrganization lineage, RorId ror, String name) {
        ObjectNode named = body().putObject(lineage.member);
        if (ror != null) {
            named.put(ROR, ror.toString());
        } else {
            named.put(NAME, name);
        }
    }

    /**
     * Adds a candidate for a related organization. The name of the candidate may be null. The import uses the first
     * candidate that exists in Offprint.
     */
    public void relatedOrganizationCandidate(RelatedOrganization lineage, RorId ror, String name) {
        JsonNode present = body().path(lineage.member);
        ObjectNode named = JsonNodeFactory.instance.objectNode().put(ROR, ror.toString());
        put(named, NAME, name);
        if (present.isMissingNode()) {
            body().set(lineage.member, named);
        } else if (present.isArray()) {
            body().withArray("/" + lineage.member).add(named);
        } else {
            body().putArray(lineage.member).add(present).add(named);
        }
    }

    /**
     * Returns the import record of the organization. Rejected values are removed and reported as unmapped. Only the
     * name of the organization is required.
     *
     * @param nameless error message if the name is missing
     */
    public ImportRecord record(long line, String nameless) {
        prune();
        removeRefused();
        List<Finding> problems = own.has(NAME) ? List.of() : List.of(Finding.at("/name", "required", nameless));
        return new ImportRecord("affiliation", body(), unplaced(), problems, line, null, null);
    }

    @Override
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!refused().isEmpty()) {
            findings.addAll(refused().in(body(), ""));
        }
        return findings;
    }
}
