package org.offprint.journal.journals;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.Section;

/** A journal. */
@Entity
public class Journal extends PanacheEntityBase {

    @Id
    public UUID id;

    public String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    public JournalBody body;

    public UUID continues;

    public int revision;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /**
     * A new journal; not stored yet.
     *
     * @param ids gives the journal its id, then its sections theirs in their order
     */
    static Journal create(JournalInput input, Supplier<UUID> ids, Instant now) {
        Journal journal = new Journal();
        journal.id = ids.get();
        journal.createdAt = now;
        journal.edit(input, ids, now);
        return journal;
    }

    /** Takes what an editor wrote; a section without an id is a new one. */
    void edit(JournalInput input, Instant now) {
        edit(input, Ids::next, now);
    }

    private void edit(JournalInput input, Supplier<UUID> ids, Instant now) {
        List<Section> sections = input.body().sections().stream()
                .map(section -> section.id() == null ? section.withId(ids.get()) : section)
                .toList();
        body = input.body().withSections(sections);
        if (input.slug() != null) {
            slug = input.slug().value();
        } else if (slug == null) {
            slug = Slug.of(body.title(), "journal").value();
        }
        continues = body.continues();
        sortKey = SortKey.of(body.title());
        revision++;
        updatedAt = now;
    }

    void addSections(Map<UUID, Section> added, Instant now) {
        List<Section> sections = new ArrayList<>(body.sections());
        added.forEach((section, described) -> sections.add(described.withId(section)));
        body = body.withSections(sections);
        revision++;
        updatedAt = now;
    }

    /** The strong entity tag of what editors read: its revision. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    /** The section with this id, if the journal has it. */
    public Optional<Section> section(UUID section) {
        return body.sections().stream()
                .filter(candidate -> candidate.id().equals(section))
                .findFirst();
    }
}
