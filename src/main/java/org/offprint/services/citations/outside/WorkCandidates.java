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
import org.offprint.references.PrintedWords;
import org.offprint.services.citations.outside.FoundWork.Source;
import org.offprint.services.citations.resemblance.CitedReference;
import org.offprint.services.citations.resemblance.JournalNames;
import org.offprint.services.citations.resemblance.Resemblance;

/**
 * The works elsewhere that a reference may mean, each held against its words as articles here are, the likeliest first.
 *
 * @param isSure whether the first one is meant without doubt, and is clear of all others
 */
public record WorkCandidates(List<FoundWork> works, boolean isSure) {

    /** Stands for no works. */
    public static final WorkCandidates NONE = new WorkCandidates(List.of(), false);

    private static final int MOST = 5;

    /** Less alike than that is not worth a look. */
    private static final double LEAST = 0.4;

    private record Weighed(OutsideWork work, Resemblance resemblance) {}

    /**
     * Weighs works that were found for a reference; two of them with one DOI are one.
     *
     * @param here the keys of the DOIs that articles here have: these are weighed with the others, and are no works
     *     elsewhere
     */
    public static WorkCandidates of(
            CitedReference reference, Collection<OutsideWork> found, Set<String> here, Source source) {
        if (found.isEmpty()) {
            return NONE;
        }
        PrintedWords printed = reference.words();
        Map<UUID, OutsideWork> works = new LinkedHashMap<>();
        found.forEach(work -> works.put(work.id(), work));
        Map<UUID, List<String>> journals = new HashMap<>();
        works.values().forEach(work -> journals.putAll(work.journalNames()));
        Set<UUID> named = new JournalNames(journals).in(printed);
        List<Weighed> weighed = new ArrayList<>(works.values().stream()
                .map(work -> new Weighed(work, Resemblance.of(printed, work.citable(), named)))
                .toList());
        weighed.sort(
                Comparator.comparingDouble((Weighed each) -> -each.resemblance().score())
                        .thenComparing(each -> each.work().doi().key()));
        double best = weighed.get(0).resemblance().score();
        double next = weighed.size() > 1 ? weighed.get(1).resemblance().score() : 0;
        boolean isSure = weighed.get(0).resemblance().isSure()
                && best - next >= Resemblance.CLEAR
                && beginsAlike(printed, weighed.get(0).work())
                && !here.contains(weighed.get(0).work().doi().key());
        return new WorkCandidates(
                weighed.stream()
                        .filter(each -> !here.contains(each.work().doi().key()))
                        .filter(each -> each.resemblance().score() >= LEAST)
                        .limit(MOST)
                        .map(each -> found(each, source))
                        .toList(),
                isSure);
    }

    /**
     * Reports whether the first word of the title is printed: corrections, replies and comments say what they are and then
     * have the title of the work that is meant.
     */
    private static boolean beginsAlike(PrintedWords printed, OutsideWork work) {
        return work.titles().stream().anyMatch(title -> printed.has(title.get(0)));
    }

    private static FoundWork found(Weighed weighed, Source source) {
        double score = Math.round(weighed.resemblance().score() * 1_000) / 1_000.0;
        return new FoundWork(weighed.work().doi(), weighed.work().title(), Math.min(1, score), source);
    }

    /** Returns the work that is meant without doubt. */
    public Optional<FoundWork> sure() {
        return isSure ? Optional.of(works.get(0)) : Optional.empty();
    }

    /** Returns the works that may be meant beside the sure one. */
    public List<FoundWork> others() {
        return isSure ? works.subList(1, works.size()) : works;
    }
}
