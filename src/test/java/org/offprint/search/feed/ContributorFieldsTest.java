package org.offprint.search.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.search.feed.IndexRecord.IndexedText;
import org.offprint.search.feed.IndexRecord.ValueSpelling;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Tests the index fields of contributors. */
class ContributorFieldsTest {

    @Test
    void each_form_of_a_contributor_name_is_indexed_and_suggested() {
        ArticleBody body = Json.read("""
                {"title": "Weirs", "language": "en", "type": "editorial", "contributors": [
                 {"given": "Ning", "family": "Sha", "orcid": "https://orcid.org/0000-0002-1825-0097",
                  "alternativeNames": [{"language": "zh", "given": "宁", "family": "沙"}, {"name": "N. de Sha"}]},
                 {"kind": "organization", "name": "Weir Watch", "alternativeNames": [{"language": "zh", "name": "堰观察"}]}]}""", ArticleBody.class);
        IndexRecord record = new IndexRecord(RecordKind.ARTICLE, "a");
        ContributorFields.add(body, Map.of(), record);

        List<List<String>> names = record.texts().stream()
                .filter(written -> written.field() == FullTextField.AUTHOR)
                .map(IndexedText::parts)
                .toList();
        assertEquals(
                List.of(
                        List.of("Ning", "Sha"),
                        List.of("宁", "沙"),
                        List.of("N. de Sha"),
                        List.of("Weir Watch"),
                        List.of("堰观察")),
                names);
        List<String> suggested = record.spellings().stream()
                .filter(spelled -> spelled.field() == TermField.AUTHOR_KEY)
                .map(ValueSpelling::value)
                .toList();
        assertEquals(List.of("沙宁", "N. de Sha", "https://orcid.org/0000-0002-1825-0097"), suggested);
        assertTrue(record.terms().get(TermField.AUTHOR_KEY).containsAll(Set.of("沙宁", "N. de Sha")));
        assertEquals(
                Set.of("https://orcid.org/0000-0002-1825-0097"),
                record.counted().get(TermField.AUTHOR_KEY));
    }
}
