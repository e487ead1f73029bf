package org.offprint.references.tokens;

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

/** Words of a reference: the words of the printed text, followed by the members that the text does not contain. */
public final class PrintedWords {

    /** Separator between the printed text and each member of a reference, which prevents matches across them. */
    private static final String SEPARATOR = "|";

    private static final int MAX_TEXT_LENGTH = 4_000;
    private static final int MAX_WORDS = 400;
    private static final int MAX_PEOPLE = 20;

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<Integer>> positions = new HashMap<>();
    private final Set<Integer> years = new HashSet<>();

    private PrintedWords() {}

    /** Returns the words of a reference, at most 400. */
    public static PrintedWords of(Reference reference) {
        PrintedWords printed = new PrintedWords();
        if (reference.text() != null) {
            printed.add(words(withoutAddresses(reference.text())));
        }
        parts(reference).filter(Objects::nonNull).forEach(part -> {
            List<String> each = words(part);
            if (printed.find(each) < 0) {
                printed.add(List.of(SEPARATOR));
                printed.add(each);
            }
        });
        return printed;
    }

    /**
     * Returns the distinct words of a reference. A year with a letter, such as {@code 2024a}, is also returned without
     * the letter. The result includes all words of {@link #of} and the words of DOIs and URLs.
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
     * Returns the text and members of a reference as one folded string. Search this string to quickly exclude words
     * that the reference does not contain. A match is not conclusive, because it may be a part of a longer word.
     */
    public static String folded(Reference reference) {
        StringBuilder folded = new StringBuilder();
        if (reference.text() != null) {
            folded.append(FoldedText.folded(reference.text()));
        }
        parts(reference).filter(Objects::nonNull).forEach(part -> folded.append(SEPARATOR)
                .append(FoldedText.folded(part)));
        return folded.toString();
    }

    /** Returns the words of a reference text, folded for comparison. */
    public static List<String> words(String text) {
        String some = text.length() > MAX_TEXT_LENGTH ? text.substring(0, MAX_TEXT_LENGTH) : text;
        return FoldedText.words(FoldedText.folded(some));
    }

    private static Stream<String> parts(Reference reference) {
        Stream<String> people = Stream.concat(reference.authors().stream(), reference.editors().stream())
                .limit(MAX_PEOPLE)
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

    /** Returns a reference text without DOIs and URLs, whose numbers could be mistaken for pages. */
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
            if (words.size() == MAX_WORDS) {
                return;
            }
            positions.computeIfAbsent(word, absent -> new ArrayList<>(2)).add(words.size());
            words.add(word);
            Integer year = year(word);
            if (year != null) {
                years.add(year);
            }
        }
    }

    /** Returns the year in a word such as 2024 or 2024a, or null if the word is not a year. */
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

    /**
     * Returns the words of the reference in order. Each member that the printed text does not contain is preceded by a
     * vertical bar.
     */
    public List<String> all() {
        return words;
    }

    /** Returns the years among the words of the reference. */
    public Set<Integer> years() {
        return years;
    }

    /** Returns whether the reference contains the given word. */
    public boolean has(String word) {
        return positions.containsKey(word);
    }

    /** Returns how often a word occurs in the reference. */
    public int count(String word) {
        return positions.getOrDefault(word, List.of()).size();
    }

    /** Returns the index of the first occurrence of a word sequence in the reference, or -1 if there is none. */
    public int find(List<String> run) {
        if (run.isEmpty()) {
            return -1;
        }
        for (int position : positions.getOrDefault(run.get(0), List.of())) {
            if (position + run.size() <= words.size()
                    && words.subList(position, position + run.size()).equals(run)) {
                return position;
            }
        }
        return -1;
    }

    /** Returns whether one word occurs immediately before another word in the reference. */
    public boolean arePair(String first, String second) {
        for (int position : positions.getOrDefault(first, List.of())) {
            if (position + 1 < words.size() && words.get(position + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }
}
