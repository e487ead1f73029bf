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

/** An organization while a reader fills it. */
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

    /** The relation of an organization to another that it names. */
    public enum Lineage {
        PARENT("parent"),
        SUCCESSOR("successor");

        private final String member;

        Lineage(String member) {
            this.member = member;
        }
    }

    /** The name; null for none. */
    public String name() {
        return own.get(NAME);
    }

    /** Sets the name. */
    public void name(String name) {
        own.text(NAME, name);
    }

    /** Reports whether there is a name in this language. */
    public boolean hasName(String language) {
        return object(NAMES).has(language);
    }

    /** Sets the name in another language, as it is. */
    public void name(String language, String name) {
        ObjectNode names = object(NAMES);
        MemberRules rules = MemberRules.of(AffiliationBody.class, NAMES);
        names.put(language, name);
        refused().note(names.get(language), rules.faultOfEntry(name));
        refused().note(names, rules.faultOfCount(names.size()));
    }

    /** Adds an acronym, once. */
    public void acronym(String acronym) {
        JsonNode entry = JsonNodeFactory.instance.textNode(acronym);
        if (isToBeAdded(body(), ACRONYMS, entry)) {
            refused()
                    .note(entry, MemberRules.of(AffiliationBody.class, ACRONYMS).faultOfEntry(acronym));
            own.add(ACRONYMS, entry);
        }
    }

    /** Sets the ROR id; nothing for null. */
    public void ror(RorId ror) {
        own.value(ROR, ror);
    }

    /** Reports whether there is an ISNI. */
    public boolean hasIsni() {
        return own.has(ISNI);
    }

    /** Sets the ISNI; nothing for null. */
    public void isni(Isni isni) {
        own.value(ISNI, isni);
    }

    /** Adds an identifier of another scheme, once; nothing where the scheme does not know its form, which is told. */
    public void identifier(OrganizationScheme scheme, String text, String where) {
        String id = value(text, scheme::parse, where);
        if (id != null) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            entry.put("type", Vocabulary.termOf(scheme)).put("value", id);
            if (isToBeAdded(body(), IDENTIFIERS, entry)) {
                own.add(IDENTIFIERS, entry);
            }
        }
    }

    /** Sets the city. */
    public void city(String city) {
        own.text(CITY, city);
    }

    /** Sets the region. */
    public void region(String region) {
        own.text(REGION, region);
    }

    /** Sets the postal code. */
    public void postalCode(String code) {
        own.text(POSTAL_CODE, code);
    }

    /** Reports whether there is a country. */
    public boolean hasCountry() {
        return own.has(COUNTRY);
    }

    /** Sets the country; nothing for null. */
    public void country(CountryCode country) {
        own.value(COUNTRY, country);
    }

    /** Reports whether there is a home page. */
    public boolean hasUrl() {
        return own.has(URL);
    }

    /** Sets the home page; nothing for null. */
    public void url(WebUrl url) {
        own.value(URL, url);
    }

    /** Sets the status by its term. */
    public void status(String status) {
        own.text(STATUS, status);
    }

    /** Sets another organization that this one names, by its ROR id or, where that is null, by its name. */
    public void lineage(Lineage lineage, RorId ror, String name) {
        ObjectNode named = body().putObject(lineage.member);
        if (ror != null) {
            named.put(ROR, ror.toString());
        } else {
            named.put(NAME, name);
        }
    }

    /** Adds another organization that this one names, of which the name may be null: of several the first that is here is taken. */
    public void anyLineage(Lineage lineage, RorId ror, String name) {
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
     * The record; what its type refuses is taken out and told, and only a name is needed.
     *
     * @param nameless said where there is none
     */
    public ImportRecord record(long line, String nameless) {
        prune();
        takeOutRefused();
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
