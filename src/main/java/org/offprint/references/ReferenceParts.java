package org.offprint.references;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.model.PartLabel;
import org.offprint.references.repair.Part;
import org.offprint.references.tokens.ReferenceField;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/**
 * Converts the parts of a printed reference to members of a reference record. Parts that are too long for their members
 * are omitted.
 */
final class ReferenceParts {

    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_ORGANIZATION_LENGTH = 1_000;
    private static final int MAX_TITLE_LENGTH = 2_000;

    /** Minimum number of digits in an article number that is printed in place of pages. */
    private static final int MIN_ARTICLE_DIGITS = 5;

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
                value(PartLabel.TITLE, MAX_TITLE_LENGTH),
                value(PartLabel.CONTAINER, MAX_TITLE_LENGTH),
                null,
                value(PartLabel.EDITION, MAX_NUMBER_LENGTH),
                null,
                value(PartLabel.VOLUME, MAX_NUMBER_LENGTH),
                value(PartLabel.ISSUE, MAX_NUMBER_LENGTH),
                pages[0],
                pages[1],
                pages[2],
                date[0],
                null,
                date[1],
                date[2],
                null,
                null,
                value(PartLabel.PUBLISHER, MAX_ORGANIZATION_LENGTH),
                value(PartLabel.PLACE, MAX_ORGANIZATION_LENGTH),
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

    private String value(PartLabel label, int maxLength) {
        Part part = parts.get(label);
        String value = part == null ? "" : tokens.text(part.first(), part.last());
        return value.isEmpty() || value.length() > maxLength ? null : value;
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
        // The period after the last initial belongs to the name if all earlier initials also have one.
        boolean isPeriod = hasPeriods
                && part.last() + 1 < tokens.size()
                && tokens.shape(part.last()) == ReferenceTokens.CAPITAL
                && tokens.shape(part.last() + 1) == '.';
        int last = isPeriod ? part.last() + 1 : part.last();
        return PersonNames.in(tokens.text(), tokens.start(part.first()), tokens.end(last));
    }

    /** Returns the first page, last page and article number of a reference. */
    private String[] pages() {
        String[] pages = new String[3];
        Part part = parts.get(PartLabel.PAGES);
        String printed = value(PartLabel.PAGES, MAX_NUMBER_LENGTH);
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
            int next = dash + 1;
            while (next < part.last() && tokens.isMark(next)) {
                next++;
            }
            // A punctuation mark may directly follow the dash of a page range, as in "27-, 47".
            int end = Math.max(comma, next + 1);
            pages[0] = tokens.text(part.first(), dash - 1);
            pages[1] = complete(pages[0], tokens.text(next, end - 1));
            return pages;
        }
        boolean isNumber = tokens.isNumber(part.first());
        boolean isLong = isNumber && tokens.word(part.first()).length() >= MIN_ARTICLE_DIGITS;
        boolean isElectronic = !isNumber && part.last() > part.first() && "eE".contains(tokens.word(part.first()));
        pages[part.first() + 1 >= part.last() && (isLong || isElectronic) ? 2 : 0] = printed;
        return pages;
    }

    /** Expands the last page of a page range to all its digits. For example, {@code 380-7} ends on page 387. */
    private static String complete(String first, String last) {
        boolean isShort = isDigits(first) && isDigits(last) && last.length() < first.length();
        return isShort ? first.substring(0, first.length() - last.length()) + last : last;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Returns the year, month and day of the date that is printed in a reference. */
    private String[] date() {
        String[] date = new String[3];
        Part part = parts.get(PartLabel.DATE);
        if (part == null) {
            return date;
        }
        for (int i = part.first(); i <= part.last(); i++) {
            if (tokens.shape(i) == ReferenceTokens.YEAR && date[0] == null) {
                boolean hasLetter =
                        i < part.last() && tokens.shape(i + 1) == ReferenceTokens.SMALL && !tokens.isAfterBlank(i + 1);
                date[0] = tokens.word(i) + (hasLetter ? tokens.word(i + 1) : "");
            } else if (date[1] == null && WordClass.MONTH.isAt(tokens, i)) {
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
            date[0] = value(PartLabel.DATE, MAX_NUMBER_LENGTH / 2);
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

    /**
     * Returns the type of the cited work, derived from the words and parts of the reference, or null if it is unknown.
     */
    private String type() {
        int words = 0;
        String code = null;
        Part title = parts.get(PartLabel.TITLE);
        for (int i = 0; i < tokens.size(); i++) {
            boolean isOfTitle = title != null && i >= title.first() && i <= title.last();
            if (!isOfTitle) {
                words |= WordClass.bits(tokens, i);
            }
            boolean isCode = i > 0
                    && i + 1 < tokens.size()
                    && tokens.shape(i - 1) == '['
                    && tokens.shape(i) == ReferenceTokens.CAPITAL
                    && "]/".indexOf(tokens.shape(i + 1)) >= 0;
            code = isCode ? tokens.word(i) : code;
        }
        // Chinese references indicate the type of the cited work with a letter in brackets, for example [J].
        if (code != null && "JMCDRNSP".contains(code)) {
            return switch (code) {
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
        if (!hasContainer && (words & WordClass.THESIS.bit()) != 0) {
            return "thesis";
        }
        if (hasContainer && isConference() && !hasNumber) {
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
            return (words & WordClass.REPORT.bit()) != 0 ? "report" : "book";
        }
        return null;
    }

    private boolean isConference() {
        Part container = parts.get(PartLabel.CONTAINER);
        for (int i = container.first(); i <= container.last(); i++) {
            if (WordClass.CONFERENCE.isAt(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(ReferenceField field) {
        return spans.stream().anyMatch(span -> span.field() == field);
    }

    private static Doi doi(String printed) {
        try {
            return printed == null ? null : Doi.parse(printed);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static String pmcid(String printed) {
        String number = printed == null || isDigits(printed) ? printed : printed.substring(3);
        return number == null || number.charAt(0) == '0' ? null : "PMC" + number;
    }

    private static WebUrl url(String printed) {
        try {
            return printed == null ? null : WebUrl.parse(printed);
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
