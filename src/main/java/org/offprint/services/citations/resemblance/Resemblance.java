package org.offprint.services.citations.resemblance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.references.PrintedWords;

/**
 * Weighs how much of an article a reference says, by its printed words: a part that contradicts counts whole against it,
 * one that is simply not printed counts half.
 *
 * @param score 0 to 1
 * @param agreed the names of the parts that agree
 * @param title how much of a title stands there, 0 to 1
 */
public record Resemblance(double score, List<String> agreed, double title) {

    /** The least part of a title that is that title. */
    public static final double TITLE_AGREES = 0.6;

    private static final double SURE = 0.8;
    private static final int LEAST_AGREEING = 3;

    private static final double TITLE = 2;
    private static final double PAGE = 1.5;
    private static final double JOURNAL = 1.5;
    private static final double OTHER = 1;
    private static final double HALF = 0.5;

    /** The least difference of score from the next one. */
    public static final double CLEAR = 0.1;

    /** Words that may be of other people, before there must be a title among them. */
    private static final int WORDS_OF_NO_TITLE = 6;

    private static final int LONG_WORD = 4;

    private static final List<String> ALL_BUT_TITLE = List.of("journal", "page", "volume", "author");

    /** Reports whether the work is meant without doubt, if nothing else is. */
    public boolean isSure() {
        return agreed.contains("title")
                ? score >= SURE && agreed.size() >= LEAST_AGREEING
                : agreed.containsAll(ALL_BUT_TITLE) && score >= SURE;
    }

    /** Reports whether title and year, which the reference has, are of another work. */
    public static boolean contradicts(PrintedWords printed, CitableWork held) {
        long content = printed.all().stream()
                .filter(word -> word.length() >= LONG_WORD)
                .count();
        return content > WORDS_OF_NO_TITLE
                && held.titles().stream().noneMatch(title -> hasHalf(printed, title))
                && !printed.years().isEmpty()
                && !held.years().isEmpty()
                && held.years().stream().noneMatch(printed.years()::contains);
    }

    /** Reports whether half of the long words of a title stand there. */
    private static boolean hasHalf(PrintedWords printed, List<String> title) {
        List<String> words =
                title.stream().filter(word -> word.length() >= LONG_WORD).toList();
        return 2 * words.stream().filter(printed::has).count() >= words.size();
    }

    /** Weighs a work; {@code named} are the journals that the reference names. */
    public static Resemblance of(PrintedWords printed, CitableWork held, Set<UUID> named) {
        Weighing weighing = new Weighing();
        double title = title(printed, held);
        boolean isTitled = title >= TITLE_AGREES;
        boolean journal = named.contains(held.journal());
        boolean page = held.pages().stream().anyMatch(words -> stands(printed, words, held));
        boolean volume = isVolume(printed, held);
        boolean year = held.years().stream().anyMatch(printed.years()::contains);
        boolean author = !held.firstAuthor().isEmpty() && printed.find(held.firstAuthor()) >= 0;
        boolean hasNumbers = hasOtherNumbers(printed, held);
        if (!isTitled && journal && page && volume && author && !hasTitle(printed, held)) {
            // Printed without a title, as in physics: all the rest says which it is.
            weighing.add("journal", JOURNAL, 1, true);
        } else {
            weighing.add("title", TITLE, isTitled ? title : title / 2, isTitled);
            weighing.add("journal", JOURNAL, journal ? 1 : 0, journal);
        }
        if (!held.pages().isEmpty()) {
            weighing.add("page", page || hasNumbers ? PAGE : HALF, page ? 1 : 0, page);
        }
        if (held.volume() != null) {
            weighing.add("volume", volume || hasNumbers ? OTHER : HALF, volume ? 1 : 0, volume);
        }
        if (!held.years().isEmpty()) {
            weighing.add("year", printed.years().isEmpty() ? HALF : OTHER, year ? 1 : 0, year);
        }
        if (!held.firstAuthor().isEmpty()) {
            weighing.add("author", OTHER, author ? 1 : 0, author);
        }
        return new Resemblance(weighing.gained / weighing.most, List.copyOf(weighing.agreed), title);
    }

    private static final class Weighing {

        private double gained;
        private double most;
        private final java.util.ArrayList<String> agreed = new java.util.ArrayList<>();

        void add(String name, double weight, double part, boolean agrees) {
            gained += weight * part;
            most += weight;
            if (agrees) {
                agreed.add(name);
            }
        }
    }

    /** Returns how much of a title stands in the words: its words, and each next to the one after it. */
    public static double title(PrintedWords printed, CitableWork held) {
        double best = 0;
        for (List<String> title : held.titles()) {
            int there = 0;
            int pairs = 0;
            boolean isBeforeThere = false;
            for (int i = 0; i < title.size(); i++) {
                boolean isThere = printed.has(title.get(i));
                there += isThere ? 1 : 0;
                pairs += isBeforeThere && isThere && printed.arePair(title.get(i - 1), title.get(i)) ? 1 : 0;
                isBeforeThere = isThere;
            }
            double words = (double) there / title.size();
            double together = title.size() == 1 ? words : (double) pairs / (title.size() - 1);
            best = Math.max(best, (words + together) / 2);
        }
        return best;
    }

    /**
     * Reports whether a reference may say enough of a work to mean it: its title, or its first author and page. Where not,
     * {@link #title} is less than a title has.
     *
     * @param folded by {@link PrintedWords#folded}
     */
    public static boolean mayAgree(String folded, CitableWork held) {
        for (List<String> title : held.titles()) {
            if (hasMost(folded, title)) {
                return true;
            }
        }
        if (held.firstAuthor().isEmpty() || !hasAll(folded, held.firstAuthor())) {
            return false;
        }
        for (List<String> page : held.pages()) {
            if (hasAll(folded, page)) {
                return true;
            }
        }
        return false;
    }

    /** Reports whether so many words of a title are there that it may agree: pairs are never a larger part than words. */
    private static boolean hasMost(String folded, List<String> title) {
        double missing = 0;
        for (String word : title) {
            missing += folded.contains(word) ? 0 : 1;
            if (1 - missing / title.size() < TITLE_AGREES) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAll(String folded, List<String> words) {
        for (String word : words) {
            if (!folded.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** A page that is also the volume or a year must stand there twice. */
    private static boolean stands(PrintedWords printed, List<String> page, CitableWork held) {
        if (printed.find(page) < 0) {
            return false;
        }
        boolean isOther = page.equals(held.volume())
                || page.size() == 1
                        && PrintedWords.year(page.get(0)) != null
                        && held.years().contains(PrintedWords.year(page.get(0)));
        return !isOther || printed.count(page.get(0)) > 1;
    }

    private static boolean isVolume(PrintedWords printed, CitableWork held) {
        if (held.volume() == null || held.volume().isEmpty()) {
            return false;
        }
        Integer asYear =
                held.volume().size() == 1 ? PrintedWords.year(held.volume().get(0)) : null;
        boolean isYear = asYear != null && held.years().contains(asYear);
        return printed.find(held.volume()) >= 0
                && (!isYear || printed.count(held.volume().get(0)) > 1);
    }

    /** Reports whether there are numbers that are neither years nor of this work: its pages are others then. */
    private static boolean hasOtherNumbers(PrintedWords printed, CitableWork held) {
        Set<String> own = new HashSet<>();
        held.titles().forEach(own::addAll);
        if (held.volume() != null) {
            own.addAll(held.volume());
        }
        if (held.number() != null) {
            own.addAll(held.number());
        }
        return printed.all().stream()
                .anyMatch(word ->
                        Character.isDigit(word.charAt(0)) && PrintedWords.year(word) == null && !own.contains(word));
    }

    /** Reports whether so many words are left that some must be a title. */
    private static boolean hasTitle(PrintedWords printed, CitableWork held) {
        return printed.all().stream()
                        .filter(word -> word.length() >= LONG_WORD
                                && Character.isLetter(word.charAt(0))
                                && !held.people().contains(word))
                        .distinct()
                        .count()
                > WORDS_OF_NO_TITLE;
    }
}
