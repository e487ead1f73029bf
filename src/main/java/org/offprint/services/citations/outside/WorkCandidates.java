package org.offprint.services.citations.outside;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.services.citations.outside.FoundWork.Source;
import org.offprint.services.citations.resemblance.CitedReference;
import org.offprint.services.citations.resemblance.JournalNames;
import org.offprint.services.citations.resemblance.ReferenceSimilarity;

/**
 * External works that a reference may cite, most likely first. Works are compared with the words of the reference under
 * the same rules as articles in this service.
 *
 * @param isSure whether the first work is a certain match, with a clearly higher score than the next work
 */
public record WorkCandidates(List<FoundWork> works, boolean isSure) {

    /** Result for a reference that does not resemble any work. */
    public static final WorkCandidates NONE = new WorkCandidates(List.of(), false);

    private static final int MAX_WORKS = 5;

    /** Minimum score of a returned external work. */
    private static final double MIN_SCORE = 0.4;

    /** Maximum share of a title that a reference without a title contains by chance, in names and journal titles. */
    private static final double MAX_UNTITLED_SHARE = 0.4;

    private record ScoredWork(ExternalWork work, ReferenceSimilarity resemblance) {}

    /**
     * Scores the external works found for a reference. Works with the same DOI are counted once.
     *
     * @param here DOI keys of articles in this service; external works with these DOIs are scored but not returned
     */
    public static WorkCandidates of(
            CitedReference reference, Collection<ExternalWork> found, Set<String> here, Source source) {
        if (found.isEmpty()) {
            return NONE;
        }
        PrintedWords printed = reference.words();
        Map<UUID, ExternalWork> works = new LinkedHashMap<>();
        found.forEach(work -> works.put(work.id(), work));
        Map<UUID, List<String>> journals = new HashMap<>();
        works.values().forEach(work -> journals.putAll(work.journalNames()));
        Set<UUID> named = new JournalNames(journals).in(printed);
        List<ScoredWork> weighed = new ArrayList<>(works.values().stream()
                .map(work -> new ScoredWork(work, ReferenceSimilarity.of(printed, work.citable(), named)))
                .toList());
        weighed.sort(Comparator.comparingDouble(
                        (ScoredWork each) -> -each.resemblance().score())
                .thenComparing(each -> each.work().doi().key()));
        double best = weighed.get(0).resemblance().score();
        double next = weighed.size() > 1 ? weighed.get(1).resemblance().score() : 0;
        boolean isSure = weighed.get(0).resemblance().isSure()
                && best - next >= ReferenceSimilarity.MIN_SCORE_DIFFERENCE
                && beginsAlike(printed, weighed.get(0))
                && !here.contains(weighed.get(0).work().doi().key());
        return new WorkCandidates(
                weighed.stream()
                        .filter(each -> !here.contains(each.work().doi().key()))
                        .filter(each -> each.resemblance().score() >= MIN_SCORE)
                        .limit(MAX_WORKS)
                        .map(each -> found(each, source))
                        .toList(),
                isSure);
    }

    /**
     * Returns whether the reference contains the first word of the work's title, or no title. Corrections, replies and
     * comments often have titles that begin with additional words, followed by the title of the original work.
     */
    private static boolean beginsAlike(PrintedWords printed, ScoredWork weighed) {
        return weighed.resemblance().title() < MAX_UNTITLED_SHARE
                || weighed.work().titles().stream().anyMatch(title -> printed.has(title.get(0)));
    }

    private static FoundWork found(ScoredWork weighed, Source source) {
        double score = Math.round(weighed.resemblance().score() * 1_000) / 1_000.0;
        return new FoundWork(weighed.work().doi(), weighed.work().title(), Math.min(1, score), source);
    }

    /** Returns the external work that certainly matches the reference, or empty if no match is certain. */
    public Optional<FoundWork> sure() {
        return isSure ? Optional.of(works.get(0)) : Optional.empty();
    }

    /** Returns the external works that the reference may cite, excluding the certain match. */
    public List<FoundWork> others() {
        return isSure ? works.subList(1, works.size()) : works;
    }
}
