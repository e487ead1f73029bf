package org.offprint.formats.draft;

import org.offprint.formats.text.SourceName;

/** Contributors as reference managers name them, in parts or in one text. */
public final class CitedPeople {

    /** As many names as a record can have, and more. */
    private static final int LONGEST = 1_000_000;

    private final ArticleDraft draft;

    CitedPeople(ArticleDraft draft) {
        this.draft = draft;
    }

    /** Adds a person by the parts of the name; people of one name have it as family name. */
    public void person(String role, String family, String given, String suffix) {
        add(role, SourceName.person(family, given, suffix));
    }

    /** Adds an organization. */
    public void organization(String role, String name) {
        add(role, SourceName.organization(name));
    }

    /** Adds all names of a text that tells neither their order nor their kind. */
    public void named(String role, String said) {
        if (draft.isFullOfContributors() || said.length() > LONGEST) {
            // Not taken apart: of a hundred thousand names that is the work.
            draft.unplaced("contributors", said);
            return;
        }
        SourceName.all(said).forEach(name -> add(role, name));
    }

    /** Adds a name; what names nobody is told, and so is a name beyond the longest list. */
    public void add(String role, SourceName name) {
        boolean isPerson = name.kind() == SourceName.Kind.PERSON;
        if (!isPerson && name.kind() != SourceName.Kind.ORGANIZATION) {
            draft.unplaced(role, name.words());
        } else if (draft.isFullOfContributors()) {
            draft.unplaced("contributors", isPerson ? name.family() : name.words());
        } else if (name.isSaid()) {
            ContributorDraft contributor = new ContributorDraft(draft).role(role);
            (isPerson ? contributor.person() : contributor.organization()).names(name);
            draft.contributor(contributor);
        }
    }
}
