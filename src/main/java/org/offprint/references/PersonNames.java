package org.offprint.references;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/** Parses a printed list of persons and organizations, with family and given names in any common order. */
final class PersonNames {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_PEOPLE = 1_000;

    /**
     * Maximum number of words in a personal name without initials. A longer name is treated as the name of an
     * organization.
     */
    private static final int MAX_PERSON_WORDS = 5;

    /** Common Chinese family names with two characters. */
    private static final Set<String> DOUBLE_FAMILIES = Set.of(
            "\u6B27\u9633",
            "\u53F8\u9A6C",
            "\u8BF8\u845B",
            "\u4E0A\u5B98",
            "\u590F\u4FAF",
            "\u7687\u752B",
            "\u5C09\u8FDF",
            "\u516C\u5B59",
            "\u6155\u5BB9",
            "\u53F8\u5F92",
            "\u4EE4\u72D0",
            "\u957F\u5B59");

    private final ReferenceTokens tokens;
    private final List<ReferenceAuthor> people = new ArrayList<>();
    private final boolean isAllCapitals;
    private boolean isCut;

    private PersonNames(ReferenceTokens tokens) {
        this.tokens = tokens;
        isAllCapitals = isAllCapitals(tokens);
        read();
    }

    /** Parses the names of persons and organizations in a section of a reference text. */
    static PersonNames in(String text, int start, int end) {
        return new PersonNames(ReferenceTokens.within(text, start, end));
    }

    /** Returns the persons and organizations in printed order, at most 1,000. */
    List<ReferenceAuthor> people() {
        return people;
    }

    /** Returns whether the printed list of persons is abbreviated with "et al." or a similar phrase. */
    boolean isCut() {
        return isCut;
    }

    /**
     * Tokens between two separators in a printed list of persons.
     *
     * @param first index of the first token
     * @param end index after the last token
     * @param isAfterComma whether the separator before the first token is a comma
     */
    private record Item(int first, int end, boolean isAfterComma) {}

    private void read() {
        int end = tokens.size();
        int et = etAl();
        if (et >= 0) {
            isCut = true;
            end = et;
        }
        boolean hasSemicolons = false;
        for (int i = 0; i < end; i++) {
            hasSemicolons |= tokens.shape(i) == ';';
        }
        List<Item> items = new ArrayList<>();
        int first = 0;
        boolean isAfterComma = false;
        for (int i = 0; i <= end; i++) {
            boolean isComma = i < end && (tokens.shape(i) == ',' || isEastern(i) && tokens.shape(i) == '.');
            boolean isBreak = i == end || tokens.shape(i) == ';' || tokens.shape(i) == '/' || isAnd(i);
            if (isComma || isBreak) {
                if (hasLetter(first, i)) {
                    items.add(new Item(first, i, isAfterComma));
                    isAfterComma = isComma;
                } else {
                    isAfterComma &= isComma;
                }
                first = i + 1;
            }
        }
        boolean isInverted = isInverted(items);
        for (int k = 0; k < items.size() && people.size() < MAX_PEOPLE; ) {
            k += add(items, k, hasSemicolons, isInverted);
        }
    }

    private boolean isEastern(int token) {
        return token > 0
                && tokens.shape(token - 1) >= ReferenceTokens.HAN
                && tokens.shape(token - 1) <= ReferenceTokens.HANGUL;
    }

    private int etAl() {
        for (int i = tokens.size() - 1; i >= Math.max(1, tokens.size() - 3); i--) {
            if (WordClass.ET_AL.isAt(tokens, i)) {
                return i > 1 && isAnd(i - 1) ? i - 1 : i;
            }
        }
        return -1;
    }

    private boolean isAnd(int token) {
        int shape = tokens.shape(token);
        // In lists of persons, lower-case "y" and "e" mean "and", but upper-case Y and E are initials.
        return shape == '&'
                || shape != ReferenceTokens.CAPITAL
                        && shape != ReferenceTokens.TWO_CAPITALS
                        && WordClass.AND.isAt(tokens, token);
    }

    private boolean hasLetter(int first, int end) {
        for (int i = first; i < end; i++) {
            if (!tokens.isMark(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the first person in the list is printed as "Family, Given". */
    private boolean isInverted(List<Item> items) {
        if (items.size() < 2 || !items.get(1).isAfterComma) {
            return false;
        }
        Item family = items.get(0);
        Item given = items.get(1);
        if (initials(given) == words(given) && words(given) > 0) {
            return initials(family) == 0;
        }
        boolean isOneName = initials(family) == 0 && families(family) == 1;
        return isOneName && initials(given) < words(given) && !isInitial(given.first);
    }

    private int add(List<Item> items, int k, boolean hasSemicolons, boolean isInverted) {
        Item item = items.get(k);
        if (isSuffix(item) && !people.isEmpty()) {
            ReferenceAuthor last = people.remove(people.size() - 1);
            people.add(
                    last.family() == null
                            ? last
                            : new ReferenceAuthor(bounded(last.family() + " " + text(item)), last.given(), null));
            return 1;
        }
        Item next = k + 1 < items.size() && items.get(k + 1).isAfterComma ? items.get(k + 1) : null;
        boolean takesNext = next != null
                && initials(item) == 0
                && !isSuffix(next)
                && (hasSemicolons
                        || initials(next) == words(next)
                        || isInverted && families(item) <= 2 && (k == 0 || words(item) == 1 && !isWhole(next)));
        if (takesNext) {
            person(text(item), text(next));
            return 2;
        }
        single(item);
        return 1;
    }

    private void single(Item item) {
        int words = words(item);
        int initials = initials(item);
        if (isOfHan(item)) {
            han(item);
        } else if (initials == 0 && (words == 1 || words > MAX_PERSON_WORDS || names(item))) {
            organization(item);
        } else if (initials > 0 && initials < words && endsWithInitials(item)) {
            int at = item.end;
            while (at > item.first && (tokens.isMark(at - 1) || isInitial(at - 1))) {
                at--;
            }
            person(text(new Item(item.first, at, false)), text(new Item(at, item.end, false)));
        } else {
            int at = item.end - 1;
            while (at > item.first && tokens.isMark(at)) {
                at--;
            }
            while (at - 2 >= item.first && tokens.shape(at - 1) == '-' && !tokens.isAfterBlank(at)) {
                at -= 2;
            }
            while (at - 1 > item.first && isParticle(at - 1)) {
                at--;
            }
            if (at == item.first) {
                organization(item);
            } else {
                person(text(new Item(at, item.end, false)), text(new Item(item.first, at, false)));
            }
        }
    }

    private void person(String family, String given) {
        if (!family.isEmpty()) {
            people.add(new ReferenceAuthor(bounded(family), given.isEmpty() ? null : bounded(given), null));
        }
    }

    private void organization(Item item) {
        String name = text(item);
        if (!name.isEmpty()) {
            people.add(new ReferenceAuthor(null, null, bounded(name)));
        }
    }

    private void han(Item item) {
        String name = text(item);
        int blank = name.indexOf(' ');
        int width = blank > 0 ? blank : name.length() > 2 && DOUBLE_FAMILIES.contains(name.substring(0, 2)) ? 2 : 1;
        if (name.length() > 4 && blank < 0 || name.length() <= width) {
            organization(item);
        } else {
            person(name.substring(0, width), name.substring(width).strip());
        }
    }

    private boolean isOfHan(Item item) {
        for (int i = item.first; i < item.end; i++) {
            int shape = tokens.shape(i);
            if (shape < ReferenceTokens.HAN || shape > ReferenceTokens.HANGUL) {
                return false;
            }
        }
        return true;
    }

    private boolean isSuffix(Item item) {
        for (int i = item.first; i < item.end; i++) {
            if (!tokens.isMark(i) && !WordClass.SUFFIX.isAt(tokens, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isParticle(int token) {
        return tokens.shape(token) == ReferenceTokens.SMALLS && WordClass.PARTICLE.isAt(tokens, token);
    }

    private boolean isInitial(int token) {
        int shape = tokens.shape(token);
        boolean isShort = shape == ReferenceTokens.TWO_CAPITALS || shape == ReferenceTokens.THREE_CAPITALS;
        return shape == ReferenceTokens.CAPITAL || isShort && !isAllCapitals;
    }

    /**
     * Returns whether all names are printed in capitals. In an all-capitals list, short names are not treated as
     * initials.
     */
    private static boolean isAllCapitals(ReferenceTokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int shape = tokens.shape(i);
            if (shape == ReferenceTokens.TITLE_CASE || shape == ReferenceTokens.MIXED) {
                return false;
            }
        }
        return true;
    }

    private boolean names(Item item) {
        int bits = WordClass.UNIVERSITY.bit() | WordClass.CONFERENCE.bit();
        for (int i = item.first; i < item.end; i++) {
            if ((WordClass.bits(tokens, i) & bits) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a list item contains both a family name and given names or initials. The item after a complete
     * name is another person.
     */
    private boolean isWhole(Item item) {
        return words(item) > 1
                && !(initials(item) > 0
                        && endsWithInitials(item)
                        && words(item) - initials(item) == 1
                        && tokens.shape(item.first) == ReferenceTokens.TITLE_CASE);
    }

    private boolean endsWithInitials(Item item) {
        for (int i = item.end - 1; i >= item.first; i--) {
            if (!tokens.isMark(i)) {
                return isInitial(i);
            }
        }
        return false;
    }

    private int initials(Item item) {
        int count = 0;
        for (int i = item.first; i < item.end; i++) {
            count += isInitial(i) ? 1 : 0;
        }
        return count;
    }

    private int words(Item item) {
        int count = 0;
        for (int i = item.first; i < item.end; i++) {
            count += tokens.isMark(i) ? 0 : 1;
        }
        return count;
    }

    /**
     * Returns the number of family names in a list item. Particles are not counted, and a hyphenated name counts once.
     */
    private int families(Item item) {
        int count = 0;
        for (int i = item.first; i < item.end; i++) {
            boolean isJoined = i > item.first && tokens.shape(i - 1) == '-';
            boolean isParticle = WordClass.PARTICLE.isAt(tokens, i);
            count += tokens.isMark(i) || isParticle || isJoined ? 0 : 1;
        }
        return count;
    }

    /** Returns the printed name without leading and trailing punctuation. The period of an initial is preserved. */
    private String text(Item item) {
        int first = item.first;
        int end = item.end;
        while (first < end && tokens.isMark(first)) {
            first++;
        }
        while (end > first && tokens.isMark(end - 1)) {
            boolean isAbbreviated = tokens.shape(end - 1) == '.' && end - 1 > first && isInitial(end - 2);
            if (isAbbreviated) {
                break;
            }
            end--;
        }
        return first >= end ? "" : tokens.text(first, end - 1);
    }

    private static String bounded(String name) {
        return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
    }
}
