package org.offprint.search.lucene;

import java.util.Map;
import org.offprint.http.json.Json;
import org.offprint.identifiers.FoldedText;
import org.offprint.identifiers.Orcid;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.ListedKeyword;
import org.offprint.search.ListedPerson;
import org.offprint.search.Order;
import org.offprint.search.Query.Scheme;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** People and keywords as records. */
public final class TallyEntries {

    /** The kind of the records that each of these fields is counted as. */
    public static final Map<TermField, Kind> KINDS =
            Map.of(TermField.AUTHOR_KEY, Kind.PERSON, TermField.KEYWORD_TERM, Kind.KEYWORD);

    private static final String ORCID = "https://orcid.org/";

    private TallyEntries() {}

    /** Whether this field is counted, and remembered with each article. */
    public static boolean isTallied(TermField field) {
        return KINDS.containsKey(field);
    }

    static Entry keyword(String value, String spelling, int articles) {
        return new Entry(Kind.KEYWORD, value)
                .text(TextField.NAME, null, spelling)
                .term(TermField.EXACT_NAME, value)
                .sort(Order.NAME, spelling)
                .sort(Order.MOST_ARTICLES, articles)
                .suggested(articles)
                .shown(spelling, Json.write(ListedKeyword.of(spelling, articles)));
    }

    /** @param key the ORCID iD, or the exact name */
    static Entry person(String key, PersonName name, int articles) {
        Orcid orcid = key.startsWith(ORCID) ? new Orcid(key) : null;
        String display = name.display();
        return new Entry(Kind.PERSON, key)
                .person(TextField.NAME, name.given(), name.family())
                .term(TermField.EXACT_NAME, FoldedText.folded(display))
                .term(TermField.ORCID, orcid)
                .isIdentifiedBy(Scheme.ORCID, orcid)
                .counted(TermField.IDENTIFIED, orcid != null)
                .sort(Order.NAME, name.given() == null ? name.family() : name.family() + ", " + name.given())
                .sort(Order.MOST_ARTICLES, articles)
                .suggested(articles)
                .shown(
                        display,
                        Json.write(ListedPerson.of(
                                key, display, name.given(), name.family(), name.suffix(), orcid, articles)));
    }
}
