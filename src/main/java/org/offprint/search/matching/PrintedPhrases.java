package org.offprint.search.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.offprint.journal.affiliations.parsing.ComparedWords;

/** Words of a printed affiliation, normalized for comparison, with the positions of its commas. */
final class PrintedPhrases {

    /**
     * Maximum number of words in an organization name that is searched for within an affiliation. In the affiliation
     * itself, at most {@link #MAX_WORDS} words are checked.
     */
    private static final int MAX_NAME_WORDS = 12;

    private static final int MAX_WORDS = 80;
    /**
     * Maximum number of comma-separated parts in one organization name. In the affiliation itself, at most {@link
     * #MAX_PARTS} parts are checked.
     */
    private static final int MAX_NAME_PARTS = 6;

    private static final int MAX_PARTS = 60;

    private final List<String> words = new ArrayList<>();

    /** Indexes of the words that follow a comma in the affiliation. */
    private final TreeSet<Integer> commas = new TreeSet<>();

    PrintedPhrases(List<String> segments) {
        commas.add(0);
        for (String segment : segments) {
            words.addAll(ComparedWords.significantWords(segment));
            commas.add(words.size());
        }
    }

    List<String> words() {
        return words;
    }

    boolean isComma(int place) {
        return commas.contains(place);
    }

    /**
     * Returns the phrases of an affiliation that begin and end at a comma, normalized for comparison. Only such phrases
     * can be certain matches.
     */
    Set<String> wholes() {
        Set<String> wholes = new HashSet<>();
        List<Integer> places = commas.stream().limit(MAX_PARTS).toList();
        for (int i = 0; i < places.size(); i++) {
            int from = places.get(i);
            for (int j = i + 1; j < places.size() && j <= i + MAX_NAME_PARTS; j++) {
                add(from, places.get(j), wholes);
            }
            int end = i + 1 < places.size() ? places.get(i + 1) : from;
            for (int until = from + 1; until < end; until++) {
                if (isUniversity(words.subList(from, until), until)) {
                    add(from, until, wholes);
                }
            }
        }
        return wholes;
    }

    /** Returns all sequences of two or more words in the affiliation, normalized for comparison. */
    Set<String> runs() {
        Set<String> runs = new HashSet<>();
        int end = Math.min(MAX_WORDS, words.size());
        for (int from = 0; from < end; from++) {
            for (int until = from + 2; until <= Math.min(end, from + MAX_NAME_WORDS); until++) {
                add(from, until, runs);
            }
        }
        return runs;
    }

    private void add(int from, int until, Set<String> to) {
        if (from < until) {
            to.add(String.join(" ", words.subList(from, until)));
        }
    }

    /**
     * Returns whether the words before {@code end} are the name of a Chinese university. In Chinese, a department
     * follows its university without a comma. An affiliated hospital also follows without a comma, but is a separate
     * organization.
     */
    boolean isUniversity(List<String> wanted, int end) {
        int length = wanted.size();
        return length > 3
                && wanted.get(length - 2).equals("大")
                && wanted.get(length - 1).matches("[学學]")
                && !words.get(end).equals("附");
    }
}
