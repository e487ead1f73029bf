package org.offprint.formats.draft;

import org.offprint.formats.text.SourceName;

/** Reads contributors in the form of reference managers, in which a name has separate parts or is one text. */
public final class CitedContributorsReader {

    /** Maximum length of a text with names, in characters, which exceeds the length of any valid list of names. */
    private static final int MAX_LENGTH = 1_000_000;

    private final ArticleDraft draft;

    CitedContributorsReader(ArticleDraft draft) {
        this.draft = draft;
    }

    /** Adds a person by the parts of the name. A single name becomes the family name. */
    public void person(String role, String family, String given, String suffix) {
        add(role, SourceName.person(family, given, suffix));
    }

    /** Adds an organization. */
    public void organization(String role, String name) {
        add(role, SourceName.organization(name));
    }

    /** Adds all names in a text that states neither the order of the name parts nor the kind of each name. */
    public void named(String role, String said) {
        if (draft.isAtMaxContributors() || said.length() > MAX_LENGTH) {
            // Do not parse the text, because parsing a hundred thousand names is expensive.
            draft.unplaced("contributors", said);
            return;
        }
        SourceName.all(said).forEach(name -> add(role, name));
    }

    /**
     * Adds a name. Texts that are not names, and names beyond the maximum number of contributors, are reported as
     * unplaced.
     */
    public void add(String role, SourceName name) {
        boolean isPerson = name.kind() == SourceName.Kind.PERSON;
        if (!isPerson && name.kind() != SourceName.Kind.ORGANIZATION) {
            draft.unplaced(role, name.words());
        } else if (draft.isAtMaxContributors()) {
            draft.unplaced("contributors", isPerson ? name.family() : name.words());
        } else if (name.hasName()) {
            ContributorDraft contributor = new ContributorDraft(draft).role(role);
            (isPerson ? contributor.person() : contributor.organization()).names(name);
            draft.contributor(contributor);
        }
    }
}
