package org.offprint.references.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;

class NamedIdentifiersTest {

    private static Set<String> of(String json) {
        return NamedIdentifiers.of(Json.read(json.replace('\'', '"'), Reference.class));
    }

    @Test
    void identifiers_are_extracted_from_the_text_of_a_reference() {
        assertEquals(Set.of("10.5555/a1"), of("{'text': 'Wood. doi:10.5555/A1.'}"));
        assertEquals(Set.of("pmid:123"), of("{'text': 'Wood. PMID: 123.'}"));
        assertEquals(Set.of("pmid:124"), of("{'text': 'Wood. pubmed 124.'}"));
        assertEquals(Set.of("pmcid:pmc12345"), of("{'text': 'Wood. PMC12345.'}"));
        assertEquals(Set.of("10.5555/a1", "pmid:123"), of("{'text': 'Wood. 10.5555/a1 PMID:123'}"));
        assertEquals(
                Set.of("10.5555/a1", "pmid:30545815", "pmcid:pmc6315222"),
                of("{'text': 'Wood. 2018;5(4):e64. 30545815 10.5555/a1 6315222'}"));
        assertEquals(
                Set.of("10.5555/a1", "pmid:30545815"),
                of("{'doi': '10.5555/a1', 'text': 'Wood. 2018;5(4):e64 [Medline: 30545815]'}"));
        assertEquals(Set.of(), of("{'text': 'Wood, pulp and paper. 2010. 10.'}"));
    }

    @Test
    void an_identifier_in_the_text_of_a_reference_is_ignored_if_the_member_of_its_type_is_set() {
        assertEquals(Set.of("10.5555/a1"), of("{'doi': '10.5555/a1', 'text': 'Wood. doi:10.5555/b2'}"));
        assertEquals(
                Set.of("10.5555/a1", "pmid:7"), of("{'doi': '10.5555/a1', 'text': 'Wood. doi:10.5555/b2 PMID 7'}"));
        assertEquals(
                Set.of("pmid:7", "10.5555/b2"),
                of("{'pmid': '7', 'text': 'Wood. https://doi.org/10.5555/b2 PMID: 8'}"));
        assertEquals(Set.of("pmid:7", "pmcid:pmc88888"), of("{'pmid': '7', 'text': 'PMID 9 PMC88888'}"));
    }
}
