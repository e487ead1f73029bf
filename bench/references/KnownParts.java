package org.offprint.references.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/** Parts of a cited work, which can be located in a reference string of any style. */
final class KnownParts {

    /** A person with family and given names, or an organization with its name as the family name. */
    record Name(String family, String given) {}

    final List<Name> authors = new ArrayList<>();
    final List<Name> editors = new ArrayList<>();
    String title;
    String container;
    String year;
    boolean hasMonth;
    String volume;
    String issue;
    String first;
    String last;
    String publisher;
    String place;
    String edition;
    String type;
    /** Kind of thesis. */
    String genre;
    /** Name of the data set that contains the work. */
    String source = "";

    private ReferenceTokens tokens;
    private String[] words;
    private int[] masks;

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replace("\u2019", "'")
                .replace("\u00df", "ss");
    }

    static List<String> words(String part) {
        ReferenceTokens tokens = ReferenceTokens.of(part, List.of());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isMark(i)) {
                words.add(folded(tokens.word(i)));
            }
        }
        return words;
    }

    /**
     * Labels a reference string. Returns null if a part may be in the string but is not found with certainty. If {@code
     * isStrict} is true, also returns null if any part is not found.
     */
    LabelledReference align(String source, String text, boolean isStrict) {
        tokens = ReferenceTokens.of(text, PrintedIdentifiers.in(text));
        if (tokens.size() == 0 || tokens.readTo() < text.length()) {
            return null;
        }
        words = new String[tokens.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = tokens.isMark(i) || tokens.isIdentifier(i) ? null : folded(tokens.word(i));
        }
        masks = new int[words.length];
        int[] titlePlace = null;
        if (title != null) {
            titlePlace = best(words(title), -1);
            if (titlePlace == null) {
                if (isStrict || resembles(words(title))) {
                    return null;
                }
            } else {
                fill(titlePlace, PartLabel.TITLE);
            }
        }
        if (!authors.isEmpty()) {
            int[] place = people(authors, isStrict);
            if (place == null) {
                return null;
            }
            fill(place, PartLabel.AUTHOR);
        }
        int after = titlePlace == null ? -1 : titlePlace[1];
        int[] containerPlace = null;
        if (container != null) {
            containerPlace = best(words(container), after);
            if (containerPlace == null) {
                if (isStrict || resembles(words(container))) {
                    return null;
                }
            } else {
                fill(containerPlace, PartLabel.CONTAINER);
            }
        }
        if (!editors.isEmpty()) {
            int[] place = people(editors, isStrict);
            if (place != null) {
                fill(place, PartLabel.EDITOR);
            } else if (isStrict) {
                return null;
            } else {
                for (Name editor : editors) {
                    if (find(words(editor.family), 0) >= 0) {
                        return null;
                    }
                }
            }
        }
        int from = containerPlace == null ? after : containerPlace[1];
        if (!named(publisher, PartLabel.PUBLISHER, from, isStrict) || !named(place, PartLabel.PLACE, from, isStrict)) {
            return null;
        }
        if (!pages(isStrict) || !year(isStrict)) {
            return null;
        }
        if (!number(volume, PartLabel.VOLUME, WordClass.VOLUME, from, isStrict)
                || !number(issue, PartLabel.ISSUE, WordClass.NUMBER, from, isStrict)) {
            return null;
        }
        if (edition != null) {
            List<String> wanted = words(edition.replaceAll("(?iu)\\b(ed|edn|edition|aufl)\\b\\.?", ""));
            int[] found = wanted.isEmpty() ? null : best(wanted, from);
            if (found != null && found[1] < words.length && near(found, WordClass.EDITION)) {
                fill(found, PartLabel.EDITION);
            }
        }
        return build(source, text, isStrict);
    }

    private LabelledReference build(String source, String text, boolean isStrict) {
        int absent = PartLabel.OTHER.bit()
                | (container == null ? PartLabel.CONTAINER.bit() : 0)
                | (publisher == null ? PartLabel.PUBLISHER.bit() : 0)
                | (place == null ? PartLabel.PLACE.bit() : 0)
                | (editors.isEmpty() ? PartLabel.EDITOR.bit() : 0)
                | (volume == null ? PartLabel.VOLUME.bit() : 0)
                | (issue == null ? PartLabel.ISSUE.bit() : 0)
                | (first == null ? PartLabel.PAGES.bit() : 0)
                | (authors.isEmpty() ? PartLabel.AUTHOR.bit() : 0)
                | PartLabel.DATE.bit()
                | PartLabel.EDITION.bit();
        int[] byUnit = new int[text.length()];
        int left = 0;
        for (int i = 0; i < words.length; ) {
            int end = i + 1;
            if (masks[i] != 0) {
                while (end < words.length && masks[end] == masks[i]) {
                    end++;
                }
                for (int at = tokens.start(i); at < tokens.end(end - 1); at++) {
                    byUnit[at] = masks[i];
                }
            } else if (words[i] != null && i > 0) {
                boolean isWord = WordClass.bits(tokens, i) == 0;
                left += isWord && words[i].length() > 1 ? 1 : 0;
                boolean isOfAccess = tokens.isNumber(i) && isAfterAccess(i);
                if (isWord && isStrict && !isOfAccess) {
                    for (int at = tokens.start(i); at < tokens.end(i); at++) {
                        byUnit[at] = absent;
                    }
                }
            }
            i = end;
        }
        if (left > (isStrict ? 12 : 5)) {
            return null;
        }
        return new LabelledReference(source, text, byUnit, LabelledReference.ALL & ~PartLabel.EDITION.bit(), type);
    }

    private boolean isAfterAccess(int token) {
        for (int i = Math.max(0, token - 8); i < token; i++) {
            if (WordClass.ACCESSED.isAt(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean near(int[] place, WordClass name) {
        for (int i = Math.max(0, place[0] - 2); i < Math.min(words.length, place[1] + 3); i++) {
            if (name.isAt(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean named(String value, PartLabel label, int from, boolean isStrict) {
        if (value == null) {
            return true;
        }
        List<String> wanted = words(value);
        int[] found = best(wanted, from);
        if (found != null) {
            fill(found, label);
            return true;
        }
        return !isStrict && !resembles(wanted);
    }

    private boolean year(boolean isStrict) {
        if (year == null) {
            return true;
        }
        List<String> wanted = words(year);
        int chosen = -1;
        int score = -1;
        for (int i = find(wanted, 0); i >= 0; i = find(wanted, i + 1)) {
            boolean isBracketed = i > 0 && tokens.shape(i - 1) == '(';
            int points = isBracketed ? 2 : 1;
            if (points > score) {
                score = points;
                chosen = i;
            }
        }
        if (chosen < 0) {
            return !isStrict;
        }
        int start = chosen;
        int end = lastOf(wanted, chosen);
        if (wanted.size() == 1
                && end + 1 < words.length
                && tokens.shape(end + 1) == ReferenceTokens.SMALL
                && !tokens.isAfterBlank(end + 1)) {
            end++;
        }
        if (hasMonth) {
            for (int i = start - 1; i >= Math.max(0, start - 5) && masks[i] == 0; i--) {
                boolean isMonth = WordClass.MONTH.isAt(tokens, i);
                boolean isDay = tokens.isNumber(i)
                        && tokens.word(i).length() <= 2
                        && i > 0
                        && WordClass.MONTH.isAt(tokens, i - 1);
                if (isMonth) {
                    start = i;
                    if (i > 0 && tokens.isNumber(i - 1) && tokens.word(i - 1).length() <= 2 && masks[i - 1] == 0) {
                        start = i - 1;
                    }
                    break;
                }
                if (!isDay && words[i] != null && !words[i].equals("de")) {
                    break;
                }
            }
            for (int i = end + 1; i < Math.min(words.length, end + 6) && masks[i] == 0; i++) {
                boolean isMonth = WordClass.MONTH.isAt(tokens, i);
                if (isMonth) {
                    end = i;
                    while (i + 1 < words.length && (tokens.shape(i + 1) == '.' || tokens.shape(i + 1) == '-')) {
                        i++;
                    }
                    if (i + 1 < words.length
                            && tokens.isNumber(i + 1)
                            && tokens.word(i + 1).length() <= 2
                            && masks[i + 1] == 0) {
                        end = i + 1;
                    }
                    break;
                }
                if (words[i] != null) {
                    break;
                }
            }
        }
        fill(new int[] {start, end + 1}, PartLabel.DATE);
        for (int i = find(wanted, 0); i >= 0; i = find(wanted, i + 1)) {
            masks[i] = PartLabel.DATE.bit() | PartLabel.OTHER.bit();
        }
        return true;
    }

    private boolean pages(boolean isStrict) {
        if (first == null) {
            return true;
        }
        List<String> wanted = words(first);
        boolean isRange = last != null && !last.equals(first);
        int[] chosen = null;
        int score = -1;
        for (int i = find(wanted, 0); i >= 0; i = find(wanted, i + 1)) {
            int end = lastOf(wanted, i);
            int points = end + 1 < words.length && "(/".indexOf(tokens.shape(end + 1)) >= 0 ? 0 : 2;
            points += i > 0 && WordClass.PAGES.isAt(tokens, i - 1)
                            || i > 1
                                    && WordClass.PAGES.isAt(tokens, i - 2)
                                    && tokens.isMark(i - 1)
                    ? 4
                    : 0;
            points += i > 0 && WordClass.VOLUME.isAt(tokens, i - 1) ? -3 : 0;
            if (isRange) {
                int next = end + 1;
                while (next < words.length
                        && next < end + 4
                        && words[next] == null
                        && "-.".indexOf(tokens.shape(next)) >= 0) {
                    next++;
                }
                if (next == end + 1 || next >= words.length || words[next] == null) {
                    continue;
                }
                int until = next;
                List<String> ends = words(last);
                String whole = String.join("", ends);
                String printed = words[next];
                if (next + 1 < words.length
                        && words[next + 1] != null
                        && !tokens.isAfterBlank(next + 1)
                        && ends.size() > 1) {
                    printed += words[next + 1];
                    until = next + 1;
                }
                if (!whole.endsWith(printed)
                        && !(String.join("", wanted).replaceAll("\\d+$", "") + printed).equals(whole)) {
                    if (!whole.endsWith(words[next])) {
                        continue;
                    }
                    until = next;
                }
                end = until;
                points += 4;
            }
            if (points >= score) {
                score = points;
                chosen = new int[] {i, end + 1};
            }
        }
        if (chosen == null) {
            return !isStrict;
        }
        boolean isCount = !isRange
                && chosen[1] < words.length
                && words[chosen[1]] != null
                && words[chosen[1]].matches("p|pp|pags?|paginas|s");
        if (isCount) {
            masks[chosen[0]] = PartLabel.PAGES.bit() | PartLabel.OTHER.bit();
            return true;
        }
        fill(chosen, PartLabel.PAGES);
        return true;
    }

    private boolean number(String value, PartLabel label, WordClass keyword, int from, boolean isStrict) {
        if (value == null) {
            return true;
        }
        List<String> wanted = words(value);
        if (wanted.isEmpty()) {
            return false;
        }
        int chosen = -1;
        int score = Integer.MIN_VALUE;
        for (int i = find(wanted, 0); i >= 0; i = find(wanted, i + 1)) {
            if (i < 3 && from > 0) {
                continue;
            }
            int points = 0;
            for (int back = 1; back <= 3 && i - back >= 0; back++) {
                if (back > 1 && words[i - back + 1] != null && tokens.isNumber(i - back + 1)) {
                    break;
                }
                points += keyword.isAt(tokens, i - back) ? 20 : 0;
            }
            if (label == PartLabel.ISSUE && i > 0 && "(/:".indexOf(tokens.shape(i - 1)) >= 0) {
                points += 10;
                points += i > 1 && masks[i - 2] == PartLabel.VOLUME.bit() ? 20 : 0;
            }
            int distance = i - from;
            points -= distance < 0 ? 40 : Math.min(distance, 20);
            if (points > score) {
                score = points;
                chosen = i;
            }
        }
        if (chosen < 0) {
            return !isStrict;
        }
        fill(new int[] {chosen, lastOf(wanted, chosen) + 1}, label);
        return true;
    }

    /**
     * Returns the range of a list of names, from the first name to the last name or "et al.", or null if it is not
     * found.
     */
    private int[] people(List<Name> people, boolean isStrict) {
        int start = -1;
        int end = -1;
        int from = 0;
        int count = 0;
        for (int k = 0; k < people.size(); k++) {
            Name person = people.get(k);
            List<String> family = words(person.family);
            if (family.isEmpty()) {
                return null;
            }
            int at = find(family, from);
            if (at < 0 || count > 0 && at - end > 14) {
                boolean isCut = count > 0 && (isStrict ? etAl(end) > end : true);
                if (!isCut) {
                    return null;
                }
                // APA style names the last author after an ellipsis.
                Name lastOne = people.get(people.size() - 1);
                int lastAt = find(words(lastOne.family), end);
                if (lastAt >= 0 && lastAt - end < 9 && k < people.size() - 1) {
                    int[] place = withGiven(
                            lastAt,
                            lastOf(words(lastOne.family), lastAt) + 1,
                            words(lastOne.given == null ? "" : lastOne.given));
                    end = Math.max(end, place[1]);
                }
                break;
            }
            int[] place = withGiven(at, lastOf(family, at) + 1, words(person.given == null ? "" : person.given));
            if (person.given != null
                    && !person.given.isBlank()
                    && place[0] == at
                    && place[1] == lastOf(family, at) + 1
                    && isStrict) {
                return null;
            }
            start = start < 0 ? place[0] : Math.min(start, place[0]);
            end = Math.max(end, place[1]);
            from = place[1];
            count++;
        }
        if (start < 0) {
            return null;
        }
        end = etAl(end);
        return new int[] {start, end};
    }

    private int etAl(int from) {
        for (int i = from; i < Math.min(words.length, from + 4); i++) {
            if (words[i] != null && WordClass.ET_AL.isAt(tokens, i)) {
                return i + 1;
            }
            boolean isLink =
                    words[i] == null || WordClass.AND.isAt(tokens, i);
            if (!isLink || masks[i] != 0) {
                break;
            }
        }
        return from;
    }

    /** Returns the range of a family name with the given names or initials before or after it. */
    private int[] withGiven(int start, int end, List<String> given) {
        if (!given.isEmpty()) {
            int forward = end;
            int g = 0;
            int reach = end;
            while (forward < words.length && g < given.size() && masks[forward] == 0) {
                if (words[forward] == null) {
                    if (".,-'".indexOf(tokens.shape(forward)) < 0) {
                        break;
                    }
                    forward++;
                    continue;
                }
                int used = matches(words[forward], tokens.shape(forward), given, g);
                if (used == 0) {
                    break;
                }
                g += used;
                reach = ++forward;
            }
            int backward = start - 1;
            int b = given.size() - 1;
            int reachBack = start;
            int count = 0;
            while (backward >= 0 && b >= 0 && masks[backward] == 0) {
                if (words[backward] == null) {
                    if (".,-'".indexOf(tokens.shape(backward)) < 0) {
                        break;
                    }
                    if (tokens.shape(backward) == ',' && count > 0) {
                        break;
                    }
                    backward--;
                    continue;
                }
                int used = matchesBack(words[backward], tokens.shape(backward), given, b);
                if (used == 0) {
                    break;
                }
                count += used;
                b -= used;
                reachBack = backward--;
            }
            if (g >= count && g > 0) {
                return new int[] {start, reach};
            }
            if (count > 0) {
                return new int[] {reachBack, end};
            }
        }
        return new int[] {start, end};
    }

    /**
     * Returns the number of given names, starting at an index, that this word represents: one name, one initial, or
     * several initials.
     */
    private static int matches(String word, int shape, List<String> given, int from) {
        String name = given.get(from);
        if (word.equals(name) || word.length() == 1 && name.startsWith(word)) {
            return 1;
        }
        if (word.length() <= 4 && shape >= ReferenceTokens.TWO_CAPITALS && shape <= ReferenceTokens.CAPITALS) {
            int used = 0;
            while (used < word.length()
                    && from + used < given.size()
                    && given.get(from + used).charAt(0) == word.charAt(used)) {
                used++;
            }
            return used == word.length() ? used : 0;
        }
        if (name.length() <= 4 && name.length() > 1 && word.length() == 1) {
            return 0;
        }
        return word.length() > 1 && name.startsWith(word) && word.length() <= 2 ? 1 : 0;
    }

    private static int matchesBack(String word, int shape, List<String> given, int from) {
        String name = given.get(from);
        if (word.equals(name) || word.length() == 1 && name.startsWith(word)) {
            return 1;
        }
        if (word.length() <= 4 && shape >= ReferenceTokens.TWO_CAPITALS && shape <= ReferenceTokens.CAPITALS) {
            int first = from - word.length() + 1;
            return first >= 0 && matches(word, shape, given, first) == word.length() ? word.length() : 0;
        }
        return 0;
    }

    private boolean resembles(List<String> wanted) {
        int there = 0;
        int counted = 0;
        for (String word : wanted) {
            if (word.length() > 3) {
                counted++;
                for (int i = 0; i < words.length; i++) {
                    if (masks[i] == 0 && word.equals(words[i])) {
                        there++;
                        break;
                    }
                }
            }
        }
        return counted > 0 && there * 3 > counted;
    }

    private int[] best(List<String> wanted, int from) {
        if (wanted.isEmpty()) {
            return null;
        }
        int found = find(wanted, Math.max(0, from));
        if (found < 0) {
            found = find(wanted, 0);
        }
        return found < 0 ? null : new int[] {found, lastOf(wanted, found) + 1};
    }

    private int find(List<String> wanted, int from) {
        for (int i = Math.max(0, from); i < words.length; i++) {
            if (words[i] != null && lastOf(wanted, i) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of the last token of these words if they begin at the given token, otherwise -1. */
    private int lastOf(List<String> wanted, int from) {
        int at = from;
        int last = -1;
        for (String word : wanted) {
            while (at < words.length && words[at] == null && last >= 0 && !tokens.isIdentifier(at)) {
                at++;
            }
            if (at >= words.length || masks[at] != 0 || !word.equals(words[at])) {
                return -1;
            }
            last = at++;
        }
        return last;
    }

    private void fill(int[] place, PartLabel label) {
        for (int i = place[0]; i < place[1]; i++) {
            masks[i] = label.bit();
        }
    }
}
