package org.offprint.formats.draft;

import org.offprint.formats.text.SourceName;

/** Reads contributors from reference managers, which provide a name either in separate fields or as one string. */
public final class CitedContributorsReader {

    /** Maximum length of a string with contributor names, in characters. No valid list of names is longer. */
    private static final int MAX_LENGTH = 1_000_000;

    private final ArticleDraft draft;

    CitedContributorsReader(ArticleDraft draft) {
        this.draft = draft;
    }

    /** Adds a person. Pass a name without separate parts as the family name. */
    public void person(String role, String family, String given, String suffix) {
        add(role, SourceName.person(family, given, suffix));
    }

    /** Adds an organization as a contributor. */
    public void organization(String role, String name) {
        add(role, SourceName.organization(name));
    }

    /**
     * Adds all contributors named in a string that does not distinguish given names, family names and organizations.
     */
    public void named(String role, String said) {
        if (draft.isAtMaxContributors() || said.length() > MAX_LENGTH) {
            // Do not parse a very long string, because it is expensive to parse a hundred thousand names.
            draft.unplaced("contributors", said);
            return;
        }
        SourceName.all(said).forEach(name -> add(role, name));
    }

    /**
     * Adds a contributor with the given name. Strings that are not names, and names beyond the maximum number of
     * contributors, are reported as unmapped.
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
