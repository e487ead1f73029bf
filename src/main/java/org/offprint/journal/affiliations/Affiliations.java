package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.Write;

/** Makes, changes and deletes affiliations, and puts that into the change log; who may do so is for the caller to say. */
@ApplicationScoped
public class Affiliations {

    private final AffiliationRepository affiliations;

    Affiliations(AffiliationRepository affiliations) {
        this.affiliations = affiliations;
    }

    /**
     * Stores a new affiliation.
     *
     * @param body as {@link AffiliationReader} read it
     * @throws org.offprint.kernel.faults.ProblemException 409 where another one has its ROR id
     */
    public Affiliation create(AffiliationBody body, UUID id, Write write) {
        Affiliation affiliation = Affiliation.create(body, id, write.now());
        affiliations.store(affiliation);
        write.log(change(affiliation, Change.Op.CREATED));
        return affiliation;
    }

    /**
     * Stores many new affiliations, in two statements.
     *
     * @param bodies as {@link AffiliationReader} read them, by their ids; their ROR ids are free and each other's
     */
    public void createAll(Map<UUID, AffiliationBody> bodies, Write write) {
        List<Affiliation> made = new ArrayList<>();
        bodies.forEach((id, body) -> made.add(Affiliation.create(body, id, write.now())));
        affiliations.addAll(made);
        made.forEach(affiliation -> write.log(change(affiliation, Change.Op.CREATED)));
    }

    /**
     * Stores what an editor wrote of a locked affiliation.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 where another one has its ROR id
     */
    public void change(Affiliation affiliation, AffiliationBody body, Write write) {
        affiliation.edit(body, write.now());
        affiliations.store(affiliation);
        write.log(change(affiliation, Change.Op.UPDATED));
    }

    /** Deletes a locked affiliation that nothing uses. */
    public void delete(Affiliation affiliation, Write write) {
        affiliations.delete(affiliation);
        affiliations.flush();
        write.log(change(affiliation, Change.Op.DELETED));
    }

    private static Change change(Affiliation affiliation, Change.Op op) {
        return Change.forReaders(
                Change.Kind.AFFILIATION, affiliation.id, null, op, op.name().toLowerCase(Locale.ROOT));
    }
}
