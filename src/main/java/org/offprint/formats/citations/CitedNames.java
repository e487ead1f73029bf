package org.offprint.formats.citations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one item as the processor renders them right. It makes initials of particles within given names ("d. F. M."
 * of "de F. M."), sets generations between family and given name, and has no list that ends with its last name. So each of
 * these goes to it as one letter that no name has, and is put in its place in the text.
 */
final class CitedNames {

    /** Capitals of Latin Extended-D, which stand in Egyptological and medieval texts alone. */
    private static final String LETTERS =
            "\uA722\uA726\uA728\uA72A\uA72C\uA72E\uA732\uA734\uA736\uA738\uA73A\uA73C\uA73E\uA740\uA742\uA744\uA746\uA748"
                    + "\uA74A\uA74C\uA74E\uA750\uA752\uA754\uA756\uA758\uA75A\uA75C\uA75E\uA760\uA762\uA764\uA766\uA768";

    /** Stands before the last name of a list that leaves out those before it. */
    private static final char LAST = '\uA76A';

    private static final List<String> LISTS = List.of("author", "translator", "illustrator");

    /** A word in small letters. */
    private static final Pattern PARTICLE = Pattern.compile("\\p{Ll}[\\p{Ll}'\u2019]{0,20}");

    private static final Pattern BEFORE_LAST = Pattern.compile("[,;]? ?(?:&|\\p{Ll}{1,9})? ?$");

    private static final int LONGEST_CONJUNCTION = 14;
    private static final int LONGEST_FAMILY = 500;

    /** Names that come before another in the order of letters, of which one may be its beginning. */
    private static final int MOST_COMPARED = 20;

    private record Mark(String words, boolean isSuffix) {}

    /** Each stands as the letter at its place. */
    private final List<Mark> marks = new ArrayList<>();

    private final NavigableSet<String> families = new TreeSet<>();
    private boolean hasLast;

    private CitedNames() {}

    /** Changes the names in an item for the processor. */
    static CitedNames prepare(ObjectNode item, CitationStyles.EtAl etAl) {
        CitedNames names = new CitedNames();
        List<JsonNode> people = new ArrayList<>();
        LISTS.forEach(list -> item.path(list).forEach(people::add));
        if (!isMarked(item.toString())) {
            people.forEach(person -> names.prepare((ObjectNode) person));
            names.leaveOut(item.path("author"), etAl);
        }
        return names;
    }

    private static boolean isMarked(String text) {
        return text.chars().anyMatch(c -> c >= 0xA720 && c <= 0xA7FF);
    }

    private void prepare(ObjectNode person) {
        String given = person.path("given").textValue();
        if (given == null || !person.has("family")) {
            return;
        }
        families.add(person.get("family").textValue());
        StringBuilder marked = new StringBuilder();
        StringBuilder particles = new StringBuilder();
        for (String word : (given + " ").split(" ", -1)) {
            if (PARTICLE.matcher(word).matches()) {
                particles.append(particles.isEmpty() ? "" : " ").append(word);
                continue;
            }
            if (!particles.isEmpty()) {
                String words = particles.toString();
                append(marked, letter(new Mark(words, false), words));
                particles.setLength(0);
            }
            append(marked, word);
        }
        String suffix = person.path("suffix").textValue();
        if (suffix != null) {
            String letter = letter(new Mark(suffix, true), null);
            if (letter != null) {
                append(marked, letter);
                person.remove("suffix");
            }
        }
        person.put("given", marked.toString());
    }

    private static void append(StringBuilder words, String word) {
        words.append(words.isEmpty() || word.isEmpty() ? "" : " ").append(word);
    }

    /** The letter for these words; the alternative where all letters are in use. */
    private String letter(Mark mark, String otherwise) {
        int place = marks.indexOf(mark);
        if (place < 0 && marks.size() == LETTERS.length()) {
            return otherwise;
        }
        if (place < 0) {
            place = marks.size();
            marks.add(mark);
        }
        return String.valueOf(LETTERS.charAt(place));
    }

    /** Leaves out the names before the last one where the style names the first and the last. */
    private void leaveOut(JsonNode authors, CitationStyles.EtAl etAl) {
        if (etAl == null || authors.size() < etAl.min() || etAl.first() + 1 >= etAl.min()) {
            return;
        }
        ArrayNode list = (ArrayNode) authors;
        ObjectNode last = (ObjectNode) list.get(list.size() - 1);
        while (list.size() > etAl.first()) {
            list.remove(list.size() - 1);
        }
        list.add(last);
        String member = last.has("family") ? "family" : "literal";
        last.put(member, LAST + last.path(member).asText());
        hasLast = true;
    }

    /**
     * Returns the text with everything in its place.
     *
     * @param isClosed whether a period ends the list of names in this style, which that of an initial has swallowed
     */
    String restore(String text, boolean isClosed) {
        return marks.isEmpty() && !hasLast ? text : new Restoration(text, isClosed).text();
    }

    /** The way through one text, from its beginning. */
    private final class Restoration {

        private final String text;
        private final boolean isClosed;
        private final StringBuilder restored;
        private int place;
        /** A generation that stands behind the family name which comes now, and where that name ends; null for none. */
        private String generation;

        private int end;

        Restoration(String text, boolean isClosed) {
            this.text = text;
            this.isClosed = isClosed;
            this.restored = new StringBuilder(text.length());
        }

        String text() {
            while (place < text.length()) {
                if (generation != null && place == end) {
                    generationBehindFamily();
                    continue;
                }
                char c = text.charAt(place++);
                int letter = LETTERS.indexOf(c);
                Mark mark = letter >= 0 && letter < marks.size() ? marks.get(letter) : null;
                if (c == LAST && hasLast) {
                    ellipsis();
                } else if (mark == null) {
                    restored.append(c);
                } else if (mark.isSuffix()) {
                    generation(mark.words());
                } else {
                    particles(mark.words());
                }
            }
            if (generation != null) {
                generationBehindFamily();
            }
            return restored.toString();
        }

        private void particles(String words) {
            strip();
            boolean isInitial = passInitial();
            restored.append(restored.isEmpty() ? "" : " ").append(words);
            restored.append(place < text.length() && Character.isLetter(text.charAt(place)) ? " " : "");
            restored.append(isInitial && isClosed && endsHere() ? "." : "");
        }

        private void generation(String words) {
            boolean isBare = Character.isUpperCase(last());
            strip();
            boolean isInitial = passInitial();
            String family = familyHere();
            if (family != null) {
                generation = words;
                end = place + 1 + family.length();
            } else if (isBare) {
                restored.append(' ').append(words.replace(".", ""));
            } else {
                restored.append(", ").append(words);
                if (words.endsWith(".")) {
                    place += place < text.length() && text.charAt(place) == '.' ? 1 : 0;
                } else {
                    restored.append(isInitial && isClosed && endsHere() ? "." : "");
                }
            }
        }

        private void generationBehindFamily() {
            restored.append(' ').append(generation);
            boolean isDouble = generation.endsWith(".") && place < text.length() && text.charAt(place) == '.';
            place += isDouble ? 1 : 0;
            generation = null;
        }

        /** Passes over the dot of an initial, but not over the end of a sentence behind a whole name. */
        private boolean passInitial() {
            boolean isInitial = place < text.length() && text.charAt(place) == '.' && isOfInitials(place + 1);
            place += isInitial ? 1 : 0;
            return isInitial;
        }

        private boolean isOfInitials(int next) {
            int length = restored.length();
            boolean isBehindInitial = length > 1 && last() == '.' && Character.isUpperCase(restored.charAt(length - 2));
            boolean isFirst = length == 0 || last() == ',' && next < text.length();
            boolean isGlued = next < text.length() && Character.isUpperCase(text.charAt(next));
            boolean isBeforeInitial = next + 2 < text.length()
                    && Character.isUpperCase(text.charAt(next + 1))
                    && text.charAt(next + 2) == '.';
            return isBehindInitial || isFirst || isGlued || isBeforeInitial;
        }

        /** Reports whether the list of names ends here: a year, a title or nothing follows, and neither initials nor a name. */
        private boolean endsHere() {
            if (place + 2 >= text.length()) {
                return true;
            }
            char next = text.charAt(place + 1);
            boolean isInitial = Character.isUpperCase(next) && ".-\u2010 ".indexOf(text.charAt(place + 2)) >= 0;
            return text.charAt(place) == ' '
                    && !isInitial
                    && !Character.isLowerCase(next)
                    && "&\u2026".indexOf(next) < 0
                    && familyHere() == null;
        }

        /** Returns the family name that stands behind a blank here; null for none. */
        private String familyHere() {
            if (place >= text.length() || text.charAt(place) != ' ') {
                return null;
            }
            String rest = text.substring(place + 1, Math.min(text.length(), place + 1 + LONGEST_FAMILY));
            String family = families.floor(rest);
            for (int i = 0; i < MOST_COMPARED && family != null; i++) {
                if (rest.startsWith(family)) {
                    return family;
                }
                family = families.lower(family);
            }
            return null;
        }

        private void ellipsis() {
            int from = Math.max(0, restored.length() - LONGEST_CONJUNCTION);
            Matcher before = BEFORE_LAST.matcher(restored.substring(from));
            if (before.find()) {
                restored.setLength(from + before.start());
            }
            restored.append(", \u2026 ");
        }

        private char last() {
            return restored.isEmpty() ? ' ' : restored.charAt(restored.length() - 1);
        }

        private void strip() {
            while (!restored.isEmpty() && Character.isWhitespace(last())) {
                restored.setLength(restored.length() - 1);
            }
        }
    }
}
