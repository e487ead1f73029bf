package org.offprint.kernel.record.rules;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Lookup of the records that articles refer to. If many articles are read, the records of all articles are looked up in
 * advance.
 */
public interface ReferencedRecords {

    /** Returns the ids of the existing affiliations among these ids and ROR ids, keyed by the id or ROR id as given. */
    Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors);

    /**
     * Returns the ids of articles among these ids that a relation may refer to. An article of a journal that the caller
     * does not edit is included only if it is published or withdrawn. @param named ids in existing relations, which are
     * always allowed
     */
    Set<UUID> known(Collection<UUID> ids, Collection<UUID> named);

    /** Returns the given journal, and the journals of a visible issue and of a section. Each argument can be null. */
    OwningJournals place(UUID journal, UUID issue, UUID section);

    /**
     * Journal of an article, and the journals of its issue and section.
     *
     * @param journal id of the journal; null if it does not exist
     * @param journalOfIssue null if the issue does not exist or is not visible to the caller
     * @param journalOfSection null if the section does not exist
     */
    record OwningJournals(UUID journal, UUID journalOfIssue, UUID journalOfSection) {}
}
