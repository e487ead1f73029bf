package org.offprint.references.pasted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offprint.kernel.text.Table;

/**
 * Splits a pasted list of references into individual references in linear time.
 *
 * <p>A reference starts after a blank line or at a label. In a list with hanging indents, a reference starts at each
 * line without an indent. In wrapped text, a reference starts after a short line. In all other lists, each line is a
 * reference, unless it continues the previous one.
 */
public final class Bibliography {

    private static final Set<String> HEADINGS = Table.words("reference-headings.txt");

    private static final Set<String> UNDATED =
            Set.of("in press", "forthcoming", "n.d", "s.d", "s. d", "o. j", "o.j", "im druck", "en prensa", "no prelo");

    /** Words at the start of a line which indicate that the line continues the previous reference. */
    private static final List<String> CONTINUATIONS = List.of(
            "http",
            "doi",
            "available ",
            "accessed ",
            "retrieved ",
            "cited ",
            "verfügbar ",
            "abgerufen ",
            "zugriff",
            "disponible ",
            "disponível ",
            "consultado ",
            "acesso ",
            "acessado ",
            "consulté ");

    /** Minimum and maximum line length of a list that is treated as wrapped text, in characters. */
    private static final int MIN_WIDTH = 50;

    private static final int MAX_WIDTH = 160;

    /** Maximum difference between the label numbers of consecutive references. */
    private static final int MAX_NUMBER_STEP = 3;

    private final List<PastedReference> references = new ArrayList<>();

    private Bibliography() {}

    /**
     * Line of a pasted list of references, without surrounding spaces.
     *
     * @param indent number of spaces before the text; a tab counts as four spaces
     */
    private record Line(String text, int indent) {

        boolean isDated() {
            return dates(text);
        }
    }

    /** Splits a pasted list into individual references, in list order. */
    public static List<PastedReference> split(String text) {
        List<List<Line>> blocks = new ArrayList<>();
        List<Line> block = new ArrayList<>();
        boolean isFirst = true;
        for (String raw : lines(text)) {
            Line line = line(raw);
            if (isFirst && isHeading(line.text())) {
                isFirst = false;
            } else if (line.text().isEmpty()) {
                blocks.add(block);
                block = new ArrayList<>();
            } else {
                isFirst = false;
                block.add(line);
            }
        }
        blocks.add(block);
        blocks.removeIf(List::isEmpty);
        Bibliography bibliography = new Bibliography();
        blocks.forEach(each -> bibliography.addBlock(each, blocks.size() > 1));
        return bibliography.references;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!isPair && (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029')) {
                lines.add(text.substring(start, i));
                start = i + 1;
            }
        }
        lines.add(text.substring(start));
        return lines;
    }

    private static Line line(String raw) {
        int from = 0;
        int to = raw.length();
        int indent = 0;
        while (from < to && isAround(raw.charAt(from))) {
            indent += raw.charAt(from) == '\t' ? 4 : 1;
            from++;
        }
        while (to > from && isAround(raw.charAt(to - 1))) {
            to--;
        }
        return new Line(withoutBullet(raw.substring(from, to)), indent);
    }

    private static boolean isAround(char c) {
        return ReferenceLabel.isBlank(c) || c == '\uFEFF' || c == '\u200B';
    }

    private static String withoutBullet(String line) {
        boolean isBulleted =
                line.length() > 1 && "\u2022\u2023\u25AA\u25CF\u25E6\u00B7\u2043".indexOf(line.charAt(0)) >= 0;
        return isBulleted ? line.substring(1).strip() : line;
    }

    private static boolean isHeading(String line) {
        String word = line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
        return word.length() < 40 && HEADINGS.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * Adds the references in a block of lines.
     *
     * @param isOneOfSeveral whether the list has several blocks separated by blank lines, so that each block is
     *     probably one reference
     */
    private void addBlock(List<Line> block, boolean isOneOfSeveral) {
        Optional<ReferenceLabel> first = ReferenceLabel.ofLine(block.get(0).text());
        if (block.size() == 1) {
            addLine(block.get(0).text());
        } else if (first.isPresent() && isNumbered(block, first.get())) {
            addNumbered(block, first.get());
        } else if (isHanging(block)) {
            addHanging(block);
        } else if (isOneEach(block, isOneOfSeveral)) {
            addLines(block);
        } else {
            add(block);
        }
    }

    /**
     * Adds the references in a block of one line. This line may contain a whole list without line breaks, such as
     * {@code [1] … [2] … [3] …}.
     */
    private void addLine(String line) {
        Optional<ReferenceLabel> first =
                ReferenceLabel.of(line).filter(label -> label.form() == ReferenceLabel.Form.BRACKETS);
        int number = first.map(ReferenceLabel::number).orElse(-1);
        int start = 0;
        int next = number < 0
                ? -1
                : line.indexOf(" [" + (number + 1) + "]", first.get().end());
        while (next >= 0) {
            addText(line.substring(start, next), 1);
            number++;
            start = next + 1;
            next = line.indexOf(" [" + (number + 1) + "]", start);
        }
        addText(line.substring(start), 1);
    }

    private static boolean isNumbered(List<Line> block, ReferenceLabel first) {
        if (first.form() != ReferenceLabel.Form.BARE && first.number() < 0) {
            return true;
        }
        return block.stream().skip(1).anyMatch(line -> ReferenceLabel.ofLine(line.text())
                        .filter(label -> isNext(label, first))
                        .isPresent())
                || first.form() == ReferenceLabel.Form.BRACKETS;
    }

    private static boolean isNext(ReferenceLabel label, ReferenceLabel before) {
        if (label.form() != before.form()) {
            return false;
        }
        int number = label.number();
        return before.number() < 0
                ? number < 0
                : number > before.number() && number <= before.number() + MAX_NUMBER_STEP;
    }

    private void addNumbered(List<Line> block, ReferenceLabel first) {
        List<Line> one = new ArrayList<>();
        ReferenceLabel last = null;
        for (Line line : block) {
            ReferenceLabel label = ReferenceLabel.ofLine(line.text()).orElse(null);
            boolean begins = label != null && (last == null || isNext(label, last));
            if (begins) {
                add(one, first.form());
                one = new ArrayList<>();
                last = label;
            }
            one.add(line);
        }
        add(one, first.form());
    }

    /** Returns whether a block has a hanging indent: the first line is not indented, but at least one other line is. */
    private static boolean isHanging(List<Line> block) {
        int margin = block.stream().mapToInt(Line::indent).min().orElse(0);
        return block.get(0).indent() == margin && block.stream().anyMatch(line -> line.indent() >= margin + 2);
    }

    private void addHanging(List<Line> block) {
        int margin = block.get(0).indent();
        List<Line> one = new ArrayList<>();
        for (Line line : block) {
            if (line.indent() < margin + 2) {
                add(one);
                one = new ArrayList<>();
            }
            one.add(line);
        }
        add(one);
    }

    /** Returns whether a block contains several references rather than one reference on several lines. */
    private static boolean isOneEach(List<Line> block, boolean isOneOfSeveral) {
        long dated = block.stream().filter(Line::isDated).count();
        if (isOneOfSeveral) {
            return dated >= 3 && dated * 3 >= block.size() * 2L;
        }
        return dated >= 2 || dated == 0 && block.stream().noneMatch(line -> beginsWithin(line.text()));
    }

    private void addLines(List<Line> block) {
        int width = width(block);
        if (isFilled(block, width)) {
            addFilled(block, width);
            return;
        }
        long dated = block.stream().filter(Line::isDated).count();
        // A line longer than {@code MAX_WIDTH} is a whole reference, even if it contains no year.
        boolean needsYear = dated * 4 >= block.size() && width <= MAX_WIDTH;
        List<Line> one = new ArrayList<>();
        boolean isDated = false;
        for (Line line : block) {
            boolean isBetween = !needsYear || isDated && begins(line);
            boolean begins = isBetween && !beginsWithin(line.text());
            if (begins && !one.isEmpty()) {
                add(one);
                one = new ArrayList<>();
                isDated = false;
            }
            one.add(line);
            isDated |= line.isDated();
        }
        add(one);
    }

    /**
     * Returns the length at which the lines of a block are wrapped. The longest lines are ignored, because URLs are
     * never wrapped.
     */
    private static int width(List<Line> block) {
        int[] lengths =
                block.stream().mapToInt(line -> line.text().length()).sorted().toArray();
        return lengths[(lengths.length - 1) * 19 / 20];
    }

    /**
     * Returns whether the lines of a block are wrapped. In wrapped text, many lines have no room for the first word of
     * the next line.
     */
    private static boolean isFilled(List<Line> block, int width) {
        int full = 0;
        for (int i = 1; i < block.size(); i++) {
            full += hasRoom(block.get(i - 1), block.get(i), width) ? 0 : 1;
        }
        return width >= MIN_WIDTH && width <= MAX_WIDTH && full * 3 >= block.size();
    }

    private static boolean hasRoom(Line line, Line next, int width) {
        int word = next.text().indexOf(' ');
        int needed = 1 + (word < 0 ? next.text().length() : word);
        return line.text().length() + needed <= width;
    }

    /**
     * Adds the references in a block of wrapped lines. The last line of a reference usually has room for the first word
     * of the next line.
     */
    private void addFilled(List<Line> block, int width) {
        List<Line> one = new ArrayList<>();
        boolean isDated = false;
        Line before = null;
        for (Line line : block) {
            boolean isNext = before != null
                    && (hasRoom(before, line, width)
                            || isDated && before.text().endsWith(".") && isOfNames(line.text()));
            if (isNext && !beginsWithin(line.text())) {
                add(one);
                one = new ArrayList<>();
                isDated = false;
            }
            one.add(line);
            isDated |= line.isDated();
            before = line;
        }
        add(one);
    }

    /**
     * Returns whether a line starts like a list of persons: with a capitalized word that is followed by a comma or an
     * initial.
     */
    private static boolean isOfNames(String line) {
        int end = line.indexOf(' ');
        boolean isWord = end > 1 && Character.isUpperCase(line.codePointAt(0));
        return isWord && (line.charAt(end - 1) == ',' || isInitials(line, end + 1));
    }

    private static boolean isInitials(String line, int at) {
        int end = at;
        while (end < line.length() && Character.isUpperCase(line.charAt(end))) {
            end++;
        }
        return end > at && end - at <= 3 && end < line.length() && ".,".indexOf(line.charAt(end)) >= 0;
    }

    /** Returns whether a line can start a reference in a list whose references all have a year. */
    private static boolean begins(Line line) {
        return line.isDated() || RepeatedAuthors.end(line.text()) > 0;
    }

    /** Returns whether a line starts with a word that never starts a reference. */
    private static boolean beginsWithin(String line) {
        int first = line.codePointAt(0);
        return CONTINUATIONS.stream().anyMatch(word -> line.regionMatches(true, 0, word, 0, word.length()))
                || Character.isLowerCase(first) && !isParticle(line)
                || Character.isDigit(first)
                || ",.;:)]&".indexOf(first) >= 0
                || line.startsWith("(");
    }

    /** Returns whether a line starts with a particle of a family name, such as "van". */
    private static boolean isParticle(String line) {
        int end = line.indexOf(' ');
        return end > 0
                && end + 1 < line.length()
                && Set.of(
                                "van", "von", "de", "di", "da", "del", "della", "der", "den", "du", "le", "la", "el",
                                "al", "dos")
                        .contains(line.substring(0, end))
                && startsName(line.substring(end + 1, Math.min(line.length(), end + 30)));
    }

    private static boolean startsName(String rest) {
        int comma = rest.indexOf(',');
        return Character.isUpperCase(rest.codePointAt(0)) && comma > 0
                || rest.startsWith("de")
                || rest.startsWith("la ");
    }

    /** Returns whether a reference text contains a year or a phrase such as "in press". */
    private static boolean dates(String text) {
        int digits = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c >= '0' && c <= '9') {
                digits++;
            } else {
                if (digits == 4 && isYear(text, i - 4)) {
                    return true;
                }
                digits = 0;
            }
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return UNDATED.stream().anyMatch(lower::contains);
    }

    private static boolean isYear(String text, int at) {
        char first = text.charAt(at);
        char second = text.charAt(at + 1);
        return first == '1' && second >= '5' || first == '2' && second == '0';
    }

    private void add(List<Line> lines) {
        add(lines, null);
    }

    /**
     * Adds a reference to the result.
     *
     * @param lines lines of the reference
     * @param form punctuation of the labels in the list; null if it has no labels
     */
    private void add(List<Line> lines, ReferenceLabel.Form form) {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder joined = new StringBuilder();
        String before = null;
        for (Line line : lines) {
            joined.append(before == null || isBroken(before) ? "" : " ").append(line.text());
            before = line.text();
        }
        String text = joined.toString();
        Optional<ReferenceLabel> label =
                form == ReferenceLabel.Form.BARE ? ReferenceLabel.ofLine(text) : Optional.empty();
        if (label.isPresent()) {
            references.add(new PastedReference(
                    text.substring(label.get().end()), label.get().name(), lines.size()));
        } else {
            addText(text, lines.size());
        }
    }

    /** Returns whether a line ends within a word, a page range or a URL. */
    private static boolean isBroken(String line) {
        int end = line.length();
        char last = line.charAt(end - 1);
        boolean isHyphen = last == '-' || last == '\u2013' || last == '\u2010' || last == '\u00AD';
        boolean isWithin = end > 1 && Character.isLetterOrDigit(line.charAt(end - 2));
        return isHyphen && isWithin || last == '/' && isWithin && line.lastIndexOf("http") > line.lastIndexOf(" ");
    }

    private void addText(String text, int lines) {
        PastedReference one = PastedReference.of(text);
        references.add(new PastedReference(one.text(), one.label(), lines));
    }
}
