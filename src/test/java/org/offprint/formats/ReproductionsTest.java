package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.identifiers.SharedData;

/** Imports small files that lost data in earlier versions, and checks that all data are read. */
class ReproductionsTest {

    /**
     * Expected value of a record member. The member is identified by the file, the record number, and a JSON Pointer.
     */
    private record Expected(String file, int number, String pointer, String value) {}

    private static final List<Expected> EXPECTED = List.of(
            of("crash.bib", 1, "/contributors", "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"A\"}]"),
            of("crash.bib", 2, "/contributors/0/family", "C"),
            of("crash1.bib", 0, "/contributors/0/family", "A"),
            of("crash1.bib", 1, "/title", "Three"),
            of("crash2.bib", 0, "/contributors/0/family", "B"),
            of("crash2.bib", 1, "/title", "Three"),
            of("crash3.bib", 0, "/title", "One"),
            of("crash3.bib", 1, "/title", "Three"),
            of("crash4.bib", 0, "/contributors/0/family", "A"),
            of("crash4.bib", 1, "/title", "Three"),
            of("chapter.xml", 0, "/references/0/title", "Two rules"),
            of("chapter.xml", 0, "/references/0/containerTitle", "Speciation and its consequences"),
            of("chapter.xml", 0, "/references/0/type", "chapter"),
            of("comment.xml", 0, "/references/0/text", "B. Thaller, The Dirac Equation (Springer, Berlin, 1992)"),
            of("comment.xml", 0, "/references/1/url", "http://www.nass.usda.gov/q"),
            of("companion.xml", 0, "/relations/0/doi", "10.1371/journal.pmed.0020272"),
            of("companion.xml", 0, "/relations/0/label", "companion"),
            of("entity.xml", 0, "/title", "The ρ and γ of ISOgrk1"),
            of("funding.xml", 0, "/funding/0/funder", "National Science Foundation"),
            of("funding.xml", 0, "/funding/0/funderDoi", "10.13039/100000001"),
            of("funding.xml", 0, "/funding/0/awards", "[\"PHY-1314735\"]"),
            of("hwp.xml", 0, "/contributors/0/affiliations/0/text", "Harbour University, Whitby, UK"),
            of("hwp.xml", 0, "/contributors/1/affiliations/0/text", "Tide Institute, Delft, NL"),
            of("namealt.xml", 0, "/contributors/0/family", "Yang"),
            of("namealt.xml", 0, "/contributors/0/alternativeNames/0/name", "杨家豪"),
            of("noxlink.xml", 0, "/statements/acknowledgements", "See x"),
            of("pubhist.xml", 0, "/publicationHistory/0/doi", "10.1101/2024.09.18.24313787"),
            of("pubhist.xml", 0, "/relations/0/type", "hasPreprint"),
            of("reftext.xml", 0, "/keywords", "[\"β Pictoris\"]"),
            of("reftext.xml", 0, "/references/0/text", "A. S. Holevo, et al., J. Multivariate Anal. 3, 337 (1973)."),
            of("reftext.xml", 0, "/references/0/doi", "10.1016/0047-259X(73)90028-6"),
            of("reftext.xml", 0, "/references/1/text", "Mass of π. J, 2001"),
            of("ror1.xml", 0, "/contributors/0/affiliations/0/name", "Central Tide University"),
            of("ror2.xml", 0, "/contributors/0/affiliations/0/ror", "https://ror.org/03x1jna21"),
            of("transtitle.xml", 0, "/translations/pt/title", "Titulo traduzido"),
            of("transtitle.xml", 0, "/translations/fr/abstract", "Des mots."));

    private static Expected of(String file, int number, String pointer, String value) {
        return new Expected(file, number, pointer, value);
    }

    @TestFactory
    Stream<DynamicTest> imports_of_files_that_once_lost_data_are_complete() {
        Path folder = SharedData.present("reproductions");
        return EXPECTED.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.file() + " " + each.number() + each.pointer(), () -> assertRead(folder, each)));
    }

    private static void assertRead(Path folder, Expected expected) throws IOException {
        String format = expected.file().endsWith(".bib") ? "bibtex" : "jats";
        try (InputStream in = Files.newInputStream(folder.resolve(expected.file()))) {
            ImportRecord record = ImportReadings.all(format, in).get(expected.number());
            JsonNode found = record.body().at(expected.pointer());
            assertEquals(expected.value(), found.isTextual() ? found.textValue() : found.toString());
        }
    }
}
