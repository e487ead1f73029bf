package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

/** Draft of a contributor, which is a person or an organization. */
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

    /** Maximum length of a contributor note, in characters, as in {@link ContributorNote}. */
    private static final int LONGEST_NOTE = 5000;

    private final List<AffiliationMentionDraft> affiliations = new ArrayList<>();
    private final Set<String> distinctAffiliations = new HashSet<>();

    public ContributorDraft(Draft record) {
        super(record, object(), Contributor.class);
    }

    /** Sets the contributor's role to a vocabulary term, for example {@code author}. */
    public ContributorDraft role(String role) {
        exact(ROLE, role);
        return this;
    }

    /** Marks the contributor as a person. */
    public ContributorDraft person() {
        exact(KIND, "person");
        return this;
    }

    /** Marks the contributor as an organization. */
    public ContributorDraft organization() {
        exact(KIND, "organization");
        return this;
    }

    /** Returns the contributor's family name, or null if not set. */
    public String family() {
        return get(FAMILY);
    }

    /** Sets the contributor's family name. */
    public void family(String family) {
        text(FAMILY, family);
    }

    /** Returns the contributor's given name, or null if not set. */
    public String given() {
        return get(GIVEN);
    }

    /** Sets the contributor's given name. */
    public void given(String given) {
        text(GIVEN, given);
    }

    /** Sets the suffix of the contributor's name, for example {@code Jr.}. */
    public void suffix(String suffix) {
        text(SUFFIX, suffix);
    }

    /**
     * Adds the contributor's role as printed, unless the printed role is already present. Does nothing if the printed
     * role is null or blank.
     */
    public void roleText(String words) {
        String clean = words == null ? "" : SourceText.clean(words);
        if (!clean.isBlank() && record().isAbsent(node(), ROLE_TEXTS, JsonNodeFactory.instance.textNode(clean))) {
            addText(ROLE_TEXTS, clean);
        }
    }

    /** Returns whether a printed role of the contributor is set. */
    public boolean hasRoleTexts() {
        return has(ROLE_TEXTS);
    }

    /**
     * Adds an alternative form of the contributor's name unless it is already present. Does nothing if the form
     * contains no name.
     *
     * @param language language of the form; null if unknown
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

    /** Marks the contributor as deceased before publication. */
    public void deceased() {
        flag(DECEASED);
    }

    /**
     * Adds a contributor note of the given type unless it is already present. Does nothing if the note is null or
     * blank. A note is reported as unmapped if it is too long, or if the affiliations and notes of the record exceed
     * their total size limit.
     */
    public void note(ContributorNoteType type, String words) {
        if (words == null || words.isBlank()) {
            return;
        }
        if (words.length() > LONGEST_NOTE || !record().countMention(words)) {
            record().unplaced("contributors/notes", words);
            return;
        }
        DraftPart note = new DraftPart(record(), ContributorNote.class);
        note.exact("type", Vocabulary.termOf(type));
        note.text("text", words);
        addOnce(NOTES, note);
    }

    /** Sets the family name, given name and suffix of a person, or the name of an organization. */
    public void names(SourceName name) {
        family(name.family());
        given(name.given());
        suffix(name.suffix());
        name(name.words());
    }

    /** Sets the organization's name. */
    public void name(String name) {
        text(NAME, name);
    }

    /** Returns whether the contributor has a name. */
    public boolean isNamed() {
        return has(FAMILY) || has(NAME);
    }

    /**
     * Returns a person's name in natural order, or an organization's name. Returns an empty string if the contributor
     * has no name.
     */
    public String spoken() {
        return Stream.of(GIVEN, FAMILY, SUFFIX, NAME)
                .map(this::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** Returns whether the contributor's ORCID iD is set. */
    public boolean hasOrcid() {
        return has(ORCID);
    }

    /** Sets the contributor's ORCID iD. Does nothing if the ORCID iD is null. */
    public void orcid(Orcid orcid) {
        value(ORCID, orcid);
    }

    /** Returns the contributor's email address, or null if not set. */
    public String email() {
        return get(EMAIL);
    }

    /** Sets the contributor's email address. Does nothing if the email address is null. */
    public void email(Email email) {
        value(EMAIL, email);
    }

    /** Marks the contributor as corresponding author. */
    public void corresponding() {
        flag(CORRESPONDING);
    }

    /** Marks the contributor as one of the authors who contributed equally. */
    public void equalContribution() {
        flag(EQUAL_CONTRIBUTION);
    }

    /** Adds a CRediT role of the contributor by vocabulary term, for example {@code conceptualization}. */
    public void credit(String term) {
        addText(CREDIT, term);
    }

    /**
     * Adds an affiliation to the contributor unless an equal affiliation is already present. If the affiliations and
     * notes of the record exceed their total size limit, the affiliation is reported as unmapped. Equal affiliations
     * count toward the limit because comparing them takes time.
     */
    public void affiliation(AffiliationMentionDraft affiliation) {
        if (!record().countMention(affiliation.text())) {
            record().unplaced("contributors/affiliations", affiliation::toString);
        } else if (distinctAffiliations.add(affiliation.toString())) {
            affiliations.add(affiliation);
            add(AFFILIATIONS, affiliation.node());
        }
    }

    /** Adds an affiliation with only its printed text. Does nothing if the printed text is null or blank. */
    public void affiliation(String words) {
        if (words == null || words.isBlank()) {
            return;
        }
        AffiliationMentionDraft affiliation = new AffiliationMentionDraft(record());
        affiliation.exactText(words);
        affiliation(affiliation);
    }

    /** Returns the contributor's affiliations that have been added so far, as an unmodifiable list. */
    public List<AffiliationMentionDraft> affiliations() {
        return Collections.unmodifiableList(affiliations);
    }
}
