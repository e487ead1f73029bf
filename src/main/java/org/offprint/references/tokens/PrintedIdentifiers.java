package org.offprint.references.tokens;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds identifiers and URLs in the text of a reference by their formats, in a single pass and without overlaps. */
public final class PrintedIdentifiers {

    /** Maximum length of an identifier or URL, in UTF-16 code units. */
    private static final int MAX_LENGTH = 2_000;

    /** Minimum number of digits of a PubMed id that is printed without a name. */
    static final int MIN_PUBMED_DIGITS = 6;

    private static final int MAX_PUBMED_DIGITS = 8;

    /** Minimum number of digits of a PubMed id after the pages if no DOI follows the PubMed id. */
    private static final int MIN_LAST_DIGITS = 7;

    /** Maximum length of the pages before a PubMed id without a name. */
    private static final int MAX_PAGES_LENGTH = 20;

    private static final Set<String> ARCHIVES = Set.of(
            "acc-phys",
            "adap-org",
            "alg-geom",
            "astro-ph",
            "chao-dyn",
            "cond-mat",
            "cs",
            "dg-ga",
            "gr-qc",
            "hep-ex",
            "hep-lat",
            "hep-ph",
            "hep-th",
            "math",
            "math-ph",
            "nlin",
            "nucl-ex",
            "nucl-th",
            "patt-sol",
            "physics",
            "q-alg",
            "q-bio",
            "quant-ph",
            "solv-int");

    private final String text;

    /**
     * Offset of the last slash in the reference text, or -1 if there is none. Every arXiv archive name is followed by a
     * slash, so none can start after this offset.
     */
    private final int lastSlash;

    private final List<Identifier> found = new ArrayList<>();

    private PrintedIdentifiers(String text) {
        this.text = text;
        lastSlash = text.lastIndexOf('/');
    }

    /**
     * Identifier in a reference text. Offsets are in UTF-16 code units.
     *
     * @param from start of the identifier, including a prefix such as {@code https://doi.org/} or {@code PMID:}
     * @param start start of the identifier without the prefix
     * @param end offset after the last character of the identifier
     */
    public record Identifier(ReferenceField field, int from, int start, int end) {}

    /** Returns the identifiers in a reference text, in ascending order of their offsets. */
    public static List<Identifier> in(String text) {
        PrintedIdentifiers identifiers = new PrintedIdentifiers(text);
        boolean isInWord = false;
        int place = 0;
        while (place < text.length()) {
            char c = text.charAt(place);
            boolean isOfWord = isLetterOrDigit(c);
            int end = isInWord && isOfWord ? place : identifiers.at(place, c);
            if (end > place) {
                isInWord = isLetterOrDigit(text.charAt(end - 1));
                place = end;
            } else {
                isInWord = isOfWord;
                place++;
            }
        }
        identifiers.addUnnamedPubMedIds();
        return identifiers.found;
    }

    /**
     * Adds a PubMed id and a PubMed Central id that are printed without the words PMID and PMCID, as in {@code
     * 5(4):e64. 30545815 10.2196/mental.9782 6315222}. The PubMed id follows the pages or a URL, and a DOI or the end
     * of the text follows the PubMed id. A single number after the DOI is ambiguous and is not added. A number whose
     * digits the DOI contains is an article number, and a date at the end of the text is the date of an online article.
     * Such numbers are not added.
     */
    private void addUnnamedPubMedIds() {
        Identifier doi = first(ReferenceField.DOI);
        int end = doi == null ? trimmed(0, blanksBefore(text.length())) : nameOfDoi(doi.from());
        int start = end;
        while (start > 0 && end - start <= MAX_PUBMED_DIGITS && isDigit(text.charAt(start - 1))) {
            start--;
        }
        int count = end - start;
        boolean isNumber = count >= (doi == null ? MIN_LAST_DIGITS : MIN_PUBMED_DIGITS)
                && count <= MAX_PUBMED_DIGITS
                && text.charAt(start) != '0';
        boolean isPages = doi == null || count < MIN_LAST_DIGITS;
        if (!isNumber || first(ReferenceField.PMID) != null || !isAfterPages(start, isPages)) {
            return;
        }
        boolean isOther = doi == null ? isDate(start, end) : digitsOf(doi).contains(text.substring(start, end));
        if (isOther) {
            return;
        }
        found.add(new Identifier(ReferenceField.PMID, start, start, end));
        int central = doi == null ? end : blanks(doi.end());
        int centralEnd = digits(central);
        boolean isCentral = doi != null
                && central > doi.end()
                && centralEnd - central >= MIN_PUBMED_DIGITS - 1
                && centralEnd - central <= MAX_PUBMED_DIGITS
                && text.charAt(central) != '0'
                && trimmed(centralEnd, blanksBefore(text.length())) == centralEnd;
        if (isCentral && first(ReferenceField.PMCID) == null) {
            found.add(new Identifier(ReferenceField.PMCID, central, central, centralEnd));
        }
        found.sort(Comparator.comparingInt(Identifier::from));
    }

    /** Returns whether a number has eight digits that form a date, such as {@code 20190312}. */
    private boolean isDate(int start, int end) {
        if (end - start != 8) {
            return false;
        }
        int century = number(start, 2);
        int month = number(start + 4, 2);
        int day = number(start + 6, 2);
        return century >= 19 && century <= 20 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private int number(int start, int count) {
        return Integer.parseInt(text, start, start + count, 10);
    }

    private String digitsOf(Identifier doi) {
        return text.substring(doi.start(), doi.end()).replaceAll("[^0-9]+", "");
    }

    private Identifier first(ReferenceField field) {
        for (Identifier identifier : found) {
            if (identifier.field() == field) {
                return identifier;
            }
        }
        return null;
    }

    /** Returns the end of the text before a DOI, excluding a word such as "doi:" and white space. */
    private int nameOfDoi(int doi) {
        int at = blanksBefore(doi);
        int name = at > 0 && text.charAt(at - 1) == ':' ? at - 4 : at - 3;
        boolean isName = name >= 0 && text.regionMatches(true, name, "doi", 0, 3);
        int end = isName ? blanksBefore(name) : at;
        return end < (isName ? name : doi) ? end : 0;
    }

    /**
     * Returns whether a URL, or a period after a number or bracket, precedes the given offset.
     *
     * @param isPages whether the number must be the pages after a colon
     */
    private boolean isAfterPages(int place, boolean isPages) {
        int at = blanksBefore(place);
        if (at == place || at < 2) {
            return false;
        }
        if (text.charAt(at - 1) != '.') {
            int end = at;
            return found.stream().anyMatch(id -> id.field() == ReferenceField.URL && id.end() == end);
        }
        char last = text.charAt(at - 2);
        if (!isPages) {
            return isDigit(last) || last == ')' || last == ']';
        }
        int first = at - 1;
        while (first > 0
                && at - first <= MAX_PAGES_LENGTH
                && (isLetterOrDigit(text.charAt(first - 1)) || isDash(text.charAt(first - 1)))) {
            first--;
        }
        return isDigit(last) && first > 0 && text.charAt(first - 1) == ':';
    }

    private int blanks(int place) {
        int at = place;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int blanksBefore(int place) {
        int at = place;
        while (at > 0 && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /**
     * Adds the identifier that starts at the given offset, and returns its end. Returns the given offset if no
     * identifier starts there.
     */
    private int at(int place, char c) {
        return switch (c) {
            case 'h', 'H', 'w', 'W', 'f', 'F' -> address(place);
            case '1' -> doi(place, place);
            case 'p', 'P', 'm', 'M' -> pubmed(place);
            case 'i', 'I' -> bookOrSerial(place);
            case '9' -> isbn(place, place);
            default -> c < 0x80 && (isLetterOrDigit(c) || c == '[') ? preprint(place) : place;
        };
    }

    private int address(int place) {
        int name;
        if (starts("https://", place)) {
            name = place + 8;
        } else if (starts("http://", place)) {
            name = place + 7;
        } else if (starts("ftp://", place)) {
            name = place + 6;
        } else if (starts("www.", place)) {
            name = place + 4;
        } else {
            return preprint(place);
        }
        int end = trimmed(name, run(name));
        if (end <= name) {
            return place;
        }
        int host = text.indexOf('/', name);
        if (host > name && host < end && (text.startsWith("doi.org", host - 7) || text.startsWith("doi.org", name))) {
            int doi = doi(host + 1, place);
            if (doi > host + 1) {
                return doi;
            }
        }
        found.add(new Identifier(ReferenceField.URL, place, place, end));
        return end;
    }

    private int doi(int place, int from) {
        int at = place;
        if (!text.startsWith("10.", at)) {
            return place;
        }
        at = digits(at + 3);
        if (at - place < 7 || at - place > 12) {
            return place;
        }
        while (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at = digits(at + 1);
        }
        if (at >= text.length() || text.charAt(at) != '/') {
            return place;
        }
        int end = trimmed(at + 1, run(at + 1));
        if (end <= at + 1) {
            return place;
        }
        found.add(new Identifier(ReferenceField.DOI, from, place, end));
        return end;
    }

    private int pubmed(int place) {
        if (starts("medline:", place)) {
            int at = separators(place + 7);
            int end = digits(at);
            if (end > at && end - at <= MAX_PUBMED_DIGITS && text.charAt(at) != '0') {
                found.add(new Identifier(ReferenceField.PMID, place, at, end));
                return end;
            }
            return place;
        }
        if (starts("pmc", place) || starts("pmid", place) || starts("pubmed", place)) {
            int at = starts("pmid", place) ? place + 4 : starts("pubmed", place) ? place + 6 : place;
            if (starts("pmcid", place)) {
                at = separators(place + 5);
            }
            if (starts("pmc", at)) {
                int end = digits(at + 3);
                if (end - at > 5 && end - at <= 13) {
                    found.add(new Identifier(ReferenceField.PMCID, place, at, end));
                    return end;
                }
                return place;
            }
            at = separators(at);
            if (starts("id", at)) {
                at = separators(at + 2);
            }
            int end = digits(at);
            if (end > at && end - at <= 10 && text.charAt(at) != '0') {
                found.add(new Identifier(ReferenceField.PMID, place, at, end));
                return end;
            }
            return place;
        }
        return preprint(place);
    }

    private int bookOrSerial(int place) {
        if (starts("isbn", place)) {
            int at = place + 4;
            if (starts("-13", at) || starts("-10", at)) {
                at += 3;
            }
            return isbn(separators(at), place);
        }
        if (starts("issn", place)) {
            int at = separators(place + 4);
            int end = digits(at);
            if (end == at + 4 && end < text.length() && isDash(text.charAt(end))) {
                int last = digits(end + 1);
                if (last == end + 4 && last < text.length() && "xX".indexOf(text.charAt(last)) >= 0) {
                    last++;
                }
                if (last == end + 5) {
                    found.add(new Identifier(ReferenceField.ISSN, place, at, last));
                    return last;
                }
            }
            return place;
        }
        return preprint(place);
    }

    /**
     * Reads an ISBN of 10 or 13 digits with hyphens or spaces. If the word ISBN does not precede the number, only 13
     * digits with four hyphens are accepted.
     */
    private int isbn(int place, int from) {
        boolean isNamed = from < place;
        if (!isNamed && !starts("978", place) && !starts("979", place)) {
            return place;
        }
        int count = 0;
        int hyphens = 0;
        int end = place;
        for (int at = place; at < text.length() && count < 13; at++) {
            char c = text.charAt(at);
            if (isDigit(c) || count == 9 && (c == 'X' || c == 'x')) {
                count++;
                end = at + 1;
                if (!isDigit(c)) {
                    break;
                }
            } else if (isDash(c)) {
                hyphens++;
            } else if (c != ' ' || !isNamed) {
                break;
            }
        }
        boolean isWhole = end >= text.length() || !isLetterOrDigit(text.charAt(end));
        if (isWhole && (count == 13 && (isNamed || hyphens == 4) || count == 10 && isNamed)) {
            found.add(new Identifier(ReferenceField.ISBN, from, place, end));
            return end;
        }
        return place;
    }

    /**
     * Reads an arXiv identifier, such as {@code arXiv:1708.00382v2}, {@code hep-th/9901001} or {@code [1708.00382]}.
     */
    private int preprint(int place) {
        if (starts("arxiv", place)) {
            int at = separators(place + 5);
            int end = numberOfPreprint(at);
            if (end == at) {
                end = archived(at);
            }
            if (end > at) {
                found.add(new Identifier(ReferenceField.ARXIV, place, at, end));
                return end;
            }
            return place;
        }
        if (text.charAt(place) == '[') {
            int end = numberOfPreprint(place + 1);
            boolean isAlone = end > place + 1 && end < text.length() && "] ".indexOf(text.charAt(end)) >= 0;
            if (isAlone) {
                found.add(new Identifier(ReferenceField.ARXIV, place + 1, place + 1, end));
                return end;
            }
            return place;
        }
        int end = archived(place);
        if (end > place) {
            found.add(new Identifier(ReferenceField.ARXIV, place, place, end));
            return end;
        }
        return place;
    }

    /**
     * Returns the end of an arXiv identifier in the format used since 2007, such as {@code 1708.00382}, including the
     * version.
     */
    private int numberOfPreprint(int place) {
        int dot = digits(place);
        if (dot != place + 4 || dot >= text.length() || text.charAt(dot) != '.') {
            return place;
        }
        int end = digits(dot + 1);
        return end < dot + 5 || end > dot + 6 ? place : version(end);
    }

    /**
     * Returns the end of an arXiv identifier in the format used before 2007, such as {@code math.GT/0309136}, including
     * the version.
     */
    private int archived(int place) {
        if (place > lastSlash) {
            return place;
        }
        int slash = place;
        while (slash < text.length()
                && slash - place < 12
                && (isLetter(text.charAt(slash)) || "-.".indexOf(text.charAt(slash)) >= 0)) {
            slash++;
        }
        if (slash == place || slash >= text.length() || text.charAt(slash) != '/') {
            return place;
        }
        String archive = text.substring(place, slash);
        int dot = archive.indexOf('.');
        if (!ARCHIVES.contains(dot < 0 ? archive : archive.substring(0, dot))) {
            return place;
        }
        int end = digits(slash + 1);
        return end != slash + 8 ? place : version(end);
    }

    private int version(int place) {
        if (place + 1 < text.length() && text.charAt(place) == 'v' && isDigit(text.charAt(place + 1))) {
            return digits(place + 1);
        }
        return place;
    }

    /** Returns the end of a run of characters other than white space, quotation marks and East Asian punctuation. */
    private int run(int place) {
        int end = place;
        int most = Math.min(text.length(), place + MAX_LENGTH);
        while (end < most) {
            char c = text.charAt(end);
            boolean isBetween = Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '"' || c == '\u201C';
            if (isBetween || c == '\u201D' || c >= '\u3000' && c <= '\u303F' || c >= '\uFF00') {
                break;
            }
            if (starts("pmid:", end) || c == ';' && starts("pmid", end + 1)) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Returns the end of an identifier, excluding sentence punctuation and unmatched closing brackets. */
    private int trimmed(int start, int untrimmed) {
        int end = untrimmed;
        int round = balance(start, end, '(', ')');
        int square = balance(start, end, '[', ']');
        int angle = balance(start, end, '<', '>');
        while (end > start) {
            char c = text.charAt(end - 1);
            if (c == ')' && round < 0) {
                round++;
            } else if (c == ']' && square < 0) {
                square++;
            } else if (c == '>' && angle < 0) {
                angle++;
            } else if (".,;:!?'\u2019\u00BB*".indexOf(c) < 0) {
                break;
            }
            end--;
        }
        return end;
    }

    private int balance(int start, int end, char open, char close) {
        int balance = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            balance += c == open ? 1 : c == close ? -1 : 0;
        }
        return balance;
    }

    private int separators(int place) {
        int at = place;
        while (at < text.length() && at - place < 4 && ": .#\u00A0".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private int digits(int place) {
        int end = place;
        while (end < text.length() && end - place < 20 && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean starts(String word, int place) {
        // Compare the first character separately, because this excludes most words much faster than regionMatches.
        return place < text.length()
                && isAlike(text.charAt(place), word.charAt(0))
                && text.regionMatches(true, place, word, 0, word.length());
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 0x80 ? isLetter(c) || isDigit(c) : Character.isLetterOrDigit(c);
    }

    /** Returns whether a character may equal an ASCII character in a case-insensitive comparison. */
    private static boolean isAlike(char c, char ascii) {
        return c >= 0x80 || Character.toLowerCase(c) == Character.toLowerCase(ascii);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDash(char c) {
        return c == '-' || c >= '\u2010' && c <= '\u2015';
    }
}
