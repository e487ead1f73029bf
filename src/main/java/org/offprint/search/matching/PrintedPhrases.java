package org.offprint.search.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.offprint.journal.affiliations.parsing.ComparedWords;

/** The words of an affiliation as printed, as names are compared, and where a comma stands among them. */
final class PrintedPhrases {

    /** Words of a name that is looked for within others, and how many of a text are looked at. */
    private static final int LONGEST_NAME = 12;

    private static final int MOST_WORDS = 80;
    /** Parts between commas that one name may span, and how many of a text are looked at. */
    private static final int LONGEST_RUN = 6;

    private static final int MOST_PARTS = 60;

    private final List<String> words = new ArrayList<>();

    /** Before the words at these places. */
    private final TreeSet<Integer> commas = new TreeSet<>();

    PrintedPhrases(List<String> segments) {
        commas.add(0);
        for (String segment : segments) {
            words.addAll(ComparedWords.compared(segment));
            commas.add(words.size());
        }
    }

    List<String> words() {
        return words;
    }

    boolean isComma(int place) {
        return commas.contains(place);
    }

    /** All that stands from comma to comma, as names are compared: nothing else can be a name that is sure. */
    Set<String> wholes() {
        Set<String> wholes = new HashSet<>();
        List<Integer> places = commas.stream().limit(MOST_PARTS).toList();
        for (int i = 0; i < places.size(); i++) {
            int from = places.get(i);
            for (int j = i + 1; j < places.size() && j <= i + LONGEST_RUN; j++) {
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

    /** All runs of two words and more, as names are compared, wherever they stand. */
    Set<String> runs() {
        Set<String> runs = new HashSet<>();
        int end = Math.min(MOST_WORDS, words.size());
        for (int from = 0; from < end; from++) {
            for (int until = from + 2; until <= Math.min(end, from + LONGEST_NAME); until++) {
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

    /** Chinese puts a department behind its university without a comma, but an affiliated hospital too. */
    boolean isUniversity(List<String> wanted, int end) {
        int length = wanted.size();
        return length > 3
                && wanted.get(length - 2).equals("大")
                && wanted.get(length - 1).matches("[学學]")
                && !words.get(end).equals("附");
    }
}
