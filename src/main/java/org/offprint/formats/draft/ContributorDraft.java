package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorNote;
import org.offprint.kernel.record.contributors.ContributorNoteType;

/** A person or an organization that contributed. */
public final class ContributorDraft extends DraftPart {

    private static final String ROLE = "role";
    private static final String KIND = "kind";
    private static final String FAMILY = "family";
    private static final String GIVEN = "given";
    private static final String SUFFIX = "suffix";
    private static final String NAME = "name";
    private static final String ORCID = "orcid";
    private static final String EMAIL = "email";
    private static final String CORRESPONDING = "corresponding";
    private static final String EQUAL_CONTRIBUTION = "equalContribution";
    private static final String CREDIT = "credit";
    private static final String AFFILIATIONS = "affiliations";
    private static final String ROLE_TEXTS = "roleTexts";
    private static final String ALTERNATIVE_NAMES = "alternativeNames";
    private static final String DECEASED = "deceased";
    private static final String NOTES = "notes";

    /** In characters, as {@link ContributorNote} allows. */
    private static final int LONGEST_NOTE = 5000;

    private final List<MentionDraft> affiliations = new ArrayList<>();

    public ContributorDraft(Draft record) {
        super(record, object(), Contributor.class);
    }

    /** Sets the role by its term. */
    public ContributorDraft role(String role) {
        exact(ROLE, role);
        return this;
    }

    /** Tells that it is a person. */
    public ContributorDraft person() {
        exact(KIND, "person");
        return this;
    }

    /** Tells that it is an organization. */
    public ContributorDraft organization() {
        exact(KIND, "organization");
        return this;
    }

    /** The family name; null for none. */
    public String family() {
        return get(FAMILY);
    }

    /** Sets the family name. */
    public void family(String family) {
        text(FAMILY, family);
    }

    /** The given name; null for none. */
    public String given() {
        return get(GIVEN);
    }

    /** Sets the given name. */
    public void given(String given) {
        text(GIVEN, given);
    }

    /** Sets what stands behind the name. */
    public void suffix(String suffix) {
        text(SUFFIX, suffix);
    }

    /** Adds the role in words as printed, once; nothing for words that are null or blank. */
    public void roleText(String words) {
        String clean = words == null ? "" : SourceText.clean(words);
        if (!clean.isBlank() && record().isToBeAdded(node(), ROLE_TEXTS, JsonNodeFactory.instance.textNode(clean))) {
            addText(ROLE_TEXTS, clean);
        }
    }

    /** Reports whether the role is told in words. */
    public boolean hasRoleTexts() {
        return has(ROLE_TEXTS);
    }

    /**
     * Adds another form of the name, once; nothing for one without a name.
     *
     * @param language null where it is not known
     */
    public void alternativeName(String language, SourceName form) {
        DraftPart other = new DraftPart(record(), AlternativeName.class);
        if (language != null) {
            other.exact("language", language);
        }
        other.text(GIVEN, form.given());
        other.text(FAMILY, form.family());
        other.text(SUFFIX, form.suffix());
        other.text(NAME, form.words());
        if (other.has(FAMILY) || other.has(NAME)) {
            addOnce(ALTERNATIVE_NAMES, other);
        }
    }

    /** Tells that they had died when the article appeared. */
    public void deceased() {
        flag(DECEASED);
    }

    /**
     * Adds a note, once, by its kind; nothing for words that are null or blank. One beyond the bound of what all
     * contributors have, written out for each, is told as not placed.
     */
    public void note(ContributorNoteType type, String words) {
        if (words == null || words.isBlank()) {
            return;
        }
        if (words.length() > LONGEST_NOTE || !record().hasRoomFor(words)) {
            record().unplaced("contributors/notes", words);
            return;
        }
        DraftPart note = new DraftPart(record(), ContributorNote.class);
        note.exact("type", Vocabulary.termOf(type));
        note.text("text", words);
        addOnce(NOTES, note);
    }

    /** Sets the parts of the name of a person, or the name of an organization. */
    public void names(SourceName name) {
        family(name.family());
        given(name.given());
        suffix(name.suffix());
        name(name.words());
    }

    /** Sets the name of an organization. */
    public void name(String name) {
        text(NAME, name);
    }

    /** Reports whether there is a name at all. */
    public boolean isNamed() {
        return has(FAMILY) || has(NAME);
    }

    /** The name of a person or an organization in the order it is spoken; empty for none. */
    public String spoken() {
        return Stream.of(GIVEN, FAMILY, SUFFIX, NAME)
                .map(this::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** Reports whether there is an ORCID iD. */
    public boolean hasOrcid() {
        return has(ORCID);
    }

    /** Sets the ORCID iD; nothing for null. */
    public void orcid(Orcid orcid) {
        value(ORCID, orcid);
    }

    /** The email address; null for none. */
    public String email() {
        return get(EMAIL);
    }

    /** Sets the email address; nothing for null. */
    public void email(Email email) {
        value(EMAIL, email);
    }

    /** Tells that this is whom to write to. */
    public void corresponding() {
        flag(CORRESPONDING);
    }

    /** Tells that this is one of those who contributed equally. */
    public void equalContribution() {
        flag(EQUAL_CONTRIBUTION);
    }

    /** Adds a role of CRediT by its term. */
    public void credit(String term) {
        addText(CREDIT, term);
    }

    /**
     * Adds an affiliation. What all contributors have of them, written out for each, is bounded: one beyond that is told as
     * not placed.
     */
    public void affiliation(MentionDraft affiliation) {
        if (!record().hasRoomFor(affiliation.text())) {
            record().unplaced("contributors/affiliations", affiliation.toString());
            return;
        }
        affiliations.add(affiliation);
        add(AFFILIATIONS, affiliation.node());
    }

    /** Adds an affiliation of which nothing but its words is known; nothing where they are null or blank. */
    public void affiliation(String words) {
        if (words == null || words.isBlank()) {
            return;
        }
        MentionDraft affiliation = new MentionDraft(record());
        affiliation.words(words);
        affiliation(affiliation);
    }

    /** The affiliations so far. */
    public List<MentionDraft> affiliations() {
        return Collections.unmodifiableList(affiliations);
    }
}
