package org.offprint.kernel.record.rules;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks up the records that articles refer to. Readers of many articles look all of them up beforehand. */
public interface HeldRecords {

    /** The ids of affiliations by these ids and by these ROR ids: of what is held here, each under what names it. */
    Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors);

    /**
     * Returns those of these ids that are articles and may be named: of journals that the caller does not edit only
     * those that readers know of, were it as withdrawn.
     *
     * @param named what is named already and so may stay
     */
    Set<UUID> known(Collection<UUID> ids, Collection<UUID> named);

    /** Returns where a journal, an issue that may be named, and a section belong; each may be null. */
    Place place(UUID journal, UUID issue, UUID section);

    /**
     * The journal, and the journals of issue and section.
     *
     * @param journal itself; null where it is not held here
     * @param journalOfIssue null where the issue is not held here, as far as the caller may know
     * @param journalOfSection null where the section is not held here
     */
    record Place(UUID journal, UUID journalOfIssue, UUID journalOfSection) {}
}
