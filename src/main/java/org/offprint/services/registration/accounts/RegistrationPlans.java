package org.offprint.services.registration.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/**
 * Finds active registration plans, and tracks the examination of their records. Uses SQL to read plans under a lock and
 * to change many plans at once.
 */
@ApplicationScoped
public class RegistrationPlans {

    /** Maximum number of registration plans per journal. */
    public static final int MAX_PLANS = 20;

    private static final String SELECT = "select journal, account, target, test, kinds, types_left_out, mode, since,"
            + " looked_up_to from registration_plan";

    private final Sql sql;

    RegistrationPlans(Sql sql) {
        this.sql = sql;
    }

    /** Creates a detached plan with the values of the locked row. */
    private static RegistrationPlan read(ResultSet row) throws SQLException {
        RegistrationPlan plan = new RegistrationPlan();
        plan.journal = Sql.uuid(row, "journal");
        plan.account = Sql.uuid(row, "account");
        plan.target = row.getString("target");
        plan.test = row.getBoolean("test");
        plan.kinds = (String[]) row.getArray("kinds").getArray();
        plan.typesLeftOut = (String[]) row.getArray("types_left_out").getArray();
        plan.mode = row.getString("mode");
        plan.since = Sql.instant(row, "since");
        plan.lookedUpTo = Sql.uuid(row, "looked_up_to");
        return plan;
    }

    /** Returns whether any journal has an active registration plan. */
    public boolean isAny() {
        return sql.first("select 1 from registration_plan where mode <> 'off' limit 1", row -> true)
                .isPresent();
    }

    /** Returns the registration plans of the given journals, except plans with mode {@code off}. */
    public List<RegistrationPlan> active(Collection<UUID> journals) {
        return journals.isEmpty()
                ? List.of()
                : sql.list(SELECT + " where journal = any(?) and mode <> 'off'", RegistrationPlans::read, journals);
    }

    /** Schedules a new examination of all records of a journal for its registration plans. */
    public void reexamine(UUID journal) {
        sql.update(
                "update registration_plan set looking = true, looked_up_to = null where journal = ? and mode <> 'off'",
                journal);
    }

    /** Schedules a new examination of all records that may be sent to an account. */
    public void reexamineForAccount(UUID account) {
        sql.update(
                "update registration_plan set looking = true, looked_up_to = null where account = ? and mode <> 'off'",
                account);
    }

    /** Locks a registration plan whose records must be examined, until the transaction ends. */
    public Optional<RegistrationPlan> claimForExamination() {
        return sql.first(
                SELECT + " where looking order by updated_at limit 1 for no key update skip locked",
                RegistrationPlans::read);
    }

    /**
     * Stores the progress in examining the records of a journal.
     *
     * @param article last examined article; null if all articles were examined
     */
    public void storeProgress(RegistrationPlan plan, UUID article) {
        sql.update(
                "update registration_plan set looking = ?, looked_up_to = ? where journal = ? and account = ?",
                article != null,
                article,
                plan.journal,
                plan.account);
    }
}
