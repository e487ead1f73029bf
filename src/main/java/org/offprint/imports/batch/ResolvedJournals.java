package org.offprint.imports.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.imports.keys.JournalKey;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.kernel.record.Section;

/** Existing and new journals and sections to which a batch refers. */
public final class ResolvedJournals {

    private final Map<UUID, JournalBody> journals = new HashMap<>();
    private final Map<String, UUID> journalsByName = new HashMap<>();
    private final Map<UUID, UUID> sections = new HashMap<>();
    private final Map<String, UUID> sectionsByTitle = new HashMap<>();

    public void add(UUID id, String slug, String sortKey, JournalBody body) {
        journals.put(id, body);
        journalsByName.putIfAbsent("title " + sortKey, id);
        addSlug(slug, id);
        for (JournalIssn issn : body.issns()) {
            journalsByName.put("issn " + issn.value(), id);
        }
        addSections(id, body);
    }

    /** Adds the sections of a journal, so that the batch can refer to them. */
    public void addSections(UUID journal, JournalBody body) {
        body.sections().stream()
                .filter(section -> section.id() != null)
                .forEach(section -> addSection(section.id(), journal, section));
    }

    public void addSection(UUID id, UUID journal, Section section) {
        addSection(id, journal);
        sectionsByTitle.putIfAbsent(sectionKey(journal, section.title()), id);
        section.translations()
                .values()
                .forEach(other -> sectionsByTitle.putIfAbsent(sectionKey(journal, other.title()), id));
    }

    /** Adds a section with a known id but an unknown title. */
    public void addSection(UUID id, UUID journal) {
        sections.put(id, journal);
    }

    private static String sectionKey(UUID journal, String title) {
        return journal + " " + SortKey.of(title);
    }

    /** Returns the number of known sections of a journal. */
    public long sections(UUID journal) {
        return sections.values().stream().filter(journal::equals).count();
    }

    public void addSlug(String slug, UUID id) {
        if (slug != null) {
            journalsByName.put("slug " + slug, id);
        }
    }

    public Optional<UUID> find(JournalKey key) {
        if (key.id() != null && journals.containsKey(key.id())) {
            return Optional.of(key.id());
        }
        for (String issn : key.issns()) {
            if (journalsByName.containsKey("issn " + issn)) {
                return Optional.of(journalsByName.get("issn " + issn));
            }
        }
        UUID bySlug = key.slug() == null ? null : journalsByName.get("slug " + key.slug());
        UUID byTitle = key.title() == null ? null : journalsByName.get("title " + key.title());
        return Optional.ofNullable(bySlug != null ? bySlug : hasOtherIssns(byTitle, key) ? null : byTitle);
    }

    /** Returns whether two journals with equal titles are different journals, because their ISSNs differ. */
    private boolean hasOtherIssns(UUID byTitle, JournalKey key) {
        return byTitle != null
                && !key.issns().isEmpty()
                && !journals.get(byTitle).issns().isEmpty();
    }

    /** Returns whether a journal has or had the given slug. */
    public boolean hasSlug(UUID id, String slug) {
        return id.equals(journalsByName.get("slug " + slug));
    }

    /** Returns the journal with the given id, or null if the id is unknown. */
    public JournalBody get(UUID id) {
        return journals.get(id);
    }

    public boolean has(UUID id) {
        return journals.containsKey(id);
    }

    /** Returns the id of the journal's section that has the given title in any language. */
    public Optional<UUID> section(UUID journal, String title) {
        return Optional.ofNullable(sectionsByTitle.get(sectionKey(journal, title)));
    }

    public boolean isSectionOf(UUID section, UUID journal) {
        return journal.equals(sections.get(section));
    }

    public boolean isSection(UUID id) {
        return sections.containsKey(id);
    }

    /** Returns the journal of a section, or null if the section is unknown. */
    UUID ofSection(UUID section) {
        return sections.get(section);
    }

    void carryTo(ResolvedJournals next) {
        next.journals.putAll(journals);
        next.journalsByName.putAll(journalsByName);
        next.sections.putAll(sections);
        next.sectionsByTitle.putAll(sectionsByTitle);
    }
}
