package org.offprint.services.citations.outside;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.codec.digest.MurmurHash3;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.services.citations.resemblance.CitableWork;

/**
 * Fingerprints for finding the work that a reference cites. Each fingerprint is a hash of a publication year with the
 * first or last words of a title, or with a volume and page. Fingerprints can be looked up quickly in the database.
 * Unless it contains typos, a reference shares a fingerprint with the work that it cites. Unrelated works may share a
 * fingerprint by chance, and are excluded by comparing all words of the reference and the work.
 */
final class WorkFingerprints {

    /** Number of words at the start or end of a title that form a fingerprint. */
    private static final int WORDS_AT_EACH_END = 4;

    private static final int MIN_WORDS = 2;

    /** Maximum number of words that may precede the title in a reference. */
    private static final int MAX_WORDS = 100;

    private static final int MAX_NUMBERS = 12;
    private static final int MAX_YEARS = 3;

    private WorkFingerprints() {}

    /** Returns the fingerprints of a work, or an empty set if the work has no year. */
    static Set<Long> of(CitableWork work) {
        Set<Long> prints = new HashSet<>();
        for (int year : work.years()) {
            for (List<String> title : work.titles()) {
                int size = title.size();
                if (size >= MIN_WORDS) {
                    prints.add(words(year, title.subList(0, Math.min(WORDS_AT_EACH_END, size))));
                    prints.add(words(year, title.subList(Math.max(0, size - WORDS_AT_EACH_END), size)));
                }
            }
            boolean isPlaced = work.volume() != null && work.volume().size() == 1;
            work.pages().stream()
                    .filter(page -> isPlaced && page.size() == 1)
                    .forEach(page -> prints.add(place(year, work.volume().get(0), page.get(0))));
        }
        return prints;
    }

    /**
     * Returns all fingerprints that the words of a reference may match, or an empty set if the reference contains no
     * year.
     */
    static Set<Long> of(PrintedWords printed) {
        Set<Long> prints = new HashSet<>();
        List<String> words = printed.all();
        List<String> numbers = words.stream()
                .filter(word -> word.chars().anyMatch(Character::isDigit))
                .distinct()
                .limit(MAX_NUMBERS)
                .toList();
        List<Integer> years = words.stream()
                .map(PrintedWords::year)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MAX_YEARS)
                .toList();
        for (int year : years) {
            for (int length = MIN_WORDS; length <= WORDS_AT_EACH_END; length++) {
                for (int at = 0; at + length <= words.size() && at < MAX_WORDS; at++) {
                    prints.add(words(year, words.subList(at, at + length)));
                }
            }
            for (int i = 0; i < numbers.size(); i++) {
                for (int j = i + 1; j < numbers.size(); j++) {
                    prints.add(place(year, numbers.get(i), numbers.get(j)));
                }
            }
        }
        return prints;
    }

    private static long words(int year, List<String> words) {
        return hash("words " + year + " " + String.join(" ", words));
    }

    /** Returns the fingerprint of a volume and a page. All citation styles print the volume before the page. */
    private static long place(int year, String volume, String page) {
        return hash("place " + year + " " + volume + " " + page);
    }

    private static long hash(String text) {
        return MurmurHash3.hash128x64(text.getBytes(StandardCharsets.UTF_8))[0];
    }
}
