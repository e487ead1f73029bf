package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;

/**
 * Creates, changes and deletes affiliations, and records the changes in the change log. The caller must check the
 * client's permissions.
 */
@ApplicationScoped
public class Affiliations {

    private final RorRegister rors;
    private final Sql sql;

    Affiliations(RorRegister rors, Sql sql) {
        this.rors = rors;
        this.sql = sql;
    }

    /**
     * Stores a new affiliation.
     *
     * @param body metadata returned by {@link AffiliationReader}
     * @throws org.offprint.kernel.faults.ProblemException 409 if another affiliation has the same ROR id
     */
    public Affiliation create(AffiliationBody body, UUID id, WriteContext write) {
        Affiliation affiliation = Affiliation.create(body, id, write.now());
        rors.claim(affiliation);
        affiliation.persistAndFlush();
        write.log(change(affiliation, Change.Op.CREATED));
        return affiliation;
    }

    /**
     * Stores many new affiliations with two SQL statements.
     *
     * @param bodies metadata returned by {@link AffiliationReader}, keyed by affiliation id; the ROR ids must be unused
     *     and distinct
     */
    public void createAll(Map<UUID, AffiliationBody> bodies, WriteContext write) {
        List<Affiliation> made = new ArrayList<>();
        bodies.forEach((id, body) -> made.add(Affiliation.create(body, id, write.now())));
        addAll(made);
        made.forEach(affiliation -> write.log(change(affiliation, Change.Op.CREATED)));
    }

    private void addAll(List<Affiliation> affiliations) {
        rors.lock(affiliations.stream()
                .map(affiliation -> affiliation.ror)
                .filter(Objects::nonNull)
                .toList());
        sql.batch(
                "insert into affiliation (id, body, ror, parent, successor, revision, sort_key, created_at, updated_at)"
                        + " values (?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)",
                affiliations.stream()
                        .map(affiliation -> new Object[] {
                            affiliation.id,
                            new String(Json.write(affiliation.body), StandardCharsets.UTF_8),
                            affiliation.ror,
                            affiliation.parent,
                            affiliation.successor,
                            affiliation.revision,
                            affiliation.sortKey,
                            affiliation.createdAt,
                            affiliation.updatedAt
                        })
                        .toList());
    }

    /**
     * Stores an editor's changes to a locked affiliation.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another affiliation has the same ROR id
     */
    public void change(Affiliation affiliation, AffiliationBody body, WriteContext write) {
        affiliation.edit(body, write.now());
        rors.claim(affiliation);
        affiliation.persistAndFlush();
        write.log(change(affiliation, Change.Op.UPDATED));
    }

    /** Deletes a locked affiliation, which must not be referenced by other records. */
    public void delete(Affiliation affiliation, WriteContext write) {
        affiliation.delete();
        Affiliation.flush();
        write.log(change(affiliation, Change.Op.DELETED));
    }

    private static Change change(Affiliation affiliation, Change.Op op) {
        return Change.forReaders(
                Change.Kind.AFFILIATION, affiliation.id, null, op, op.name().toLowerCase(Locale.ROOT));
    }
}
