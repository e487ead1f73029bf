package org.offprint.references;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.text.FoldedText;

/** The words of a reference: those printed, then the stated parts that are not among them. */
public final class PrintedWords {

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
    public static PrintedWords of(Reference reference) {
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

    /**
     * Returns each word of a reference once, and the years that are among them ({@code 2024} of {@code 2024a}): no fewer than
     * {@link #of} has, and those of addresses.
     */
    public static Set<String> distinct(Reference reference) {
        Set<String> distinct = new LinkedHashSet<>();
        Stream.concat(Stream.ofNullable(reference.text()), parts(reference))
                .filter(Objects::nonNull)
                .forEach(part -> distinct.addAll(words(part)));
        Set<String> years = new LinkedHashSet<>();
        for (String word : distinct) {
            Integer year = word.length() == 5 ? year(word) : null;
            if (year != null) {
                years.add(year.toString());
            }
        }
        distinct.addAll(years);
        return distinct;
    }

    /**
     * Returns all that a reference says as one folded text, in which each of its words stands, and others by chance: looking
     * into it tells quickly that a word is not there.
     */
    public static String folded(Reference reference) {
        StringBuilder folded = new StringBuilder();
        if (reference.text() != null) {
            folded.append(FoldedText.folded(reference.text()));
        }
        parts(reference).filter(Objects::nonNull).forEach(part -> folded.append(BREAK)
                .append(FoldedText.folded(part)));
        return folded.toString();
    }

    /** Returns the words of any text as they are compared. */
    public static List<String> words(String text) {
        String some = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return FoldedText.words(FoldedText.folded(some));
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
    public static Integer year(String word) {
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

    /** Returns the words in their order, a stroke between the text and parts that are not in it. */
    public List<String> all() {
        return words;
    }

    /** Returns the years among the words. */
    public Set<Integer> years() {
        return years;
    }

    /** Reports whether a word is there. */
    public boolean has(String word) {
        return places.containsKey(word);
    }

    /** Returns how often a word is there. */
    public int count(String word) {
        return places.getOrDefault(word, List.of()).size();
    }

    /** Returns where these words stand next to each other; -1 where they do not. */
    public int find(List<String> run) {
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
    public boolean arePair(String first, String second) {
        for (int place : places.getOrDefault(first, List.of())) {
            if (place + 1 < words.size() && words.get(place + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }
}
