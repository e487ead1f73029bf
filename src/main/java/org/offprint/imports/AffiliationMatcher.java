package org.offprint.imports;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.imports.batch.AffiliationLink;
import org.offprint.imports.batch.AffiliationLinks;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.resolving.PrintedMention;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.platform.changes.Writes;
import org.offprint.search.SearchIndex;
import org.offprint.search.matching.AffiliationMatching;
import org.offprint.search.matching.MatchCandidate;

/**
 * Matches the printed affiliations of a batch to organizations, before the transaction of the batch starts. Each
 * distinct affiliation is matched once. Matches from earlier batches are cached.
 */
@ApplicationScoped
class AffiliationMatcher {

    private static final Logger LOG = Logger.getLogger(AffiliationMatcher.class);
    private static final int MAX_CANDIDATES = 3;
    /** Minimum likelihood of a reported match, from 0 to 1. */
    private static final double MIN_SCORE = 0.5;
    /** Affiliation that is matched to check whether the search index is available. */
    private static final String PROBE = "University of Oxford, UK";

    /**
     * Maximum time that an import waits for the search index. A worker that waits longer loses its claim to the job.
     */
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final AffiliationMatching matching;
    private final Writes writes;

    AffiliationMatcher(AffiliationMatching matching, Writes writes) {
        this.matching = matching;
        this.writes = writes;
    }

    /**
     * Returns the organizations that match the printed affiliations of the given records. Returns no matches if the
     * import does not link affiliations.
     */
    AffiliationLinks find(List<ReadRecord> readRecords, ImportSession session) {
        AffiliationLinks links = new AffiliationLinks();
        Set<String> unknown = new LinkedHashSet<>();
        if (session.request().linksAffiliations()) {
            readRecords.forEach(read -> addTexts(read.record(), session.links(), links, unknown));
        }
        if (!unknown.isEmpty() && isReady(session)) {
            for (String text : unknown) {
                session.watch().run();
                List<AffiliationLink> found = match(text);
                links.add(text, found);
                session.links().add(text, found);
            }
        }
        return links;
    }

    private static void addTexts(
            ImportRecord record, AffiliationLinkCache cache, AffiliationLinks links, Set<String> unknown) {
        if (record == null
                || record.body() == null
                || !"article".equals(record.kind())
                || PrintedMention.isSettled(record.body())) {
            return;
        }
        for (JsonNode contributor : record.body().path("contributors")) {
            for (JsonNode mention : contributor.path("affiliations")) {
                String text = PrintedMention.text(mention);
                List<AffiliationLink> found = text == null ? null : cache.of(text);
                if (found != null) {
                    links.add(text, found);
                } else if (text != null) {
                    unknown.add(text);
                }
            }
        }
    }

    /**
     * Returns whether affiliations can be linked to organizations. Waits for a limited time until the search index is
     * built and contains the affiliations of this import.
     */
    private boolean isReady(ImportSession session) {
        if (session.takeNewAffiliations() && !await(writes::awaitReaders, session.watch())) {
            LOG.warn("The search index is not up to date; an import links only to organizations already indexed");
        }
        if (!await(this::indexAnswers, session.watch())) {
            LOG.warn("The search index is being built; an import continues without linking affiliations");
            return false;
        }
        return !matching.hasNoOrganizations();
    }

    private boolean indexAnswers() {
        try {
            matching.matchWholeNames(PROBE, 1);
            return true;
        } catch (SearchIndex.NotReadyException e) {
            return false;
        }
    }

    private static boolean await(BooleanSupplier wanted, Runnable watch) {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        boolean isSo = wanted.getAsBoolean();
        while (!isSo && System.nanoTime() < deadline) {
            watch.run();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            isSo = wanted.getAsBoolean();
        }
        return isSo;
    }

    private List<AffiliationLink> match(String text) {
        try {
            return matching.matchWholeNames(text, MAX_CANDIDATES).stream()
                    .filter(candidate -> candidate.score() >= MIN_SCORE)
                    .map(AffiliationMatcher::link)
                    .toList();
        } catch (SearchIndex.TooCostlyException | SearchIndex.NotReadyException e) {
            return List.of();
        }
    }

    private static AffiliationLink link(MatchCandidate candidate) {
        JsonNode affiliation = candidate.affiliation();
        String ror = affiliation.path("ror").textValue();
        return new AffiliationLink(
                UUID.fromString(affiliation.path("id").textValue()),
                affiliation.path("name").textValue(),
                ror == null ? null : RorId.parse(ror),
                candidate.score(),
                candidate.sure());
    }
}
