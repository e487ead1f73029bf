package org.offprint.kernel.record.rules;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Lookup of the records that articles refer to. If many articles are read, the referenced records of all articles are
 * looked up in advance.
 */
public interface ReferencedRecords {

    /**
     * Returns the ids of the organizations that exist among the given ids and ROR ids. The keys of the returned map are
     * the ids and ROR ids as given.
     */
    Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors);

    /**
     * Returns those of the given ids that belong to articles to which a relation may refer. An article of a journal
     * that the caller does not edit is included only if it is published or withdrawn.
     *
     * @param named ids in existing relations, which are always allowed
     */
    Set<UUID> known(Collection<UUID> ids, Collection<UUID> named);

    /**
     * Returns the given journal, the journal of the issue if the issue is visible, and the journal of the section. Each
     * argument can be null.
     */
    OwningJournals place(UUID journal, UUID issue, UUID section);

    /**
     * Journal of an article, the journal of its issue and the journal of its section.
     *
     * @param journal id of the journal; null if it does not exist
     * @param journalOfIssue null if the issue does not exist or is not visible to the caller
     * @param journalOfSection null if the section does not exist
     */
    record OwningJournals(UUID journal, UUID journalOfIssue, UUID journalOfSection) {}
}
