package org.offprint.services.citations.resemblance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.references.tokens.PrintedWords;

/**
 * Similarity of a reference and a work, computed from the words of the reference. A contradicting bibliographic
 * element, for example a different volume, counts fully against the work. A missing element counts half.
 *
 * @param score similarity score from 0 to 1
 * @param agreed names of the elements that agree
 * @param title share of a title that the reference contains, from 0 to 1
 */
public record ReferenceSimilarity(double score, List<String> agreed, double title) {

    /** Minimum share of a title's words and word pairs that counts as a title match. */
    public static final double MIN_TITLE_SHARE = 0.6;

    private static final double MIN_SURE_SCORE = 0.8;
    private static final int MIN_AGREEING_PARTS = 3;

    private static final double TITLE = 2;
    private static final double PAGE = 1.5;
    private static final double JOURNAL = 1.5;
    private static final double OTHER = 1;
    private static final double HALF = 0.5;

    /** Minimum difference between the scores of the best and the second-best work for a certain match. */
    public static final double MIN_SCORE_DIFFERENCE = 0.1;

    /**
     * Maximum number of long words in a reference without a title, such as names of people. If there are more long
     * words, some must belong to a title.
     */
    private static final int MAX_NAME_WORDS = 6;

    private static final List<String> ALL_BUT_TITLE = List.of("journal", "page", "volume", "author");

    /** Returns whether the work certainly matches the reference, provided that no other work has a similar score. */
    public boolean isSure() {
        return agreed.contains("title")
                ? score >= MIN_SURE_SCORE && agreed.size() >= MIN_AGREEING_PARTS
                : agreed.containsAll(ALL_BUT_TITLE) && score >= MIN_SURE_SCORE;
    }

    /** Returns whether the reference contains a title and a year, and both differ from those of the work. */
    public static boolean contradicts(PrintedWords printed, TitlesAndYears held) {
        long content = printed.all().stream().filter(TitlesAndYears::isLong).count();
        return content > MAX_NAME_WORDS
                && held.titles().stream().noneMatch(title -> hasHalf(printed, title))
                && !printed.years().isEmpty()
                && !held.years().isEmpty()
                && held.years().stream().noneMatch(printed.years()::contains);
    }

    /** Returns whether the reference contains at least half of the long words of a title. */
    private static boolean hasHalf(PrintedWords printed, String title) {
        List<String> words = title.isEmpty() ? List.of() : List.of(title.split(" "));
        return 2 * words.stream().filter(printed::has).count() >= words.size();
    }

    /** Compares a reference with a work. {@code named} contains the journals that are named in the reference. */
    public static ReferenceSimilarity of(PrintedWords printed, CitableWork held, Set<UUID> named) {
        Weighing weighing = new Weighing();
        double title = title(printed, held);
        boolean isTitled = title >= MIN_TITLE_SHARE;
        boolean journal = named.contains(held.journal());
        boolean page = held.pages().stream().anyMatch(words -> containsPage(printed, words, held));
        boolean volume = isVolume(printed, held);
        boolean year = held.years().stream().anyMatch(printed.years()::contains);
        boolean author = !held.firstAuthor().isEmpty() && printed.find(held.firstAuthor()) >= 0;
        boolean hasNumbers = hasOtherNumbers(printed, held);
        if (!isTitled && journal && page && volume && author && !hasTitle(printed, held)) {
            // References without a title are common in physics. The remaining bibliographic elements are enough to
            // identify the work.
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
        return new ReferenceSimilarity(weighing.gained / weighing.most, List.copyOf(weighing.agreed), title);
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

    /**
     * Returns the share of a title that the reference contains. The share is the average of the share of matching words
     * and the share of matching pairs of adjacent words.
     */
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
     * Returns whether a reference may contain enough words to identify a work by title, or by first author and page. If
     * this method returns false, {@link #title} is below {@link #MIN_TITLE_SHARE}.
     *
     * @param folded text of the reference, from {@link PrintedWords#folded}
     */
    public static boolean mayAgree(String folded, CitableWork held) {
        for (List<String> title : held.titles()) {
            if (containsEnoughWords(folded, title)) {
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

    /**
     * Returns whether the reference contains enough words of a title for a title match. Word pairs need not be checked,
     * because the share of pairs is never larger than the share of words.
     */
    private static boolean containsEnoughWords(String folded, List<String> title) {
        double missing = 0;
        for (String word : title) {
            missing += folded.contains(word) ? 0 : 1;
            if (1 - missing / title.size() < MIN_TITLE_SHARE) {
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

    /**
     * Returns whether the reference contains the page. If the page equals the volume or a year, the number must occur
     * twice in the reference.
     */
    private static boolean containsPage(PrintedWords printed, List<String> page, CitableWork held) {
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

    /**
     * Returns whether the reference contains numbers other than years and the numbers of this work. Other numbers may
     * be page numbers of a different work.
     */
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

    /**
     * Returns whether the reference contains more long words than names can account for, so that some words must belong
     * to a title.
     */
    private static boolean hasTitle(PrintedWords printed, CitableWork held) {
        return printed.all().stream()
                        .filter(word -> TitlesAndYears.isLong(word)
                                && Character.isLetter(word.charAt(0))
                                && !held.people().contains(word))
                        .distinct()
                        .count()
                > MAX_NAME_WORDS;
    }
}
