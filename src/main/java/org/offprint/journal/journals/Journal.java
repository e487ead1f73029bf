package org.offprint.journal.journals;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.Section;

/** Journal with its sections and settings. */
@Entity
public class Journal extends PanacheEntityBase {

    private static final String BY_SLUG = "id = (select s.journal from JournalSlug s where s.slug = ?1)";

    @Id
    public UUID id;

    public String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public JournalBody body;

    public UUID continues;

    public int revision;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Returns the journal with the given id, slug or former slug. */
    public static Optional<Journal> findBySlug(String idOrSlug) {
        return Ids.isUuidShaped(idOrSlug)
                ? findByIdOptional(Ids.parse(idOrSlug))
                : find(BY_SLUG, idOrSlug).firstResultOptional();
    }

    /**
     * Returns the journal with the given id, slug or former slug. Throws a 404 problem if the journal does not exist.
     */
    public static Journal require(String idOrSlug) {
        return findBySlug(idOrSlug).orElseThrow(() -> Problems.notFound("journal", idOrSlug));
    }

    /**
     * Returns the journal with the given id, slug or former slug, locked for update. Throws a 404 problem if the
     * journal does not exist.
     */
    public static Journal lock(String idOrSlug) {
        Optional<Journal> journal = Ids.isUuidShaped(idOrSlug)
                ? findByIdOptional(Ids.parse(idOrSlug), LockModeType.PESSIMISTIC_WRITE)
                : Journal.<Journal>find(BY_SLUG, idOrSlug)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResultOptional();
        return journal.orElseThrow(() -> Problems.notFound("journal", idOrSlug));
    }

    /**
     * Returns the id of the journal with the given id, slug or former slug. An id is returned without checking that the
     * journal exists.
     */
    public static Optional<UUID> idOf(String idOrSlug) {
        return Ids.isUuidShaped(idOrSlug)
                ? Optional.of(Ids.parse(idOrSlug))
                : JournalSlug.<JournalSlug>findByIdOptional(idOrSlug).map(slug -> slug.journal);
    }

    /**
     * Creates a journal without storing it.
     *
     * @param ids supplies the id of the journal, then the ids of its sections in order
     */
    static Journal create(JournalInput input, Supplier<UUID> ids, Instant now) {
        Journal journal = new Journal();
        journal.id = ids.get();
        journal.createdAt = now;
        journal.edit(input, ids, now);
        return journal;
    }

    /** Replaces the journal members written by an editor. Sections without an id are new sections. */
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

    /** Returns the strong entity tag of the journal in the editors' view, derived from the revision. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    /** Returns the section with the given id, or empty if the journal has no such section. */
    public Optional<Section> section(UUID section) {
        return body.sections().stream()
                .filter(candidate -> candidate.id().equals(section))
                .findFirst();
    }
}
