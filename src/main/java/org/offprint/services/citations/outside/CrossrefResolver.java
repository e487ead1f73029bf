package org.offprint.services.citations.outside;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.SessionLock;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.outside.CrossrefWorksClient.QueryAnswer;
import org.offprint.services.citations.outside.CrossrefWorksClient.QueryOutcome;
import org.offprint.services.citations.outside.UnlinkedReferences.Changed;
import org.offprint.services.citations.resemblance.CitedReference;

/**
 * Uses Crossref's REST API to resolve published references that have neither an identifier nor a link, one query at a
 * time. Articles are processed after their references have been looked up in the imported set of external works. Only
 * one node sends queries, outside of transactions and within the API's rate limit. Each response is stored under the
 * hash of the reference text, so that identical references are queried only once.
 */
@Startup
@ApplicationScoped
class CrossrefResolver {

    private static final Logger LOG = Logger.getLogger(CrossrefResolver.class);

    private static final String NAME = "crossref-works";
    private static final long POLL_MILLIS = 250;
    private static final int ARTICLES_PER_STEP = 20;
    private static final int DELETED_PER_ROUND = 10_000;
    private static final int MAX_QUERY_LENGTH = 500;

    /** Minimum number of words in a queried reference. Shorter references, such as "Ibid.", identify no work. */
    private static final int MIN_WORDS = 5;

    /** Number of consecutive failures after which the lookup of a reference is abandoned. */
    private static final int MAX_FAILURES = 3;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ROUNDS = Duration.ofDays(1);

    private static final List<Duration> RETRY_DELAYS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private final Sql sql;
    private final Writes writes;
    private final UnlinkedReferences unlinked;
    private final ExternalWorks outside;
    private final FoundWorkTable found;
    private final MeterRegistry registry;
    private final Clock clock;
    private final SessionLock lock;
    private final Duration keptFor;

    /** Client for Crossref's REST API; null if queries are disabled. */
    private final CrossrefWorksClient works;

    private final FollowerLoop loop;

    private Instant notBefore = Instant.EPOCH;
    private Instant nextRound = Instant.EPOCH;
    private int failures;

    @Inject
    CrossrefResolver(
            Sql sql,
            Writes writes,
            UnlinkedReferences unlinked,
            ExternalWorks outside,
            FoundWorkTable found,
            MeterRegistry registry,
            Clock clock,
            AgroalDataSource source,
            @ConfigProperty(name = "offprint.crossref.works-url") Optional<String> url,
            @ConfigProperty(name = "offprint.crossref.works-email") Optional<String> mail,
            @ConfigProperty(name = "offprint.crossref.works-again") Duration keptFor) {
        this(
                sql,
                writes,
                unlinked,
                outside,
                found,
                registry,
                clock,
                source,
                url.isPresent() && mail.isPresent()
                        ? new CrossrefWorksClient(URI.create(url.get()), mail.get(), TIMEOUT, clock)
                        : null,
                keptFor);
        if (works != null) {
            loop.start();
        } else if (url.isPresent()) {
            LOG.warn("References are not resolved through Crossref's REST API, because no contact address is"
                    + " set. Set OFFPRINT_CROSSREF_WORKS_EMAIL to the address.");
        }
    }

    /** Creates a resolver without starting its follower thread. */
    CrossrefResolver(
            Sql sql,
            Writes writes,
            UnlinkedReferences unlinked,
            ExternalWorks outside,
            FoundWorkTable found,
            MeterRegistry registry,
            Clock clock,
            AgroalDataSource source,
            CrossrefWorksClient works,
            Duration keptFor) {
        this.sql = sql;
        this.writes = writes;
        this.unlinked = unlinked;
        this.outside = outside;
        this.found = found;
        this.registry = registry;
        this.clock = clock;
        this.works = works;
        this.keptFor = keptFor;
        // Publish the counters at zero, so that monitoring systems can detect the first increment.
        Stream.of("found", "none", "failed").forEach(this::queries);
        lock = new SessionLock(source, NAME);
        loop = new FollowerLoop(NAME, POLL_MILLIS, this::step);
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        if (works != null) {
            loop.close();
        }
        lock.close();
    }

    /**
     * Progress of the Crossref queries in the change log.
     *
     * @param ahead change log position up to which references have been looked up in the imported external works; 0
     *     while references are looked up in newly imported works
     */
    private record Progress(long position, long ahead) {}

    /** Skips articles without references to query, or sends one query. Returns whether more work may be pending. */
    boolean step() {
        if (clock.instant().isBefore(notBefore) || !lock.tryAcquire()) {
            return false;
        }
        Progress place = place();
        Changed changed = unlinked.changed(place.position(), place.ahead(), ARTICLES_PER_STEP);
        if (changed == null) {
            return restartIfAnswersExpired();
        }
        List<CitedReference> open = unlinked.of(changed.articles()).stream()
                .filter(CrossrefResolver::canBeQueried)
                .toList();
        Optional<CitedReference> next = found.notYetQueried(open).stream().findFirst();
        if (next.isPresent()) {
            ask(next.get());
        } else {
            moveTo(changed.position());
        }
        return true;
    }

    private Progress place() {
        return sql.first(
                        "select position, coalesce((select f.position from follower f cross join outside_set s"
                                + " where f.name = 'outside-works' and " + ExternalWorkSet.IS_LOOKED_UP
                                + "), 0) ahead from crossref_place",
                        row -> new Progress(row.getLong("position"), row.getLong("ahead")))
                .orElseThrow();
    }

    private void moveTo(long position) {
        sql.update("update crossref_place set position = ?", position);
    }

    /**
     * Once a day, deletes old Crossref responses without a certain match. If any response was deleted, restarts at the
     * beginning of the change log.
     */
    private boolean restartIfAnswersExpired() {
        Instant now = clock.instant();
        if (now.isBefore(nextRound)) {
            return false;
        }
        nextRound = now.plus(BETWEEN_ROUNDS);
        return writes.run(write -> {
            boolean isAnew = found.deleteUnsure(now.minus(keptFor), DELETED_PER_ROUND);
            if (isAnew) {
                moveTo(0);
            }
            return isAnew;
        });
    }

    private static boolean canBeQueried(CitedReference reference) {
        return reference.identifiers().isEmpty() && reference.words().all().size() >= MIN_WORDS;
    }

    private void ask(CitedReference reference) {
        QueryAnswer answer = works.ask(queryText(reference.reference()));
        Instant now = clock.instant();
        if (answer.end() == QueryOutcome.ANSWERED) {
            failures = 0;
            WorkCandidates candidates = WorkCandidates.of(
                    reference, answer.works(), outside.publishedHere(answer.works()), FoundWork.Source.CROSSREF);
            store(reference, candidates.sure());
            notBefore = later(now.plus(answer.pace()), answer.notBefore());
            return;
        }
        queries("failed").increment();
        if (failures++ == 0) {
            LOG.warnf("Crossref's REST API did not answer; the query will be retried later: %s", answer.why());
        }
        if (answer.end() == QueryOutcome.FAILED && failures % MAX_FAILURES == 0) {
            store(reference, Optional.empty());
        }
        Duration usual = RETRY_DELAYS.get(Math.min(failures, RETRY_DELAYS.size()) - 1);
        double share = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        notBefore = later(now.plusMillis((long) (usual.toMillis() * share)), answer.notBefore());
    }

    private Counter queries(String outcome) {
        return Counter.builder("offprint.crossref.questions")
                .description("Requests by this node to Crossref's REST API")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void store(CitedReference reference, Optional<FoundWork> work) {
        queries(work.isPresent() ? "found" : "none").increment();
        writes.run(write -> {
            found.storeFromCrossref(reference, work, write.now());
            return null;
        });
    }

    private static Instant later(Instant one, Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /**
     * Returns the query for a reference: the printed text or, if there is no printed text, the bibliographic elements
     * separated by spaces. Truncates the query to 500 characters.
     */
    static String queryText(Reference reference) {
        String words = reference.text() == null || reference.text().isBlank()
                ? Stream.of(
                                reference.authors().stream()
                                        .map(CrossrefResolver::name)
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.joining(" ")),
                                reference.title(),
                                reference.containerTitle(),
                                reference.volume(),
                                reference.firstPage(),
                                reference.year())
                        .filter(part -> part != null && !part.isEmpty())
                        .collect(Collectors.joining(" "))
                : reference.text().strip();
        if (words.length() <= MAX_QUERY_LENGTH) {
            return words;
        }
        int end = words.lastIndexOf(' ', MAX_QUERY_LENGTH);
        int cut = end > 0 ? end : MAX_QUERY_LENGTH;
        // Do not split a surrogate pair.
        return words.substring(0, Character.isLowSurrogate(words.charAt(cut)) ? cut - 1 : cut);
    }

    private static String name(ReferenceAuthor author) {
        return author.family() == null ? author.name() : author.family();
    }
}
