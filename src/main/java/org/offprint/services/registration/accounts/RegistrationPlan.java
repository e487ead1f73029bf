package org.offprint.services.registration.accounts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.Target;

/**
 * Plan for sending the records of a journal to a registration account. The registration follower locks and updates
 * plans with SQL statements, without using this entity.
 */
@Entity
@Table(name = "registration_plan")
@IdClass(RegistrationPlan.Key.class)
public class RegistrationPlan extends PanacheEntityBase {

    @Id
    public UUID journal;

    @Id
    public UUID account;

    String target;

    public boolean test;

    String[] kinds;

    @Column(name = "types_left_out")
    String[] typesLeftOut;

    String mode;

    /** Earliest publication time of records to send; null for no limit. */
    public Instant since;

    /** Whether the plan is new or has changed, so that all records of the journal must be examined. */
    boolean looking;

    /** Id of the last examined article; null if no article has been examined yet. */
    @Column(name = "looked_up_to")
    public UUID lookedUpTo;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** Primary key of a registration plan. */
    public record Key(UUID journal, UUID account) {}

    /**
     * Creates a registration plan without storing it. The follower examines all records of the journal after the plan
     * is stored.
     *
     * @param typesLeftOut article types that are not sent
     */
    public static RegistrationPlan of(
            UUID journal,
            RegistrationAccount account,
            Set<RegisteredKind> kinds,
            List<String> typesLeftOut,
            PlanMode mode,
            Instant since) {
        RegistrationPlan plan = new RegistrationPlan();
        plan.journal = journal;
        plan.account = account.id;
        plan.target = account.target;
        plan.test = account.test;
        plan.kinds = kinds.stream().map(RegisteredKind::word).toArray(String[]::new);
        plan.typesLeftOut = typesLeftOut.toArray(String[]::new);
        plan.mode = mode.word();
        plan.since = since;
        plan.looking = mode != PlanMode.OFF;
        return plan;
    }

    /** Returns the registration plans of a journal. */
    public static List<RegistrationPlan> findByJournal(UUID journal) {
        return list("journal = ?1 order by target, test", journal);
    }

    /** Replaces the registration plans of a journal. The journal must be locked. */
    public static void replace(List<RegistrationPlan> present, List<RegistrationPlan> wanted, Instant now) {
        present.forEach(plan -> plan.delete());
        // Flush the deletions first, because new plans may refer to the same accounts.
        flush();
        wanted.forEach(plan -> plan.updatedAt = now);
        persist(wanted);
        flush();
    }

    /** Returns the registration service of the plan. */
    public Target target() {
        return Target.of(target);
    }

    /** Returns the kinds of records that the plan sends. */
    public Set<RegisteredKind> kinds() {
        Set<RegisteredKind> sent = EnumSet.noneOf(RegisteredKind.class);
        for (String kind : kinds) {
            sent.add(RegisteredKind.of(kind));
        }
        return sent;
    }

    /** Returns the article types that the plan does not send. */
    public List<String> typesLeftOut() {
        return List.of(typesLeftOut);
    }

    /** Returns the mode in which the plan sends records. */
    public PlanMode mode() {
        return PlanMode.of(mode);
    }
}
