package org.offprint.search.feed;

import java.util.Map;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.text.FoldedText;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Builds the index records of people and keywords. */
public final class PersonAndKeywordRecords {

    /** Record kinds by field. An index record of the corresponding kind is built for each value of such a field. */
    public static final Map<TermField, RecordKind> KINDS =
            Map.of(TermField.AUTHOR_KEY, RecordKind.PERSON, TermField.KEYWORD_TERM, RecordKind.KEYWORD);

    private static final String ORCID = "https://orcid.org/";

    private PersonAndKeywordRecords() {}

    /**
     * Returns whether each value of the given field has a separate index record with its number of articles. Such
     * values are also stored with each article.
     */
    public static boolean isTallied(TermField field) {
        return KINDS.containsKey(field);
    }

    /**
     * Returns the index record of a person or keyword, identified by a value of the given field.
     *
     * @param spelling most frequent spelling of the value; null if no spelling is known
     */
    public static IndexRecord of(TermField field, String value, String spelling, int articles) {
        String name = spelling == null ? value : spelling;
        return field == TermField.KEYWORD_TERM
                ? keyword(value, name, articles)
                : person(value, PersonName.of(name), articles);
    }

    public static IndexRecord keyword(String value, String spelling, int articles) {
        return new IndexRecord(RecordKind.KEYWORD, value)
                .text(FullTextField.NAME, null, spelling)
                .term(TermField.EXACT_NAME, value)
                .sort(SortOrder.NAME, spelling)
                .sort(SortOrder.MOST_ARTICLES, articles)
                .suggested(articles)
                .shown(spelling, Json.write(ListedKeyword.of(spelling, articles)));
    }

    /**
     * Returns the index record of a person.
     *
     * @param key ORCID iD or exact name of the person
     */
    public static IndexRecord person(String key, PersonName name, int articles) {
        Orcid orcid = key.startsWith(ORCID) ? new Orcid(key) : null;
        String display = name.display();
        return new IndexRecord(RecordKind.PERSON, key)
                .person(FullTextField.NAME, name.given(), name.family())
                .term(TermField.EXACT_NAME, FoldedText.folded(display))
                .term(TermField.ORCID, orcid)
                .isIdentifiedBy(Scheme.ORCID, orcid)
                .counted(TermField.IDENTIFIED, orcid != null)
                .sort(SortOrder.NAME, name.given() == null ? name.family() : name.family() + ", " + name.given())
                .sort(SortOrder.MOST_ARTICLES, articles)
                .suggested(articles)
                .shown(
                        display,
                        Json.write(ListedPerson.of(
                                key, display, name.given(), name.family(), name.suffix(), orcid, articles)));
    }
}
