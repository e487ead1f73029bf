package org.offprint.services.registration.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.Target;

/** Stores the registration plans of journals, and the progress of examining their records. */
@ApplicationScoped
public class RegistrationPlans {

    /** Maximum number of plans of a journal. */
    public static final int MAX_PLANS = 20;

    private static final String SELECT = "select journal, account, target, test, kinds, types_left_out, mode, since,"
            + " looked_up_to from registration_plan";

    private final Sql sql;

    RegistrationPlans(Sql sql) {
        this.sql = sql;
    }

    private static RegistrationPlan read(ResultSet row) throws SQLException {
        Set<RegisteredKind> kinds = EnumSet.noneOf(RegisteredKind.class);
        for (String kind : (String[]) row.getArray("kinds").getArray()) {
            kinds.add(RegisteredKind.of(kind));
        }
        return new RegistrationPlan(
                Sql.uuid(row, "journal"),
                Sql.uuid(row, "account"),
                Target.of(row.getString("target")),
                row.getBoolean("test"),
                kinds,
                List.of((String[]) row.getArray("types_left_out").getArray()),
                PlanMode.of(row.getString("mode")),
                Sql.instant(row, "since"),
                Sql.uuid(row, "looked_up_to"));
    }

    /** Returns whether any journal has an active plan. */
    public boolean isAny() {
        return sql.first("select 1 from registration_plan where mode <> 'off' limit 1", row -> true)
                .isPresent();
    }

    /** Returns the plans of a journal. */
    public List<RegistrationPlan> of(UUID journal) {
        return sql.list(SELECT + " where journal = ? order by target, test", RegistrationPlans::read, journal);
    }

    /** Returns the plans of these journals that are not off. */
    public List<RegistrationPlan> active(Collection<UUID> journals) {
        return journals.isEmpty()
                ? List.of()
                : sql.list(SELECT + " where journal = any(?) and mode <> 'off'", RegistrationPlans::read, journals);
    }

    /** Replaces the plans of a journal and schedules all of its records to be examined again. */
    public void replace(UUID journal, List<RegistrationPlan> plans, Instant now) {
        sql.update("delete from registration_plan where journal = ?", journal);
        sql.batch(
                "insert into registration_plan (journal, account, target, test, kinds, types_left_out, mode, since,"
                        + " looking, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                plans.stream()
                        .map(plan -> new Object[] {
                            journal,
                            plan.account(),
                            plan.target().word(),
                            plan.isTest(),
                            plan.kinds().stream().map(RegisteredKind::word).toList(),
                            plan.typesLeftOut(),
                            plan.mode().word(),
                            plan.since(),
                            plan.mode() != PlanMode.OFF,
                            now
                        })
                        .toList());
    }

    /** Schedules all records of a journal to be examined again for its plans. */
    public void reexamine(UUID journal) {
        sql.update(
                "update registration_plan set looking = true, looked_up_to = null where journal = ? and mode <> 'off'",
                journal);
    }

    /** Schedules all records that may be sent to an account to be examined again. */
    public void reexamineForAccount(UUID account) {
        sql.update(
                "update registration_plan set looking = true, looked_up_to = null where account = ? and mode <> 'off'",
                account);
    }

    /** Claims a plan whose records are to be examined, until the transaction ends. */
    public Optional<RegistrationPlan> claimForExamination() {
        return sql.first(
                SELECT + " where looking order by updated_at limit 1 for no key update skip locked",
                RegistrationPlans::read);
    }

    /**
     * Stores the progress of examining a journal.
     *
     * @param article last examined article; null if all were examined
     */
    public void storeProgress(RegistrationPlan plan, UUID article) {
        sql.update(
                "update registration_plan set looking = ?, looked_up_to = ? where journal = ? and account = ?",
                article != null,
                article,
                plan.journal(),
                plan.account());
    }
}
