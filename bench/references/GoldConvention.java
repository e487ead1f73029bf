package org.offprint.references.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Common convention for the parts of references from all sources: no punctuation at the edges, no "In:", "vol.", "pp."
 * or "(Eds.)", and separate volume and issue.
 */
final class GoldConvention {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String ISSUE =
            "(?:no|nos|n|nr|n°|nº|num|number|numero|número|heft|h|issue|iss|fasc|núm|№|pt|part)";

    private static final Map<PartLabel, Pattern> LEADS = new EnumMap<>(Map.of(
            PartLabel.EDITOR,
            pattern("^(?:in|en|dans|em|a cura di|ed(?:ited)?\\.? by|edited by|ed\\.|eds\\.|hrsg\\.?(?:"
                    + " von)?|hg\\.?|herausgegeben von|éd\\.?|sous la dir(?:ection|\\.) de|organizado"
                    + " por|org\\.|dir\\.|cura di|eds?|par|by|von)[\\s:]+(?=\\p{L})"),
            PartLabel.AUTHOR,
            pattern("^(?:by|par|von|di)\\s+(?=\\p{Lu})"),
            PartLabel.CONTAINER,
            pattern("^(?:in|en|dans|em|apud)\\s*[:\\s]\\s*(?=[\\p{Lu}\"“«„'‘])"),
            PartLabel.VOLUME,
            pattern("^(?:vols?|volume|v|bd|band|t|tome|tomo|jg|jahrgang|lib|volumen|том|т|제)(?:\\.\\s*|\\s+|(?=\\d))"),
            PartLabel.ISSUE,
            pattern("^" + ISSUE + "(?:\\.\\s*|\\s+|(?=\\d))"),
            PartLabel.PAGES,
            pattern(
                    "^(?:pp?|pgs?|pages?|pags?|s|seiten?|págs?|páginas?|с|стр|art|article)(?:\\.\\s*|\\s*:\\s*|\\s+|(?=\\d))"),
            PartLabel.TITLE,
            pattern("^(?=\\w)(?!x)x")));

    private static final Map<PartLabel, Pattern> TRAILS = new EnumMap<>(Map.of(
            PartLabel.EDITOR,
            pattern(
                    "[\\s,]*[(\\[]?\\b(?:eds?|editors?|edits?|hrsg|hg|coords?|orgs?|organizadore?s?|dirs?|comps?|éds?|curatori|a"
                        + " cura di|herausgeber)\\b\\.?[)\\]]?$"),
            PartLabel.VOLUME,
            pattern("\\s*(?:권|卷)$"),
            PartLabel.ISSUE,
            pattern("\\s*(?:호|号|期)$"),
            PartLabel.EDITION,
            pattern("[\\s.]*\\b(?:ed|edn|edition|edition|aufl|auflage|édition|edição|edición|edizione|edit)\\b\\.?$"),
            PartLabel.PAGES,
            pattern("\\s*\\b(?:pp?|s|pages|págs?)\\.?$")));

    private static final Pattern COUNT =
            pattern("^[ivxl]*[\\s,+]*\\d+\\s*(?:pp?|pages?|s|seiten|págs?|páginas|h|leaves|f)\\.?$");
    private static final Pattern BRACKETED = Pattern.compile("^(.*?[^\\s(])\\s*\\((.+)\\)$");
    private static final Pattern NAMED = pattern("^(.*?[^\\s,])\\s*,?\\s*\\(?\\b" + ISSUE + "\\b\\.?\\s*(.+?)\\)?$");
    private static final Pattern SLASHED = Pattern.compile("^(\\d+)\\s*[/:.]\\s*(\\d+(?:\\s*[-–]\\s*\\d+)?)$");
    private static final Pattern ISSUE_ALONE = pattern("^" + ISSUE + "\\b\\.?\\s*([^,]+)$");

    private GoldConvention() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, FLAGS);
    }

    /** Labels a part of the text according to the convention. */
    static void put(String text, int[] masks, int from, int to, int mask) {
        int[] place = edges(text, from, to);
        if (place[0] >= place[1]) {
            return;
        }
        if (Integer.bitCount(mask) > 1) {
            fill(masks, place[0], place[1], mask);
            return;
        }
        PartLabel label = PartLabel.of(Integer.numberOfTrailingZeros(mask));
        String value = text.substring(place[0], place[1]);
        if (label == PartLabel.PAGES
                && (COUNT.matcher(value).find()
                        || COUNT.matcher(text.substring(place[0], Math.min(text.length(), place[1] + 3))
                                        .strip())
                                .find())) {
            fill(masks, place[0], place[1], PartLabel.PAGES.bit() | PartLabel.OTHER.bit());
            return;
        }
        if (label == PartLabel.VOLUME) {
            volume(text, masks, place[0], place[1]);
            return;
        }
        trimmed(text, masks, place[0], place[1], label);
    }

    private static void volume(String text, int[] masks, int from, int to) {
        String value = text.substring(from, to);
        Matcher alone = ISSUE_ALONE.matcher(value);
        if (alone.find()) {
            trimmed(text, masks, from + alone.start(1), from + alone.end(1), PartLabel.ISSUE);
            return;
        }
        for (Pattern pattern : new Pattern[] {BRACKETED, NAMED, SLASHED}) {
            Matcher matcher = pattern.matcher(value);
            if (matcher.find() && !matcher.group(1).isBlank()) {
                String lead = matcher.group(1).replaceAll("[\\s.,]+$", "");
                if (lead.matches("(?iu)(vol|v|bd|t|band|no|n)")) {
                    continue;
                }
                trimmed(text, masks, from + matcher.start(1), from + matcher.end(1), PartLabel.VOLUME);
                trimmed(text, masks, from + matcher.start(2), from + matcher.end(2), PartLabel.ISSUE);
                return;
            }
        }
        trimmed(text, masks, from, to, PartLabel.VOLUME);
    }

    private static void trimmed(String text, int[] masks, int from, int to, PartLabel label) {
        int start = from;
        int end = to;
        for (int round = 0; round < 3; round++) {
            Pattern lead = LEADS.get(label);
            Matcher leading = lead == null ? null : lead.matcher(text.substring(start, end));
            if (leading != null && leading.find() && leading.end() < end - start) {
                start += leading.end();
            }
            Pattern trail = TRAILS.get(label);
            Matcher trailing = trail == null ? null : trail.matcher(text.substring(start, end));
            if (trailing != null && trailing.find() && trailing.start() > 0) {
                end = start + trailing.start();
            }
            int[] place = edges(text, start, end);
            start = place[0];
            end = place[1];
        }
        fill(masks, start, end, label.bit());
    }

    private static void fill(int[] masks, int from, int to, int mask) {
        for (int i = from; i < to; i++) {
            masks[i] = mask;
        }
    }

    /**
     * Trims characters other than letters and digits at both ends. A closing bracket whose opening bracket is inside is
     * kept.
     */
    static int[] edges(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && !isOfAWord(text, start)) {
            start++;
        }
        while (end > start && !isOfAWord(text, end - 1)) {
            char c = text.charAt(end - 1);
            char open = c == ')' ? '(' : c == ']' ? '[' : 0;
            if (open != 0
                    && text.substring(start, end - 1).lastIndexOf(open)
                            > text.substring(start, end - 1).lastIndexOf(c)) {
                break;
            }
            end--;
        }
        return new int[] {start, end};
    }

    private static boolean isOfAWord(String text, int place) {
        char c = text.charAt(place);
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
