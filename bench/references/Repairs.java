package org.offprint.references.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/** Corrects the tags of a source whose convention differs from all other sources, or excludes a reference. */
final class Repairs {

    private static final Pattern CONTAINED =
            Pattern.compile(",?\\s+(?:in|In|dans|en)\\s*:?\\s+(?=[\u00AB\"\u201C\u201E'\\p{Lu}])");

    private static final Pattern YEAR = Pattern.compile("\\b1[4-9]\\d\\d\\b|\\b20[01]\\d\\b");

    private Repairs() {}

    /** If two volumes and no pages are tagged, the second volume may be the page number. */
    static LabelledReference numbers(LabelledReference read) {
        int[] masks = read.masks();
        int volumes = 0;
        boolean hasPages = false;
        for (int at = 0; at < masks.length; at++) {
            boolean isFirst = at == 0 || masks[at - 1] != masks[at];
            volumes += isFirst && masks[at] == TaggedSources.VOLUME ? 1 : 0;
            hasPages |= masks[at] == TaggedSources.PAGES;
        }
        if (volumes > 1 && !hasPages) {
            int seen = 0;
            for (int at = 0; at < masks.length; at++) {
                boolean isFirst = at == 0 || masks[at - 1] != TaggedSources.VOLUME && masks[at] == TaggedSources.VOLUME;
                seen += isFirst && masks[at] == TaggedSources.VOLUME ? 1 : 0;
                if (seen > 1 && masks[at] == TaggedSources.VOLUME) {
                    int end = at;
                    while (end < masks.length && masks[end] == TaggedSources.VOLUME) {
                        end++;
                    }
                    fill(masks, at, end, TaggedSources.VOLUME | TaggedSources.PAGES);
                    at = end - 1;
                }
            }
        }
        return read;
    }

    /**
     * Untagged numbers may be a volume, issue or pages, and untagged words between authors and title may be authors.
     */
    static LabelledReference gaps(LabelledReference read) {
        int[] masks = read.masks();
        ReferenceTokens tokens = ReferenceTokens.of(read.text(), PrintedIdentifiers.in(read.text()));
        int since = 100;
        int last = 0;
        for (int i = 0; i < tokens.size(); i++) {
            since = WordClass.ACCESSED.isAt(tokens, i) ? 0 : since + 1;
            int mask = masks[tokens.start(i)];
            if (mask == 0 && tokens.isNumber(i) && i > 2 && since > 10) {
                fill(
                        masks,
                        tokens.start(i),
                        tokens.end(i),
                        TaggedSources.OTHER | TaggedSources.VOLUME | TaggedSources.ISSUE | TaggedSources.PAGES);
            } else if (mask == 0
                    && last == TaggedSources.AUTHOR
                    && !tokens.isMark(i)
                    && !tokens.isNumber(i)
                    && WordClass.bits(tokens, i) == 0) {
                fill(
                        masks,
                        tokens.start(i),
                        tokens.end(i),
                        TaggedSources.OTHER | TaggedSources.AUTHOR | TaggedSources.TITLE);
            }
            last = mask != 0 ? mask : last;
        }
        return read;
    }

    /** An untagged range of numbers may be pages. */
    static LabelledReference ranges(LabelledReference read) {
        Matcher range = Pattern.compile("\\d+ ?[-\u2013]+ ?\\d+").matcher(read.text());
        while (range.find()) {
            boolean isFree = true;
            for (int i = range.start(); i < range.end(); i++) {
                isFree &= read.masks()[i] == 0;
            }
            if (isFree) {
                fill(read.masks(), range.start(), range.end(), TaggedSources.OTHER | TaggedSources.PAGES);
            }
        }
        return read;
    }

    static LabelledReference linked(LabelledReference read) {
        String text = read.text();
        int[] masks = read.masks();
        if (text.length() < 30 || text.matches(".*(?:\\bcit\\b|ibid|Ibid|\\bivi\\b|\\.\\.\\.).*")) {
            return null;
        }
        for (int at = 0; at < masks.length; ) {
            int end = at;
            while (end < masks.length && masks[end] == masks[at]) {
                end++;
            }
            String run = text.substring(at, end);
            if (masks[at] == TaggedSources.TITLE) {
                int tail = placeAtEnd(text, at, end);
                if (tail > at) {
                    fill(masks, tail, end, 0);
                    GoldConvention.put(text, masks, tail, end, TaggedSources.PLACE);
                    continue;
                }
                Matcher in = CONTAINED.matcher(run);
                boolean isQuoted = false;
                while (in.find()) {
                    isQuoted = in.end() < run.length() && "\u00AB\"\u201C\u201E".indexOf(run.charAt(in.end())) >= 0;
                    if (isQuoted) {
                        fill(masks, at + in.start(), end, 0);
                        GoldConvention.put(text, masks, at + in.end(), end, TaggedSources.CONTAINER);
                        break;
                    }
                }
                if (!isQuoted && run.matches(".*, (in|In) \\p{Lu}.*")) {
                    fill(masks, at, end, TaggedSources.TITLE | TaggedSources.CONTAINER | TaggedSources.OTHER);
                }
                if (!isQuoted && run.matches(".*[,.;] ?[\u00AB\u201C\"].*")) {
                    fill(masks, at, end, TaggedSources.TITLE | TaggedSources.CONTAINER | TaggedSources.OTHER);
                }
            } else if (masks[at] == TaggedSources.PLACE && run.indexOf(',') > 0) {
                fill(masks, at, end, TaggedSources.PLACE | TaggedSources.PUBLISHER | TaggedSources.OTHER);
            } else if ((masks[at] & TaggedSources.DATE) != 0 && masks[at] != TaggedSources.DATE
                    || masks[at] == TaggedSources.DATE) {
                dates(text, masks, at, end, run);
            }
            at = end;
        }
        return read;
    }

    /** Returns the start of a city name at the end of a title, or 0 if there is none. */
    private static int placeAtEnd(String text, int from, int to) {
        int mark = Math.max(text.lastIndexOf(", ", to - 3), text.lastIndexOf(". ", to - 3));
        if (mark <= from || to - mark > 20) {
            return 0;
        }
        ReferenceTokens tokens = ReferenceTokens.within(text, mark + 1, to);
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isMark(i) && !WordClass.PLACE.isAt(tokens, i)) {
                return 0;
            }
        }
        return mark;
    }

    /** Splits {@code 8, 1957} into volume and year, and {@code Venezia 1991} into place and year. */
    private static void dates(String text, int[] masks, int from, int to, String run) {
        Matcher year = YEAR.matcher(run);
        int last = -1;
        int lastEnd = -1;
        while (year.find()) {
            last = year.start();
            lastEnd = year.end();
        }
        int whole = masks[from];
        if (last < 0) {
            fill(
                    masks,
                    from,
                    to,
                    TaggedSources.VOLUME | TaggedSources.DATE | TaggedSources.ISSUE | TaggedSources.OTHER);
            return;
        }
        fill(masks, from, to, 0);
        String before = run.substring(0, last);
        if (before.matches("\\s*[\\dIVXLC]+[\\s,.(]*")) {
            GoldConvention.put(text, masks, from, from + last, TaggedSources.VOLUME);
        } else if (before.chars().anyMatch(Character::isLetterOrDigit)) {
            fill(
                    masks,
                    from,
                    from + last,
                    whole == TaggedSources.DATE
                            ? TaggedSources.PLACE
                                    | TaggedSources.DATE
                                    | TaggedSources.OTHER
                                    | TaggedSources.VOLUME
                                    | TaggedSources.PUBLISHER
                            : TaggedSources.VOLUME | TaggedSources.ISSUE | TaggedSources.DATE | TaggedSources.OTHER);
        }
        GoldConvention.put(text, masks, from + last, from + lastEnd, TaggedSources.DATE);
        if (run.substring(lastEnd).chars().anyMatch(Character::isLetterOrDigit)) {
            fill(
                    masks,
                    from + lastEnd,
                    to,
                    TaggedSources.DATE | TaggedSources.OTHER | TaggedSources.ISSUE | TaggedSources.VOLUME);
        }
    }

    private static void fill(int[] masks, int from, int to, int mask) {
        for (int i = from; i < to; i++) {
            masks[i] = mask;
        }
    }
}
