package org.offprint.platform.files.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that accepted file names are safe on every file system and in every HTTP header. */
class FileNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fig1.png",
                "media/images/fig1.png",
                "journal.pcbi.1000112.g001.PNG_L",
                "030213v1_fig1",
                "Figure 1 (b) [final], v2.tif",
                "été/тест/试验.pdf",
                "می\u200cخواهم.pdf",
                "100% sure.csv",
                ".htaccess",
                "a#b?c=d&e.txt",
                "console.log",
                "…pdf"
            })
    void real_file_names_are_accepted(String name) {
        assertEquals(Optional.empty(), FileNames.problem(name));
        assertEquals(name, FileNames.normalized("  " + name + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "..",
                "../etc/passwd",
                "a/../b",
                "a/./b",
                "/etc/passwd",
                "C:\\x",
                "C:x",
                "a\\b",
                "a//b",
                "a/",
                "a\0b",
                "a\r\nSet-Cookie: x",
                "a\tb",
                "annexe\u202Efdp.exe",
                "a\u2066b",
                "a\u200eb",
                "a\ufeffb",
                "a\u2028b",
                "CON",
                "media/nul.txt",
                "Lpt1.pdf",
                "a.",
                "a /b",
                "a/ b",
                "..%2f..%2fpasswd",
                "a%5Cb",
                "a%00.pdf",
                "a\ud800b",
                "a\uffffb"
            })
    void dangerous_file_names_are_rejected(String name) {
        String problem = FileNames.problem(name).orElseThrow();
        assertTrue(problem.startsWith("The file name ") && problem.endsWith("."), problem);
        assertFalse(problem.codePoints().anyMatch(sign -> sign < ' ' || sign == 0x202e));
    }

    private static boolean isTaken(String name) {
        return FileNames.problem(FileNames.normalized(name)).isEmpty();
    }

    @Test
    void a_file_name_of_more_than_255_bytes_is_rejected() {
        assertTrue(isTaken("a".repeat(251) + ".pdf"));
        assertFalse(isTaken("a".repeat(252) + ".pdf"));
        assertFalse(isTaken("é".repeat(128)));
        assertFalse(isTaken("試".repeat(86)));
        assertFalse(isTaken("a".repeat(1_000_000)));
    }

    @Test
    void accents_in_file_names_are_normalized_to_nfc() {
        assertEquals("\u00e9t\u00e9.pdf", FileNames.normalized("e\u0301te\u0301.pdf"));
        assertTrue(FileNames.problem("e\u0301.pdf").orElseThrow().contains("NFC"));
    }

    @ParameterizedTest
    @CsvSource({
        "media/images/fig1.png, media/images, fig1.png, fig1, png",
        "fig1, '', fig1, fig1, ''",
        "a.b/fig1, a.b, fig1, fig1, ''",
        ".htaccess, '', .htaccess, .htaccess, ''",
        "x.tar.gz, '', x.tar.gz, x.tar, gz"
    })
    void a_file_name_is_split_into_folder_and_stem_and_extension(
            String name, String folder, String last, String stem, String extension) {
        assertEquals(folder, FileNames.folder(name));
        assertEquals(last, FileNames.last(name));
        assertEquals(stem, FileNames.stem(name));
        assertEquals(extension, FileNames.extension(name));
    }

    @Test
    void file_names_that_collide_on_case_insensitive_disks_have_the_same_folded_name() {
        assertEquals(FileNames.folded("Fig1.PNG"), FileNames.folded("fig1.png"));
        assertEquals(FileNames.folded("STRASSE"), FileNames.folded("straße"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "paper.pdf | inline; filename=\"paper.pdf\"",
                "Élan vital.pdf | inline; filename=\"Elan vital.pdf\"; filename*=UTF-8''%C3%89lan%20vital.pdf",
                "a\"b;c.pdf | inline; filename=\"a_b;c.pdf\"; filename*=UTF-8''a%22b%3Bc.pdf",
                "50%.csv | inline; filename=\"50_.csv\"; filename*=UTF-8''50%25.csv",
                "试验.pdf | inline; filename=\"__.pdf\"; filename*=UTF-8''%E8%AF%95%E9%AA%8C.pdf"
            })
    void the_content_disposition_header_has_a_file_name_for_old_and_for_new_clients(String name, String header) {
        assertEquals(header, ContentDisposition.of(name, true));
        assertEquals(header.replace("inline", "attachment"), ContentDisposition.of(name, false));
    }

    @Test
    void no_file_name_can_inject_text_into_the_content_disposition_header() {
        Random chance = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder made = new StringBuilder();
            for (int sign = 0; sign < 20; sign++) {
                made.appendCodePoint(chance.nextInt(4) == 0 ? chance.nextInt(0xd800) : chance.nextInt(128));
            }
            String name = made + "\r\nX: y\"; filename=\"z";
            String header = ContentDisposition.of(name, false);
            assertTrue(header.chars().allMatch(sign -> sign >= ' ' && sign < 127), header);
            assertTrue(
                    header.matches("attachment; filename=\"[^\"\\\\]*\"; filename\\*=UTF-8''[!#$&+.^_`|~%0-9A-Za-z-]*"),
                    header);
            String extended = header.substring(header.indexOf("*=UTF-8''") + 9).replace("+", "%2B");
            assertEquals(name, URLDecoder.decode(extended, StandardCharsets.UTF_8));
        }
    }

    @Test
    void the_download_file_name_contains_the_journal_and_volume_and_issue_and_pages() {
        assertEquals(
                "annals-of-examples-12-3-e200025.pdf",
                ReaderFileName.of("Annals of Examples", "12", "3", "e200025", "slug", null, FileFormat.PDF));
        assertEquals(
                "annals-some-title.epub",
                ReaderFileName.of("annals", null, null, " ", "some-title", null, FileFormat.EPUB));
        assertEquals("revista-1-s1-5-pt.pdf", ReaderFileName.of("Revista", "1", "S1", "5", "x", "pt", FileFormat.PDF));
        assertEquals("article.pdf", ReaderFileName.of("", null, null, null, "\r\n\"/", null, FileFormat.PDF));
        assertTrue(ReaderFileName.of("a".repeat(500), "1", "2", "3", "x", null, FileFormat.PDF)
                        .length()
                < 200);
    }
}
