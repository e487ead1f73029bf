package org.offprint.search.query;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Scheme;

/**
 * Recognizes identifiers in query text. A DOI may contain parentheses, colons and hyphens, which are operators
 * elsewhere in a query.
 */
final class IdentifierRecognition {

    private static final Pattern DOI =
            Pattern.compile("(?i)(?:10\\.\\d{4}|doi:|info:doi/|urn:doi:|(?:https?://)?(?:www\\.|dx\\.)?doi\\.org/).*");
    private static final Pattern ORCID = Pattern.compile(
            "(?i)(?:\\d{4}.?\\d{4}.?\\d{4}.?\\d{3}[\\dX]|orcid:.*|(?:https?://)?(?:www\\.)?orcid\\.org/.*)");
    private static final Pattern ROR =
            Pattern.compile("(?i)(?:0[a-z0-9]{6}\\d{2}|ror:.*|(?:https?://)?(?:www\\.)?ror\\.org/.*)");

    /**
     * ISSN in query text. Eight digits without a hyphen are not recognized as an ISSN, because a date or another number
     * is more likely.
     */
    private static final Pattern ISSN =
            Pattern.compile("(?i)(?:\\d{4}\\D\\d{3}[\\dX]|\\d{7}X|(?:[ep]?-?issn(?:-l)?:?|urn:issn:)\\d.*"
                    + "|(?:https?://)?(?:portal\\.issn\\.org|id\\.crossref\\.org/issn)/.*)");

    private static final Pattern URL = Pattern.compile("(?i)https?://.+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** Identifier with its label, as copied from a web page: the name of the scheme, followed by a colon or a space. */
    private static final Pattern LABELLED = Pattern.compile(
            "(?i)(?:(?<doi>doi)|(?<issn>(?:[ep]-?)?issn(?:-l)?(?:\\s*\\((?:online|print|electronic)\\))?)"
                    + "|(?<orcid>orcid(?: ?id)?)|(?<ror>ror(?: ?id)?))"
                    + "(?:\\s*[:：]\\s*|\\s+)(?<run>\\S{8,}?)(?:\\s*\\((?:online|print|electronic)\\))?");

    private static final Pattern ORCID_IN_GROUPS = Pattern.compile("\\d{4} \\d{4} \\d{4} \\d{3}[\\dXx]");

    /** Percent-encoded link or DOI within another link. */
    private static final Pattern ENCODED =
            Pattern.compile("(?i)(?:https?%3A%2F%2F|(?:doi%3A|doi:)?10\\.\\d{4,9}%2F).+");

    /** Opening brackets that may enclose a link, each with the matching closing bracket. */
    private static final Map<Character, Character> AROUND = Map.of('<', '>', '[', ']', '{', '}');

    private IdentifierRecognition() {}

    /**
     * Returns the identifier if the query text consists of the name of a scheme followed by an identifier, such as
     * {@code ISSN: 2049-3630}. Returns null for any other text.
     */
    static Identifier labelled(String text) {
        String whole = text.strip();
        int last = whole.length() - 1;
        boolean inBrackets = last > 1
                && QueryCharacters.opensBracket(whole.charAt(0))
                && QueryCharacters.closesBracket(whole.charAt(last));
        String bare = bare(inBrackets ? whole.substring(1, last).strip() : whole);
        if (ORCID_IN_GROUPS.matcher(bare).matches()) {
            return of(bare.replace(" ", ""));
        }
        Matcher parts = LABELLED.matcher(bare);
        if (!parts.matches() || parts.group("run").endsWith("*")) {
            return null;
        }
        String run = bare(parts.group("run"));
        try {
            if (parts.group("doi") != null) {
                return new Identifier(Scheme.DOI, Doi.parse(run).key());
            } else if (parts.group("issn") != null) {
                return new Identifier(Scheme.ISSN, Issn.parse(run).toString());
            } else if (parts.group("orcid") != null) {
                return new Identifier(Scheme.ORCID, Orcid.parse(run).value());
            }
            return new Identifier(Scheme.ROR, RorId.parse(run).value());
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /**
     * Returns the end of the run of non-blank characters that begins at {@code start}. The run ends before a quotation
     * mark, and before a closing parenthesis that was not opened in the run. Punctuation at the end of the run is
     * excluded.
     */
    static int end(String text, int start) {
        int end = start;
        int open = 0;
        while (end < text.length()
                && !QueryCharacters.isBlank(text.charAt(end))
                && !QueryCharacters.opensQuote(text.charAt(end))) {
            char c = text.charAt(end);
            open += QueryCharacters.opensBracket(c) ? 1 : QueryCharacters.closesBracket(c) ? -1 : 0;
            if (open < 0) {
                break;
            }
            end++;
        }
        while (end > start && QueryCharacters.isPunctuation(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /**
     * Returns the identifier that a run of characters represents in any supported format, or null if the run is not an
     * identifier.
     */
    static Identifier of(String run) {
        String wide = run.chars().anyMatch(c -> c >= '\uFF01' && c <= '\uFF5E')
                ? Normalizer.normalize(run, Normalizer.Form.NFKC)
                : run;
        String plain = bare(wide);
        if (plain.length() < 8 || plain.endsWith("*")) {
            return null;
        }
        try {
            Identifier identifier = known(plain);
            return identifier == null || identifier.value().endsWith("*") ? null : identifier;
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /**
     * Returns the link without enclosing brackets. A link that was copied from within another link is percent-decoded.
     */
    private static String bare(String text) {
        int last = text.length() - 1;
        Character closing = last < 2 ? null : AROUND.get(text.charAt(0));
        String inner = closing != null && text.charAt(last) == closing
                ? text.substring(1, last).strip()
                : text;
        return ENCODED.matcher(inner).matches() ? PercentEncoding.decode(inner) : inner;
    }

    private static Identifier known(String run) {
        if (DOI.matcher(run).matches()) {
            return new Identifier(Scheme.DOI, Doi.parse(run).key());
        }
        if (ORCID.matcher(run).matches() && isNoNumber(run, "0000", "0009")) {
            return new Identifier(Scheme.ORCID, Orcid.parse(run).value());
        }
        if (ROR.matcher(run).matches() && isNoNumber(run)) {
            return new Identifier(Scheme.ROR, RorId.parse(run).value());
        }
        if (ISSN.matcher(run).matches()) {
            return new Identifier(Scheme.ISSN, Issn.parse(run).toString());
        }
        if (URL.matcher(run).matches()) {
            return new Identifier(
                    Scheme.URL, License.parse(WebUrl.parse(run).value()).value());
        }
        return null;
    }

    /**
     * Returns whether a run of characters is anything but a plain number. Digits are treated as a number unless they
     * begin with one of {@code beginnings}.
     */
    private static boolean isNoNumber(String run, String... beginnings) {
        return !DIGITS.matcher(run).matches() || Arrays.stream(beginnings).anyMatch(run::startsWith);
    }
}
