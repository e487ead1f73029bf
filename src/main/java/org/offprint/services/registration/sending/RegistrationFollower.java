package org.offprint.services.registration.sending;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.accounts.RegistrationPlans;
import org.offprint.services.registration.sending.RegistrationScheduler.RegistrationDemand;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.RegisteredRecord;

/**
 * Follower that schedules registrations. The change log position and the registrations are stored in one transaction,
 * which locks the row with the position. Only one node at a time can therefore schedule registrations, and no change is
 * processed twice after a crash. The follower is woken after changes on this node, so that it rarely needs to poll the
 * database.
 */
@Startup
@ApplicationScoped
public class RegistrationFollower {

    private static final Logger LOG = Logger.getLogger(RegistrationFollower.class);

    private static final long POLL_MILLIS = 15_000;
    private static final int CHANGES_PER_STEP = 100;
    private static final int ARTICLES_PER_STEP = 100;

    private final Sql sql;
    private final ChangeLog log;
    private final Writes writes;
    private final RegistrationPlans plans;
    private final RegisteredRecords records;
    private final RegistrationScheduler marking;
    private final FollowerProgress<Long> progress;
    private final FollowerLoop loop;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    RegistrationFollower(
            Sql sql,
            ChangeLog log,
            Writes writes,
            RegistrationPlans plans,
            RegisteredRecords records,
            RegistrationScheduler marking,
            LocalFollowers followers) {
        this.sql = sql;
        this.log = log;
        this.writes = writes;
        this.plans = plans;
        this.records = records;
        this.marking = marking;
        progress = FollowerProgress.ofPosition(sql, "registration");
        loop = new FollowerLoop("registration", POLL_MILLIS, this::step);
        followers.listen(changes -> loop.wake());
        loop.start();
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Adds a callback to run on this node when registrations may have become due. */
    public void addListener(Runnable sleeper) {
        listeners.add(sleeper);
    }

    /** Wakes the follower after a change to plans or accounts. */
    public void wake() {
        loop.wake();
    }

    private boolean step() {
        // Use two transactions, so that accounts and journals are read again after the second one has locked a plan.
        boolean hadWork = writes.run(write -> processChanges());
        hadWork |= writes.run(write -> examineSome());
        if (hadWork) {
            listeners.forEach(Runnable::run);
        }
        return hadWork;
    }

    /** Processes a batch of changes. Returns whether unprocessed changes may remain. */
    private boolean processChanges() {
        Optional<Long> position = progress.claimOrBeginAtEnd();
        if (position.isEmpty()) {
            return false;
        }
        if (!plans.isAny()) {
            long end = log.end();
            if (end > position.get()) {
                progress.moveTo(end);
            }
            return false;
        }
        List<Change> changes = log.after(position.get(), CHANGES_PER_STEP);
        if (changes.isEmpty()) {
            return false;
        }
        mark(changes);
        progress.moveTo(changes.get(changes.size() - 1).position());
        return true;
    }

    private void mark(List<Change> changes) {
        Map<UUID, Long> articles = new LinkedHashMap<>();
        Map<UUID, Long> issues = new LinkedHashMap<>();
        Map<UUID, Long> journals = new LinkedHashMap<>();
        Set<UUID> ofJournals = new HashSet<>();
        for (Change change : changes) {
            if (!change.isPublic() || change.kind() == Change.Kind.AFFILIATION) {
                continue;
            }
            ofJournals.add(change.journal() == null ? change.id() : change.journal());
            switch (change.kind()) {
                case ARTICLE -> articles.put(change.id(), change.position());
                case ISSUE -> issues.put(change.id(), change.position());
                default -> {
                    journals.put(change.id(), change.position());
                    // When a journal changes, examine all of its articles again, because journal URLs and licenses are
                    // not part of the article documents.
                    plans.reexamine(change.id());
                }
            }
        }
        Map<UUID, Map<RegistrationPlan, AccountSettings>> present = present(ofJournals);
        if (present.isEmpty()) {
            return;
        }
        journals.forEach((id, position) -> markOne(RegisteredKind.JOURNAL, id, position, present));
        issues.forEach((id, position) -> markOne(RegisteredKind.ISSUE, id, position, present));
        records.articles(articles.keySet()).stream()
                .filter(record -> present.containsKey(record.journal().id()))
                .forEach(record -> mark(record, articles.get(record.id()), present));
    }

    private Map<UUID, Map<RegistrationPlan, AccountSettings>> present(Set<UUID> journals) {
        Map<UUID, Map<RegistrationPlan, AccountSettings>> present = new HashMap<>();
        Map<UUID, Optional<RegistrationAccount>> held = new HashMap<>();
        for (RegistrationPlan plan : plans.active(journals)) {
            held.computeIfAbsent(
                            plan.account, known -> RegistrationAccount.<RegistrationAccount>findByIdOptional(known))
                    .ifPresent(account -> present.computeIfAbsent(plan.journal, absent -> new HashMap<>())
                            .put(plan, account.settings));
        }
        return present;
    }

    private void markOne(
            RegisteredKind kind, UUID id, long position, Map<UUID, Map<RegistrationPlan, AccountSettings>> present) {
        records.read(kind, id).ifPresent(record -> mark(record, position, present));
    }

    private void mark(
            RegisteredRecord record, long position, Map<UUID, Map<RegistrationPlan, AccountSettings>> present) {
        present.getOrDefault(record.journal().id(), Map.of())
                .forEach((plan, settings) -> mark(record, new RegistrationDemand(plan, settings, position, false)));
    }

    private void mark(RegisteredRecord record, RegistrationDemand demand) {
        try {
            marking.schedule(record, demand);
        } catch (RuntimeException e) {
            if (!SqlException.stateOf(e).isEmpty()) {
                throw e;
            }
            // A record that cannot be rendered must not block the registration of later records.
            LOG.errorf(e, "%s %s cannot be prepared for registration", record.kind(), record.id());
        }
    }

    /**
     * Examines a batch of articles in a journal whose registration plan is new or has changed. Returns whether
     * unprocessed articles may remain.
     */
    private boolean examineSome() {
        Optional<RegistrationPlan> claimed = plans.claimForExamination();
        if (claimed.isEmpty()) {
            return false;
        }
        RegistrationPlan plan = claimed.get();
        Optional<RegistrationAccount> account = RegistrationAccount.findByIdOptional(plan.account);
        if (account.isEmpty()) {
            plans.storeProgress(plan, null);
            return true;
        }
        RegistrationDemand demand = new RegistrationDemand(plan, account.get().settings, log.end(), true);
        if (plan.lookedUpTo == null) {
            records.read(RegisteredKind.JOURNAL, plan.journal).ifPresent(record -> mark(record, demand));
            sql.list(
                            "select id from issue where journal = ? and status = 'published' and body ->> 'doi' is not null"
                                    + " order by id limit 10000",
                            row -> Sql.uuid(row, "id"),
                            plan.journal)
                    .forEach(id -> records.read(RegisteredKind.ISSUE, id).ifPresent(record -> mark(record, demand)));
        }
        List<UUID> articles = sql.list(
                "select article from published_article where journal = ? and article > ? order by article limit ?",
                row -> Sql.uuid(row, "article"),
                plan.journal,
                plan.lookedUpTo == null ? new UUID(0, 0) : plan.lookedUpTo,
                ARTICLES_PER_STEP);
        records.articles(articles).forEach(record -> mark(record, demand));
        plans.storeProgress(plan, articles.size() < ARTICLES_PER_STEP ? null : articles.get(articles.size() - 1));
        return true;
    }
}
