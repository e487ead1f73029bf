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
 * Prepares the names of one cited work so that the CSL processor renders them correctly. The processor abbreviates
 * particles within given names, for example "de" to "d.", and renders generational suffixes between family and given
 * name. The processor also does not support lists that end with the last author. Placeholder letters replace the
 * affected parts of names before rendering, and are replaced with the original parts afterwards.
 */
final class CitedNames {

    /**
     * Placeholder letters for parts of names. These capitals of the Unicode block Latin Extended-D are used only in
     * Egyptological and medieval texts.
     */
    private static final String PLACEHOLDERS =
            "\uA722\uA726\uA728\uA72A\uA72C\uA72E\uA732\uA734\uA736\uA738\uA73A\uA73C\uA73E\uA740\uA742\uA744\uA746\uA748"
                    + "\uA74A\uA74C\uA74E\uA750\uA752\uA754\uA756\uA758\uA75A\uA75C\uA75E\uA760\uA762\uA764\uA766\uA768";

    /** Placeholder before the last name of an abbreviated author list. */
    private static final char LAST_NAME_PLACEHOLDER = '\uA76A';

    private static final List<String> LISTS = List.of("author", "translator", "illustrator");

    /** Particle of a personal name, such as "de", which is written in lower case. */
    private static final Pattern PARTICLE = Pattern.compile("\\p{Ll}[\\p{Ll}'\u2019]{0,20}");

    private static final Pattern BEFORE_LAST = Pattern.compile("[,;]? ?(?:&|\\p{Ll}{1,9})? ?$");

    private static final int MAX_CONJUNCTION_LENGTH = 14;
    private static final int MAX_FAMILY_LENGTH = 500;

    /**
     * Maximum number of family names that are compared with the following text. Names that sort after the text are not
     * compared, because they cannot be a prefix of it.
     */
    private static final int MAX_COMPARED_NAMES = 20;

    private record Placeholder(String words, boolean isSuffix) {}

    /**
     * Name parts that were replaced with placeholders. The index of a name part is the index of its placeholder in
     * {@link #PLACEHOLDERS}.
     */
    private final List<Placeholder> marks = new ArrayList<>();

    private final NavigableSet<String> families = new TreeSet<>();
    private boolean hasLast;

    private CitedNames() {}

    /** Inserts placeholders for the name parts that the CSL processor would render incorrectly. */
    static CitedNames prepare(ObjectNode item, CitationStyles.EtAl etAl) {
        CitedNames names = new CitedNames();
        List<JsonNode> people = new ArrayList<>();
        LISTS.forEach(list -> item.path(list).forEach(people::add));
        if (!isMarked(item.toString())) {
            people.forEach(person -> names.prepare((ObjectNode) person));
            names.abbreviateAuthors(item.path("author"), etAl);
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
                append(marked, letter(new Placeholder(words, false), words));
                particles.setLength(0);
            }
            append(marked, word);
        }
        String suffix = person.path("suffix").textValue();
        if (suffix != null) {
            String letter = letter(new Placeholder(suffix, true), null);
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

    /** Returns the placeholder for a name part, or {@code otherwise} if all placeholders are in use. */
    private String letter(Placeholder mark, String otherwise) {
        int place = marks.indexOf(mark);
        if (place < 0 && marks.size() == PLACEHOLDERS.length()) {
            return otherwise;
        }
        if (place < 0) {
            place = marks.size();
            marks.add(mark);
        }
        return String.valueOf(PLACEHOLDERS.charAt(place));
    }

    /**
     * Shortens the author list to the first authors and the last author, if the citation style requires it with {@code
     * et-al-use-last}.
     */
    private void abbreviateAuthors(JsonNode authors, CitationStyles.EtAl etAl) {
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
        last.put(member, LAST_NAME_PLACEHOLDER + last.path(member).asText());
        hasLast = true;
    }

    /**
     * Returns the rendered citation, with all placeholders replaced by the original name parts.
     *
     * @param isClosed whether the citation style ends the list of names with a period, which the CSL processor merges
     *     with the period of an initial
     */
    String restore(String text, boolean isClosed) {
        return marks.isEmpty() && !hasLast ? text : new Restoration(text, isClosed).text();
    }

    /** Replaces the placeholders in one rendered citation, in a single pass. */
    private final class Restoration {

        private final String text;
        private final boolean isClosed;
        private final StringBuilder restored;
        private int place;
        /**
         * Generational suffix to insert after the family name that is being copied; null if there is none. The field
         * {@code end} is the offset after this family name.
         */
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
                    appendGeneration();
                    continue;
                }
                char c = text.charAt(place++);
                int letter = PLACEHOLDERS.indexOf(c);
                Placeholder mark = letter >= 0 && letter < marks.size() ? marks.get(letter) : null;
                if (c == LAST_NAME_PLACEHOLDER && hasLast) {
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
                appendGeneration();
            }
            return restored.toString();
        }

        private void particles(String words) {
            strip();
            boolean isInitial = skipInitial();
            restored.append(restored.isEmpty() ? "" : " ").append(words);
            restored.append(place < text.length() && Character.isLetter(text.charAt(place)) ? " " : "");
            restored.append(isInitial && isClosed && endsHere() ? "." : "");
        }

        private void generation(String words) {
            boolean isBare = Character.isUpperCase(last());
            strip();
            boolean isInitial = skipInitial();
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

        private void appendGeneration() {
            restored.append(' ').append(generation);
            boolean isDouble = generation.endsWith(".") && place < text.length() && text.charAt(place) == '.';
            place += isDouble ? 1 : 0;
            generation = null;
        }

        /** Skips the period of an initial, but keeps a period that ends a sentence after a full name. */
        private boolean skipInitial() {
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

        /**
         * Returns whether the list of names ends at the current position of the citation. A list of names ends before a
         * year or a title, and at the end of the citation.
         */
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

        /**
         * Returns the family name that follows a space at the current position of the citation, or null if there is
         * none.
         */
        private String familyHere() {
            if (place >= text.length() || text.charAt(place) != ' ') {
                return null;
            }
            String rest = text.substring(place + 1, Math.min(text.length(), place + 1 + MAX_FAMILY_LENGTH));
            String family = families.floor(rest);
            for (int i = 0; i < MAX_COMPARED_NAMES && family != null; i++) {
                if (rest.startsWith(family)) {
                    return family;
                }
                family = families.lower(family);
            }
            return null;
        }

        private void ellipsis() {
            int from = Math.max(0, restored.length() - MAX_CONJUNCTION_LENGTH);
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
