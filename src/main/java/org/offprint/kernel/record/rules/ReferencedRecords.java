package org.offprint.kernel.record.rules;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Lookup of the records that articles reference. If many articles are read, their referenced records are looked up
 * together in advance.
 */
public interface ReferencedRecords {

    /**
     * Returns the ids of the organizations with the given ids or ROR ids, keyed by the given id or ROR id. Unknown
     * organizations are omitted.
     */
    Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors);

    /**
     * Returns the given ids that relations may reference. An article of a journal that the caller does not edit is
     * included only if it is published or withdrawn.
     *
     * @param named ids in existing relations, which are always allowed
     */
    Set<UUID> known(Collection<UUID> ids, Collection<UUID> named);

    /**
     * Returns the given journal, the issue's journal if the issue is visible, and the section's journal. Each argument
     * can be null.
     */
    OwningJournals place(UUID journal, UUID issue, UUID section);

    /**
     * Journals to which an article, its issue and its section belong.
     *
     * @param journal id of the article's journal; null if it does not exist
     * @param journalOfIssue id of the issue's journal; null if the issue does not exist or is not visible to the caller
     * @param journalOfSection id of the section's journal; null if the section does not exist
     */
    record OwningJournals(UUID journal, UUID journalOfIssue, UUID journalOfSection) {}
}
