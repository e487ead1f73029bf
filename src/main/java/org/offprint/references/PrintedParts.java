package org.offprint.references;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The parts of a reference by the labels of its tokens: for each field the one run that is most likely it, mended by rules. */
final class PrintedParts {

    /** Tokens without the label that may stand within a run. */
    private static final int GAP = 2;

    private static final double UNSURE = 0.5;

    /** Tokens of a journal's name that is cut off a title. */
    private static final int LONGEST_JOURNAL = 12;

    /** A year that stands so near behind a word of access is of that. */
    private static final int NEAR_ACCESS = 8;

    private final ReferenceTokens tokens;
    private final int[] labels;
    private final double[] sure;
    private final Map<PartLabel, Part> parts = new EnumMap<>(PartLabel.class);

    /**
     * Reads the labels.
     *
     * @param sure the probability of each token's label
     */
    PrintedParts(ReferenceTokens tokens, int[] labels, double[] sure) {
        this.tokens = tokens;
        this.labels = labels;
        this.sure = sure;
        for (PartLabel label : PartLabel.values()) {
            if (label.field() != null) {
                Part part = best(label, runs(label));
                if (part != null) {
                    parts.put(label, part);
                }
            }
        }
        splitVolume();
        splitPages();
        dropYearAsVolume();
        splitTitle();
        findPages();
        cutKeyword(PartLabel.VOLUME, "volume");
        cutKeyword(PartLabel.ISSUE, "number");
        cutKeyword(PartLabel.PAGES, "pages");
        findYear();
        cutThesis();
        dropEmpty();
    }

    /** Returns the mean probability of the labels; 0 without tokens. */
    double mean() {
        double sum = 0;
        for (double each : sure) {
            sum += each;
        }
        return sure.length == 0 ? 0 : sum / sure.length;
    }

    /** Returns words with one blank where there are several, and without invisible characters. */
    static String tidied(String words) {
        StringBuilder tidied = new StringBuilder();
        words.codePoints().forEach(c -> {
            boolean isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
            if (isBlank) {
                if (tidied.length() > 0 && tidied.charAt(tidied.length() - 1) != ' ') {
                    tidied.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                tidied.appendCodePoint(c);
            }
        });
        return tidied.toString().strip();
    }

    /**
     * The place of a part.
     *
     * @param first token
     * @param last token
     * @param probability the least of its tokens' labels
     */
    record Part(int first, int last, double probability) {}

    Map<PartLabel, Part> parts() {
        return parts;
    }

    /** Returns the runs of tokens with a label, in their order. */
    List<Part> runs(PartLabel label) {
        List<Part> runs = new ArrayList<>();
        int at = 0;
        while (at < labels.length) {
            if (labels[at] != label.ordinal()) {
                at++;
                continue;
            }
            int first = at;
            int last = at;
            int next = at + 1;
            while (next < labels.length && next - last <= GAP + 1) {
                if (label == PartLabel.DATE && tokens.shape(next) == ReferenceTokens.YEAR && isAfterAccess(first)) {
                    break;
                }
                if (labels[next] == label.ordinal()) {
                    last = next;
                } else if (labels[next] != PartLabel.OTHER.ordinal() || tokens.isIdentifier(next)) {
                    break;
                }
                next++;
            }
            at = last + 1;
            Part trimmed = trimmed(first, last);
            if (trimmed != null) {
                runs.add(trimmed);
            }
        }
        return runs;
    }

    /** Takes off marks at the edges, but for a bracket that closes one within; null where nothing else is there. */
    Part trimmed(int from, int to) {
        int first = from;
        int last = to;
        while (first <= last && tokens.isMark(first)) {
            first++;
        }
        while (last >= first && tokens.isMark(last) && !closes(first, last)) {
            last--;
        }
        if (first > last) {
            return null;
        }
        double least = 1;
        for (int i = first; i <= last; i++) {
            if (!tokens.isMark(i)) {
                least = Math.min(least, sure[i]);
            }
        }
        return new Part(first, last, least);
    }

    private boolean closes(int first, int last) {
        int shape = tokens.shape(last);
        int open = shape == ')' ? '(' : shape == ']' ? '[' : 0;
        int balance = 0;
        for (int i = first; open != 0 && i < last; i++) {
            balance += tokens.shape(i) == open ? 1 : tokens.shape(i) == shape ? -1 : 0;
        }
        return balance > 0;
    }

    private Part best(PartLabel label, List<Part> runs) {
        Part best = null;
        for (Part run : runs) {
            if (best == null || value(label, run) > value(label, best)) {
                best = run;
            }
        }
        return best;
    }

    private double value(PartLabel label, Part run) {
        return switch (label) {
            case TITLE, CONTAINER -> run.last - run.first + run.probability;
            case DATE -> run.probability + (hasYear(run) ? 2 : 0) - (isAfterAccess(run.first) ? 1 : 0);
            default -> run.probability;
        };
    }

    private boolean hasYear(Part run) {
        return token(run, ReferenceTokens.YEAR) >= 0;
    }

    private int token(Part run, int shape) {
        for (int i = run.first; i <= run.last; i++) {
            if (tokens.shape(i) == shape) {
                return i;
            }
        }
        return -1;
    }

    /** {@code 38(4)} as a volume is volume and issue. */
    private void splitVolume() {
        Part volume = parts.get(PartLabel.VOLUME);
        if (volume == null || parts.containsKey(PartLabel.ISSUE)) {
            return;
        }
        int bracket = token(volume, '(');
        for (int i = volume.first + 1; bracket < 0 && i < volume.last; i++) {
            boolean isBetween = tokens.isNumber(i - 1) && tokens.isNumber(i + 1) && !tokens.isAfterBlank(i + 1);
            bracket = isBetween && "./".indexOf(tokens.shape(i)) >= 0 ? i : bracket;
        }
        if (bracket > volume.first) {
            Part before = trimmed(volume.first, bracket - 1);
            Part within = trimmed(bracket + 1, volume.last);
            if (before != null && within != null) {
                parts.put(PartLabel.VOLUME, before);
                parts.put(PartLabel.ISSUE, within);
            }
        }
    }

    /** {@code 3, 118} as a volume is volume and page. */
    private void splitPages() {
        Part volume = parts.get(PartLabel.VOLUME);
        if (volume == null || parts.containsKey(PartLabel.PAGES)) {
            return;
        }
        for (int i = volume.first + 1; i < volume.last; i++) {
            boolean isBetween = ",:".indexOf(tokens.shape(i)) >= 0 && tokens.isNumber(i - 1);
            Part before = isBetween ? trimmed(volume.first, i - 1) : null;
            Part behind = isBetween ? trimmed(i + 1, volume.last) : null;
            if (before != null && behind != null && tokens.isNumber(behind.last)) {
                parts.put(PartLabel.VOLUME, before);
                parts.put(PartLabel.PAGES, behind);
                return;
            }
        }
    }

    /** In {@code 2024(5): 61–66} the year stands in place of a volume. */
    private void dropYearAsVolume() {
        Part volume = parts.get(PartLabel.VOLUME);
        Part date = parts.get(PartLabel.DATE);
        if (volume == null || volume.first != volume.last || tokens.shape(volume.first) != ReferenceTokens.YEAR) {
            return;
        }
        if (date == null) {
            parts.remove(PartLabel.VOLUME);
            parts.put(PartLabel.DATE, volume);
            return;
        }
        int year = token(date, ReferenceTokens.YEAR);
        if (year >= 0 && tokens.hash(year) == tokens.hash(volume.first)) {
            parts.remove(PartLabel.VOLUME);
        }
    }

    /** A volume or issue without a journal: what ends the title, or stands as its publisher, is the journal. */
    private void splitTitle() {
        Part title = parts.get(PartLabel.TITLE);
        boolean isNumbered = parts.containsKey(PartLabel.VOLUME) || parts.containsKey(PartLabel.ISSUE);
        if (parts.containsKey(PartLabel.CONTAINER) || title == null || !isNumbered) {
            return;
        }
        Part publisher = parts.get(PartLabel.PUBLISHER);
        if (publisher != null && publisher.first > title.last) {
            parts.remove(PartLabel.PUBLISHER);
            parts.put(PartLabel.CONTAINER, new Part(publisher.first, publisher.last, UNSURE));
            return;
        }
        for (int i = title.last - 1; i > title.first && title.last - i <= LONGEST_JOURNAL; i--) {
            boolean isEnd = ".?!".indexOf(tokens.shape(i)) >= 0 && tokens.isAfterBlank(i + 1);
            Part before = isEnd ? trimmed(title.first, i - 1) : null;
            Part behind = isEnd ? trimmed(i + 1, title.last) : null;
            if (before != null && behind != null && before.last - before.first > 1) {
                parts.put(PartLabel.TITLE, before);
                parts.put(PartLabel.CONTAINER, new Part(behind.first, behind.last, UNSURE));
                return;
            }
        }
    }

    /** A range of numbers outside of all parts is pages where there are none. */
    private void findPages() {
        if (parts.containsKey(PartLabel.PAGES) || !parts.containsKey(PartLabel.CONTAINER)) {
            return;
        }
        for (int i = parts.get(PartLabel.CONTAINER).last + 1; i + 2 < labels.length; i++) {
            boolean isRange = tokens.isNumber(i) && tokens.shape(i + 1) == '-' && tokens.isNumber(i + 2);
            if (isRange && isFree(i) && isFree(i + 2) && !isAfterAccess(i)) {
                parts.put(PartLabel.PAGES, new Part(i, i + 2, UNSURE));
                return;
            }
        }
    }

    private boolean isFree(int token) {
        return parts.values().stream().noneMatch(part -> part.first <= token && token <= part.last);
    }

    /** Takes off "vol.", "no.", "pp." before a number. */
    private void cutKeyword(PartLabel label, String name) {
        Part part = parts.get(label);
        int bit = TokenFeatures.classBit(name);
        boolean isKeyword = part != null
                && part.last > part.first
                && (TokenFeatures.classes(tokens, part.first) & bit) != 0
                && tokens.shape(part.first) != ReferenceTokens.CAPITAL;
        if (isKeyword && hasNumber(part) && (label == PartLabel.PAGES || !isSupplement(part.first))) {
            Part rest = trimmed(part.first + 1, part.last);
            if (rest != null) {
                parts.put(label, rest);
            }
        }
    }

    private boolean hasNumber(Part part) {
        for (int i = part.first + 1; i <= part.last; i++) {
            if (tokens.isNumber(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSupplement(int token) {
        return tokens.word(token).regionMatches(true, 0, "sup", 0, 3)
                || tokens.word(token).regionMatches(true, 0, "p", 0, 1);
    }

    private void findYear() {
        if (parts.containsKey(PartLabel.DATE)) {
            return;
        }
        for (int i = 0; i < labels.length; i++) {
            boolean isFree = labels[i] == PartLabel.OTHER.ordinal() && tokens.shape(i) == ReferenceTokens.YEAR;
            if (isFree && !isAfterAccess(i)) {
                parts.put(PartLabel.DATE, new Part(i, i, UNSURE));
                return;
            }
        }
    }

    private boolean isAfterAccess(int token) {
        int accessed = TokenFeatures.classBit("accessed");
        for (int i = Math.max(0, token - NEAR_ACCESS); i < token; i++) {
            if ((TokenFeatures.classes(tokens, i) & accessed) != 0) {
                return true;
            }
        }
        return false;
    }

    /** "Dissertação de Mestrado," before a university is no part of its name. */
    private void cutThesis() {
        Part publisher = parts.get(PartLabel.PUBLISHER);
        if (publisher == null) {
            return;
        }
        int thesis = TokenFeatures.classBit("thesis");
        boolean isThesis = false;
        for (int i = publisher.first; i < publisher.last; i++) {
            isThesis |= (TokenFeatures.classes(tokens, i) & thesis) != 0;
            boolean isEnd = ",.:;)".indexOf(tokens.shape(i)) >= 0;
            if (isThesis && isEnd) {
                Part rest = trimmed(i + 1, publisher.last);
                if (rest != null) {
                    parts.put(PartLabel.PUBLISHER, rest);
                }
                return;
            }
        }
    }

    /** A container that is only "In", or a place without a letter, is none. */
    private void dropEmpty() {
        int in = TokenFeatures.classBit("in");
        Part container = parts.get(PartLabel.CONTAINER);
        if (container != null
                && container.first == container.last
                && (TokenFeatures.classes(tokens, container.first) & in) != 0) {
            parts.remove(PartLabel.CONTAINER);
        }
    }
}
