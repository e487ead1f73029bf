package org.offprint.search.schema;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.AffiliationStatus;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.text.FoldedText;
import org.offprint.kernel.text.NearestName;

/**
 * Normalizes field values that are compared as a whole. The index contains normalized values, and filters are
 * normalized in the same way.
 */
public final class TermValues {

    // Maximum length of a value in characters, which exceeds the length of any URL or DOI.
    private static final int MAX_LENGTH = 2_500;
    private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");

    private TermValues() {}

    /**
     * Returns the normalized form of a requested field value, which may have any supported format.
     *
     * @throws InvalidValueException if the value is not valid for the field; the message suggests the nearest valid
     *     value
     */
    public static String normal(TermField field, RecordKind kind, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidValueException("value-length", "At most " + MAX_LENGTH + " characters are allowed.");
        }
        return switch (field) {
            case ID, JOURNAL_ID, ISSUE_ID, AFFILIATION_ID, PARENT, SECTION -> id(text);
            case STATUS, TYPE, RETRACTED, SPECIAL, IDENTIFIED -> term(text, terms(field, kind));
            case LANGUAGE -> LanguageTag.parse(text).value();
            case LICENSE -> license(License.parse(text));
            case KEYWORD_TERM, EXACT_NAME, CALLED, KNOWN_BY, REFERENCE_WORD -> FoldedText.folded(text);
            case AUTHOR_KEY -> author(text);
            case ORCID -> Orcid.parse(text).value();
            case ROR -> RorId.parse(text).value();
            case COUNTRY -> CountryCode.parse(text).value();
            case FUNDER -> funder(text);
            case DOI -> doi(text);
            case ISSN -> Issn.parse(text).toString();
            case YEAR -> year(text);
            case VOLUME, NUMBER -> FoldedText.plain(text);
            case CITES -> Ids.isUuidShaped(text.strip()) ? id(text) : doi(text);
            case SLUG -> Slug.parse(text).value();
        };
    }

    /** Returns the indexed value of a license: the SPDX id, or the license URL if the license has no SPDX id. */
    public static String license(License license) {
        return license.spdx() == null ? license.value() : license.spdx();
    }

    /**
     * Returns the location of an article in its journal in folded words, as used to match references.
     *
     * @param volume the volume or the year
     * @param page the first page or the article number
     */
    public static String place(UUID journal, String volume, String page) {
        return journal + "|" + volume + "|" + page;
    }

    /**
     * Returns the normalized form of a DOI. A DOI may contain commas, but a comma must not be followed by another DOI.
     */
    private static String doi(String text) {
        String doi = Doi.parse(text).key();
        int comma = doi.indexOf(",10.");
        if (comma >= 0 && doi.indexOf('/', comma) > 0) {
            throw new InvalidValueException(
                    "several-values",
                    "Contains several DOIs. Repeat the parameter instead of separating the DOIs by commas.");
        }
        return doi;
    }

    private static String id(String text) {
        return Ids.parse(text.strip()).toString();
    }

    private static String author(String text) {
        try {
            return Orcid.parse(text).value();
        } catch (InvalidValueException e) {
            if (e.code().equals("orcid-checksum")) {
                throw e;
            }
            return FoldedText.plain(text);
        }
    }

    private static String funder(String text) {
        try {
            return RorId.parse(text).value();
        } catch (InvalidValueException noRor) {
            try {
                return Doi.parse(text).key();
            } catch (InvalidValueException noDoi) {
                return FoldedText.folded(text);
            }
        }
    }

    private static String year(String text) {
        if (!YEAR.matcher(text.strip()).matches()) {
            throw new InvalidValueException("year-format", "Must be a year from 1000 to 2999.");
        }
        return text.strip();
    }

    /** Returns the valid field value that is most similar to an unknown value, or null if none is similar. */
    public static String nearest(TermField field, RecordKind kind, String text) {
        Collection<String> terms = terms(field, kind);
        return terms.isEmpty() ? null : NearestName.to(text.strip(), terms).orElse(null);
    }

    /** Returns the values of a field with a fixed set of values, or an empty collection for any other field. */
    public static Collection<String> terms(TermField field, RecordKind kind) {
        return switch (field) {
            case STATUS ->
                Vocabulary.terms(
                                kind == RecordKind.AFFILIATION
                                        ? AffiliationStatus.class
                                        : kind == RecordKind.ISSUE ? IssueStatus.class : ArticleStatus.class)
                        .keySet();
            case TYPE -> Vocabulary.terms(ArticleType.class).keySet();
            case RETRACTED, SPECIAL, IDENTIFIED -> List.of("true", "false");
            default -> List.of();
        };
    }

    private static String term(String text, Collection<String> known) {
        String asked = text.strip();
        for (String term : known) {
            if (term.equalsIgnoreCase(asked) || term.equalsIgnoreCase(asked.replace(' ', '-'))) {
                return term;
            }
        }
        String near = NearestName.to(asked, known)
                .map(term -> "There is no " + asked + "; did you mean " + term + "? ")
                .orElse("");
        throw new InvalidValueException("unknown-value", near + "Must be one of " + String.join(", ", known) + ".");
    }
}
