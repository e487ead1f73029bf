package org.offprint.journal.affiliations;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.AffiliationBody;

/** Organization with which contributors are affiliated. */
@Entity
public class Affiliation extends PanacheEntityBase {

    @Id
    public UUID id;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public AffiliationBody body;

    public String ror;

    public UUID parent;

    public UUID successor;

    /** Id of the surviving affiliation if this one was merged; null otherwise. */
    @Column(name = "merged_into")
    public UUID mergedInto;

    public int revision;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Returns the affiliation with the given id. Throws a 404 problem if the affiliation does not exist. */
    public static Affiliation require(String id) {
        return Ids.parsed(id)
                .flatMap(known -> Affiliation.<Affiliation>findByIdOptional(known))
                .orElseThrow(() -> Problems.notFound("affiliation", id));
    }

    /**
     * Returns the affiliation with the given id, locked for update. Throws a 404 problem if the affiliation does not
     * exist.
     */
    public static Affiliation lock(String id) {
        return Ids.parsed(id)
                .flatMap(known -> Affiliation.<Affiliation>findByIdOptional(known, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Problems.notFound("affiliation", id));
    }

    /** Creates an affiliation without storing it. */
    static Affiliation create(AffiliationBody body, UUID id, Instant now) {
        Affiliation affiliation = new Affiliation();
        affiliation.id = id;
        affiliation.createdAt = now;
        affiliation.edit(body, now);
        return affiliation;
    }

    /**
     * Replaces the metadata with the version written by an editor. The change is treated as a correction, so it also
     * appears in every article that displays the affiliation.
     */
    public void edit(AffiliationBody written, Instant now) {
        body = written;
        ror = written.ror() == null ? null : written.ror().toString();
        parent = written.parent();
        successor = written.successor();
        sortKey = SortKey.of(written.name());
        revision++;
        updatedAt = now;
    }

    /** Returns the strong entity tag of the affiliation in the editors' view, derived from the revision. */
    public String etag() {
        return "\"r" + revision + "\"";
    }
}
