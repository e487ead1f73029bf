package org.offprint.references;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.PrintedParts.Part;

/** Makes members of a reference out of the places of its parts. Values that are longer than a reference may have are left out. */
final class ReferenceParts {

    private static final int NUMBER = 100;
    private static final int ORGANIZATION = 1_000;
    private static final int WORDS = 2_000;
    /** Numbers of as many digits that stand alone where pages do are article numbers. */
    private static final int DIGITS_OF_ARTICLE = 5;

    private final ReferenceTokens tokens;
    private final Map<PartLabel, Part> parts;
    private final List<Span> spans;

    private ReferenceParts(ReferenceTokens tokens, Map<PartLabel, Part> parts, List<Span> spans) {
        this.tokens = tokens;
        this.parts = parts;
        this.spans = spans;
    }

    static Reference of(ReferenceTokens tokens, Map<PartLabel, Part> parts, List<Span> spans) {
        return new ReferenceParts(tokens, parts, spans).reference();
    }

    private Reference reference() {
        PersonNames authors = people(PartLabel.AUTHOR);
        PersonNames editors = people(PartLabel.EDITOR);
        String[] pages = pages();
        String[] date = date();
        Doi doi = doi(identifier(ReferenceField.DOI));
        boolean isCut = authors != null ? authors.isCut() : editors != null && editors.isCut();
        return new Reference(
                null,
                tokens.text(),
                type(),
                authors == null ? List.of() : authors.people(),
                isCut ? Boolean.TRUE : null,
                editors == null ? List.of() : editors.people(),
                null,
                value(PartLabel.TITLE, WORDS),
                value(PartLabel.CONTAINER, WORDS),
                null,
                value(PartLabel.EDITION, NUMBER),
                null,
                value(PartLabel.VOLUME, NUMBER),
                value(PartLabel.ISSUE, NUMBER),
                pages[0],
                pages[1],
                pages[2],
                date[0],
                null,
                date[1],
                date[2],
                null,
                null,
                value(PartLabel.PUBLISHER, ORGANIZATION),
                value(PartLabel.PLACE, ORGANIZATION),
                doi,
                identifier(ReferenceField.PMID),
                pmcid(identifier(ReferenceField.PMCID)),
                identifier(ReferenceField.ISBN),
                identifier(ReferenceField.ISSN),
                null,
                url(identifier(ReferenceField.URL)),
                null,
                null);
    }

    private String value(PartLabel label, int longest) {
        Part part = parts.get(label);
        String value = part == null ? "" : PrintedParts.tidied(words(part));
        return value.isEmpty() || value.length() > longest ? null : value;
    }

    private String words(Part part) {
        return tokens.text().substring(tokens.start(part.first()), tokens.end(part.last()));
    }

    private PersonNames people(PartLabel label) {
        Part part = parts.get(label);
        if (part == null) {
            return null;
        }
        boolean hasPeriods = part.last() > part.first() && tokens.shape(part.last() - 1) == ',';
        for (int i = part.first(); i < part.last(); i++) {
            hasPeriods |= tokens.shape(i) == ReferenceTokens.CAPITAL && tokens.shape(i + 1) == '.';
        }
        // The period of the last initial ends the list, too: it is the initial's where the others have one.
        boolean isPeriod = hasPeriods
                && part.last() + 1 < tokens.size()
                && tokens.shape(part.last()) == ReferenceTokens.CAPITAL
                && tokens.shape(part.last() + 1) == '.';
        int last = isPeriod ? part.last() + 1 : part.last();
        return PersonNames.in(tokens.text(), tokens.start(part.first()), tokens.end(last));
    }

    /** Returns first page, last page, article number. */
    private String[] pages() {
        String[] pages = new String[3];
        Part part = parts.get(PartLabel.PAGES);
        String printed = value(PartLabel.PAGES, NUMBER);
        if (printed == null) {
            return pages;
        }
        int dash = -1;
        int comma = part.last() + 1;
        for (int i = part.last(); i > part.first(); i--) {
            dash = tokens.shape(i) == '-' ? i : dash;
            comma = tokens.shape(i) == ',' || tokens.shape(i) == ';' ? i : comma;
        }
        if (dash > 0 && dash < comma) {
            int behind = dash + 1;
            while (behind < part.last() && tokens.isMark(behind)) {
                behind++;
            }
            // Marks may follow the dash at once: 27-, 47.
            int end = Math.max(comma, behind + 1);
            pages[0] = PrintedParts.tidied(tokens.text().substring(tokens.start(part.first()), tokens.end(dash - 1)));
            String last = PrintedParts.tidied(tokens.text().substring(tokens.start(behind), tokens.end(end - 1)));
            pages[1] = whole(pages[0], last);
            return pages;
        }
        boolean isNumber = tokens.isNumber(part.first());
        boolean isLong = isNumber && tokens.word(part.first()).length() >= DIGITS_OF_ARTICLE;
        boolean isElectronic = !isNumber && part.last() > part.first() && "eE".contains(tokens.word(part.first()));
        pages[part.first() + 1 >= part.last() && (isLong || isElectronic) ? 2 : 0] = printed;
        return pages;
    }

    /** {@code 380-7} ends on page 387. */
    private static String whole(String first, String last) {
        boolean isShort = isDigits(first) && isDigits(last) && last.length() < first.length();
        return isShort ? first.substring(0, first.length() - last.length()) + last : last;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Returns year, month, day. */
    private String[] date() {
        String[] date = new String[3];
        Part part = parts.get(PartLabel.DATE);
        if (part == null) {
            return date;
        }
        int months = TokenFeatures.classBit("month");
        for (int i = part.first(); i <= part.last(); i++) {
            if (tokens.shape(i) == ReferenceTokens.YEAR && date[0] == null) {
                boolean hasLetter =
                        i < part.last() && tokens.shape(i + 1) == ReferenceTokens.SMALL && !tokens.isAfterBlank(i + 1);
                date[0] = tokens.word(i) + (hasLetter ? tokens.word(i + 1) : "");
            } else if (date[1] == null && (TokenFeatures.classes(tokens, i) & months) != 0) {
                date[1] = tokens.word(i);
            } else if (date[2] == null && tokens.isNumber(i) && tokens.word(i).length() <= 2) {
                date[2] = tokens.word(i);
            }
        }
        if (date[1] == null) {
            date[2] = null;
        }
        if (date[0] == null
                && tokens.isNumber(part.first())
                && tokens.word(part.first()).length() >= 3) {
            date[0] = value(PartLabel.DATE, NUMBER / 2);
        }
        return date;
    }

    private String identifier(ReferenceField field) {
        for (Span span : spans) {
            if (span.field() == field) {
                return span.of(tokens.text());
            }
        }
        return null;
    }

    /** Returns what is cited, by the words that say so and by the parts that there are; null where nothing tells. */
    private String type() {
        int words = 0;
        String mark = null;
        Part title = parts.get(PartLabel.TITLE);
        for (int i = 0; i < tokens.size(); i++) {
            boolean isOfTitle = title != null && i >= title.first() && i <= title.last();
            if (!isOfTitle) {
                words |= TokenFeatures.classes(tokens, i);
            }
            boolean isMarked = i > 0
                    && i + 1 < tokens.size()
                    && tokens.shape(i - 1) == '['
                    && tokens.shape(i) == ReferenceTokens.CAPITAL
                    && "]/".indexOf(tokens.shape(i + 1)) >= 0;
            mark = isMarked ? tokens.word(i) : mark;
        }
        if (mark != null && "JMCDRNSP".contains(mark)) {
            return switch (mark) {
                case "J", "N" -> "journal";
                case "M" -> "book";
                case "C" -> "conference";
                case "D" -> "thesis";
                case "R" -> "report";
                case "S" -> "standard";
                default -> "patent";
            };
        }
        boolean hasContainer = parts.containsKey(PartLabel.CONTAINER);
        boolean hasNumber = parts.containsKey(PartLabel.VOLUME) || parts.containsKey(PartLabel.ISSUE);
        boolean hasPublisher = parts.containsKey(PartLabel.PUBLISHER) || parts.containsKey(PartLabel.PLACE);
        if (!hasContainer && is(words, "thesis")) {
            return "thesis";
        }
        if (hasContainer && ofContainer("conference") && !hasNumber) {
            return "conference";
        }
        if (hasContainer && (hasPublisher || parts.containsKey(PartLabel.EDITOR)) && !hasNumber) {
            return "chapter";
        }
        if (hasContainer) {
            return "journal";
        }
        if (!hasPublisher && has(ReferenceField.URL) && title != null) {
            return "web";
        }
        if (hasPublisher) {
            return is(words, "report") ? "report" : "book";
        }
        return null;
    }

    private boolean ofContainer(String name) {
        Part container = parts.get(PartLabel.CONTAINER);
        int bit = TokenFeatures.classBit(name);
        for (int i = container.first(); i <= container.last(); i++) {
            if ((TokenFeatures.classes(tokens, i) & bit) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean has(ReferenceField field) {
        return spans.stream().anyMatch(span -> span.field() == field);
    }

    private static boolean is(int words, String name) {
        return (words & TokenFeatures.classBit(name)) != 0;
    }

    private static Doi doi(String printed) {
        try {
            return printed == null ? null : Doi.parse(printed);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static String pmcid(String printed) {
        return printed == null || printed.charAt(3) == '0' ? null : "PMC" + printed.substring(3);
    }

    private static WebUrl url(String printed) {
        try {
            return printed == null ? null : WebUrl.parse(printed);
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
