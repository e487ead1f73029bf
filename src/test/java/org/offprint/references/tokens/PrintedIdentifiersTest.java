package org.offprint.references.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedIdentifiersTest {

    @Test
    void identifiers_in_reference_texts_are_recognized_in_every_format() {
        assertEquals(
                List.of("DOI 10.1371/journal.pone.0000217", "PMID 17299597", "PMCID PMC1790863"),
                found("PLoS ONE 2: e217. https://doi.org/10.1371/journal.pone.0000217. PMID: 17299597; PMCID:"
                        + " PMC1790863."));
        assertEquals(
                List.of("DOI 10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"),
                found("(doi:10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2)."));
        assertEquals(List.of("ARXIV hep-th/9711200"), found("Phys. 2, 231 (1998) [hep-th/9711200]."));
        assertEquals(List.of("ARXIV 1708.00382v2"), found("arXiv preprint arXiv:1708.00382v2, 2017"));
        assertEquals(List.of("ARXIV 1207.7214"), found("Phys. Lett. B 716 (2012) 1 [1207.7214]"));
        assertEquals(List.of("ISBN 978-3-16-148410-0"), found("Berlin: Muster 2004. ISBN 978-3-16-148410-0"));
        assertEquals(List.of("ISBN 3 16 148410 X"), found("ISBN: 3 16 148410 X."));
        assertEquals(List.of("ISSN 2049-3630"), found("ISSN 2049-3630,"));
        assertEquals(
                List.of("URL https://example.org/a_(b)?c=1"), found("<https://example.org/a_(b)?c=1>, read in May"));
    }

    @Test
    void text_that_only_resembles_an_identifier_is_not_recognized_as_an_identifier() {
        assertEquals(List.of(), found("Sect. 10.12/3, pp. 1708.00382, version 10.1371, PMC 12, 978-3-16, ISSN 1234"));
    }

    @Test
    void pubmed_ids_without_a_label_are_recognized_before_and_after_the_doi() {
        List<String> ids = List.of("PMID 30545815", "DOI 10.2196/mental.9782", "PMCID 6315222");
        assertEquals(ids, found("JMIR Ment Health 2018;5(4):e64. 30545815 10.2196/mental.9782 6315222"));
        assertEquals(ids, found("JMIR Ment Health 2018;5(4):e64. 30545815 doi: 10.2196/mental.9782 6315222."));
        assertEquals(
                List.of(
                        "URL https://mental.jmir.org/2018/4/e64/",
                        "PMID 30545815",
                        "DOI 10.2196/mental.9782",
                        "PMCID PMC6315222"),
                found("2018;5(4):e64. https://mental.jmir.org/2018/4/e64/ 30545815 10.2196/mental.9782 PMC6315222"));
        assertEquals(
                List.of("PMID 843571", "DOI 10.2307/2529310"),
                found("Biometrics. 1977;33(1):159-174. 843571 10.2307/2529310"));
        assertEquals(List.of("PMID 9670129"), found("J Am Med Inform Assoc 1998;5(4):305\u201315. 9670129"));
        assertEquals(
                List.of("DOI 10.2196/mental.9782", "PMID 30545815"),
                found("2018;5(4):e64 [doi: 10.2196/mental.9782] [Medline: 30545815]"));
    }

    @Test
    void article_numbers_before_a_doi_are_not_recognized_as_pubmed_ids() {
        List<String> doi = List.of("DOI 10.1103/abc.1");
        assertEquals(doi, found("Phys. Rev. Lett. 2019;122:130501. 10.1103/abc.1"));
        assertEquals(doi, found("Phys. Rev. B. 125432 10.1103/abc.1"));
        assertEquals(doi, found("Phys. Rev. Lett. 2019. 030501 10.1103/abc.1"));
        assertEquals(doi, found("Sci Rep 2019, 9, 1234567 10.1103/abc.1"));
        assertEquals(doi, found("J Bogs 2019;9:12. 10.1103/abc.1 1234567"));
        assertEquals(List.of(), found("J Bogs 2019, 9, 1234567"));
        assertEquals(List.of(), found("Bogs. Vol 3. 1234567"));
        assertEquals(List.of(), found("30545815"));
        assertEquals(
                List.of("DOI 10.1016/j.foodchem.2020.128904"),
                found("Food Chem. 2021;346. 128904 https://doi.org/10.1016/j.foodchem.2020.128904"));
        assertEquals(
                List.of("DOI 10.1016/j.scitotenv.2020.137619"),
                found("Sci Total Environ (2020) 720(1). 137619 doi:10.1016/j.scitotenv.2020.137619"));
        assertEquals(
                List.of("DOI 10.1098/rspb.2019.0312"),
                found("Proc R Soc B. 2019;286(1896). 20190312 doi:10.1098/rspb.2019.0312"));
        assertEquals(List.of("DOI 10.1063/1.5090222"), found("J Bogs 2019;150(15). 154101 10.1063/1.5090222"));
    }

    @Test
    void dates_at_the_end_of_a_reference_are_not_recognized_as_pubmed_ids() {
        assertEquals(List.of(), found("J Bogs 2019;12:34-56. 20190312"));
        assertEquals(List.of("URL https://example.org/a"), found("https://example.org/a 20190312"));
        assertEquals(List.of("PMID 20191312"), found("J Bogs 2010;12:34-56. 20191312"));
        assertEquals(List.of("PMID 30190312"), found("J Bogs 2018;12:34-56. 30190312"));
    }

    private static List<String> found(String text) {
        return PrintedIdentifiers.in(text).stream()
                .map(found -> found.field() + " " + text.substring(found.start(), found.end()))
                .toList();
    }
}
