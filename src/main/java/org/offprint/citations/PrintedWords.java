package org.offprint.citations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.affiliations.parsing.ComparedWords;
import org.offprint.record.Reference;
import org.offprint.record.Reference.ReferenceAuthor;
import org.offprint.text.FoldedText;

/** The words of a reference: those printed, then the stated parts that are not among them. */
final class PrintedWords {

    /** Stands between a text and a part, so that nothing is found across. */
    private static final String BREAK = "|";

    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_WORDS = 400;
    private static final int MOST_PEOPLE = 20;

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final Set<Integer> years = new HashSet<>();

    private PrintedWords() {}

    /** Returns the words of a reference; of a very long one the first. */
    static PrintedWords of(Reference reference) {
        PrintedWords printed = new PrintedWords();
        if (reference.text() != null) {
            printed.add(words(withoutAddresses(reference.text())));
        }
        parts(reference).filter(Objects::nonNull).forEach(part -> {
            List<String> each = words(part);
            if (printed.find(each) < 0) {
                printed.add(List.of(BREAK));
                printed.add(each);
            }
        });
        return printed;
    }

    /** Returns the words of any text as they are compared. */
    static List<String> words(String text) {
        String some = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return ComparedWords.of(FoldedText.folded(some));
    }

    private static Stream<String> parts(Reference reference) {
        Stream<String> people = Stream.concat(reference.authors().stream(), reference.editors().stream())
                .limit(MOST_PEOPLE)
                .flatMap(PrintedWords::names);
        return Stream.concat(
                people,
                Stream.of(
                        reference.title(),
                        reference.containerTitle(),
                        reference.issn(),
                        reference.year(),
                        reference.volume(),
                        reference.issue(),
                        reference.firstPage(),
                        reference.articleNumber()));
    }

    private static Stream<String> names(ReferenceAuthor person) {
        return Stream.of(person.family(), person.name());
    }

    /** Returns a text without DOIs and links, whose numbers are no pages. */
    private static String withoutAddresses(String text) {
        StringBuilder rest = new StringBuilder();
        for (String run : FoldedText.plain(text).split(" ")) {
            boolean isDoi = run.contains("10.") && run.contains("/");
            if (!isDoi && !run.contains("://") && !run.startsWith("www.")) {
                rest.append(run).append(' ');
            }
        }
        return rest.toString();
    }

    private void add(List<String> more) {
        for (String word : more) {
            if (words.size() == MOST_WORDS) {
                return;
            }
            places.computeIfAbsent(word, absent -> new ArrayList<>(2)).add(words.size());
            words.add(word);
            Integer year = year(word);
            if (year != null) {
                years.add(year);
            }
        }
    }

    /** Returns the year that a word is, such as 2024 or 2024a; null where it is none. */
    static Integer year(String word) {
        int digits = word.length() == 5 && Character.isLetter(word.charAt(4)) ? 4 : word.length();
        if (digits != 4 || word.charAt(0) != '1' && word.charAt(0) != '2') {
            return null;
        }
        int year = 0;
        for (int i = 0; i < 4; i++) {
            char c = word.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            year = 10 * year + c - '0';
        }
        return year >= 1500 && year < 2100 ? year : null;
    }

    List<String> all() {
        return words;
    }

    Set<Integer> years() {
        return years;
    }

    boolean has(String word) {
        return places.containsKey(word);
    }

    int count(String word) {
        return places.getOrDefault(word, List.of()).size();
    }

    /** Returns where these words stand next to each other; -1 where they do not. */
    int find(List<String> run) {
        if (run.isEmpty()) {
            return -1;
        }
        for (int place : places.getOrDefault(run.get(0), List.of())) {
            if (place + run.size() <= words.size()
                    && words.subList(place, place + run.size()).equals(run)) {
                return place;
            }
        }
        return -1;
    }

    /** Reports whether a word stands right before another. */
    boolean arePair(String first, String second) {
        for (int place : places.getOrDefault(first, List.of())) {
            if (place + 1 < words.size() && words.get(place + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }
}
