package org.offprint.platform.files.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that the type of a file is detected from its content. A file whose name or declared type contradicts its
 * content must be rejected.
 */
class FileTypeTest {

    private static final Path PACKAGES = Path.of("../shared/data/packages");

    /** Returns the string encoded with one byte per character. */
    private static byte[] bytes(String signs) {
        return signs.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static FileFormat type(byte[] head, String name, String claimed) {
        FileType type = FileType.of(head, name, claimed);
        assertEquals(Optional.empty(), type.refusal(), name);
        assertEquals(type.format(), FileType.stored(type.mediaType()).format());
        return type.format();
    }

    private static FileFormat type(String head, String name) {
        return type(bytes(head), name, null);
    }

    private static String refusal(byte[] head, String name, String claimed) {
        return FileType.of(head, name, claimed).refusal().orElseThrow(() -> new AssertionError(name + " is accepted"));
    }

    private static byte[] zip(String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes("content of " + name));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** Returns a ZIP archive whose first entry contains this media type without compression. */
    private static byte[] zipOf(String mediaType) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("mimetype");
            CRC32 sum = new CRC32();
            sum.update(bytes(mediaType));
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(mediaType.length());
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(bytes(mediaType));
            zip.putNextEntry(new ZipEntry("content.xml"));
        }
        return out.toByteArray();
    }

    private static byte[] sample(FileFormat type) throws IOException {
        return switch (type) {
            case PDF -> bytes("%PDF-1.7\n%\u00e2\u00e3");
            case POSTSCRIPT -> bytes("%!PS-Adobe-3.0 EPSF-3.0\n");
            case PNG -> bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR");
            case JPEG -> bytes("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF");
            case GIF -> bytes("GIF89a\1\0\1\0");
            case WEBP -> bytes("RIFF\0\0\0\0WEBPVP8 ");
            case AVIF -> bytes("\0\0\0\u0020ftypavif\0\0\0\0");
            case TIFF -> bytes("MM\0*\0\0\0\b");
            case HEIC -> bytes("\0\0\0\u0020ftypheic\0\0\0\0");
            case BMP -> bytes("BM\1\1\0\0\0\0\0\0\66\0\0\0(\0\0\0");
            case SVG -> bytes("<?xml version=\"1.0\"?>\n<!-- a --><svg xmlns=\"http://www.w3.org/2000/svg\"/>");
            case HTML -> bytes("<!DOCTYPE html>\n<html><body>");
            case XML -> bytes("<?xml version=\"1.0\"?><rows><row/></rows>");
            case JATS ->
                bytes("<?xml version=\"1.0\"?><!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96)\" \"JATS.dtd\""
                        + " [<!ENTITY a \"b>\">]><article article-type=\"research-article\"><front/></article>");
            case EPUB, ODT, ODS, ODP -> zipOf(type.mediaType());
            case DOCX -> zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
            case XLSX -> zip("xl/workbook.xml", "[Content_Types].xml");
            case PPTX -> zip("docProps/app.xml", "_rels/.rels", "ppt/presentation.xml");
            case ZIP -> zip("data/a.csv", "word/b.csv");
            case DOC -> ole("WordDocument");
            case XLS -> ole("Workbook");
            case PPT -> ole("PowerPoint Document");
            case OLE -> ole("Something");
            case GZIP -> bytes("\u001f\u008b\b\0");
            case TAR -> bytes("a.txt" + "\0".repeat(252) + "ustar\00000");
            case SEVEN_ZIP -> bytes("7z\u00bc\u00af\u0027\u001c\0\4");
            case RAR -> bytes("Rar!\u001a\u0007\1\0");
            case XZ -> bytes("\u00fd7zXZ\0\0\4");
            case BZIP2 -> bytes("BZh91AY&SY\0");
            case MP4 -> bytes("\0\0\0\u0020ftypisom\0\0\2\0");
            case M4A -> bytes("\0\0\0\u0020ftypM4A \0\0\2\0");
            case WEBM -> bytes("\u001a\u0045\u00df\u00a3\u009fB\u0086\u0081\1B\u0082\u0084webm");
            case MATROSKA -> bytes("\u001a\u0045\u00df\u00a3\u009fB\u0082\u0088matroska");
            case MOV -> bytes("\0\0\0\u0014ftypqt  \0\0\0\0");
            case AVI -> bytes("RIFF\0\0\0\0AVI LIST");
            case WAV -> bytes("RIFF\0\0\0\0WAVEfmt ");
            case MPEG -> bytes("\0\0\1\u00ba\u0044");
            case WMV -> bytes("\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011\u00a6");
            case OGV -> bytes("OggS\0\2\0\0\0\0\u0080theora");
            case OGG -> bytes("OggS\0\2\0\0\0\0\1vorbis");
            case MP3 -> bytes("ID3\3\0\0\0");
            case FLAC -> bytes("fLaC\0\0\0\42");
            case CSV -> bytes("a,b\n1,2\n");
            case TSV -> bytes("a\tb\n1\t2\n");
            case VTT -> bytes("WEBVTT\n\n00:00.000 --> 00:01.000\nWords\n");
            case JSON -> bytes("{\"a\": 1}");
            case RTF -> bytes("{\\rtf1\\ansi Words}");
            case TEXT -> bytes("Words, and na\u00efve ones in Latin-1.\n");
            case BINARY -> bytes("\1\2\3\0\4");
        };
    }

    private static byte[] ole(String stream) {
        return bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1" + "\0".repeat(600)
                + new String(stream.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void a_file_type_is_detected_from_content_and_file_name(FileFormat type) throws IOException {
        String name =
                "file" + type.extension().map(extension -> "." + extension).orElse("");
        assertEquals(type, type(sample(type), name, null));
        assertEquals(type, type(sample(type), name.toUpperCase(Locale.ROOT), type.mediaType()));
        assertEquals(type, type(sample(type), name, "application/octet-stream"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CSV", "TSV", "JSON"})
    void the_type_of_a_file_without_an_extension_is_detected_from_its_content(FileFormat type) throws IOException {
        assertEquals(type, type(sample(type), "030213v1_fig1", null));
        assertEquals(type, type(sample(type), "pbio.0000052.g001", null));
    }

    @Test
    void the_declared_file_type_is_used_only_if_content_and_name_are_inconclusive() {
        assertEquals(FileFormat.CSV, type(bytes("a,b\n"), "data", "text/csv; charset=utf-8"));
        assertEquals(FileFormat.JSON, type(bytes("{}"), "data", "application/json"));
        assertEquals(FileFormat.TEXT, type(bytes("a,b\n"), "data", "application/x-unheard-of"));
        assertEquals(FileFormat.CSV, type(bytes("a,b\n"), "data.csv", "application/vnd.ms-excel"));
        assertEquals(FileFormat.PNG, type(bytes("\u0089PNG\r\n\u001a\n"), "a", "text/plain"));
    }

    @Test
    void a_file_whose_content_contradicts_its_declared_type_is_rejected() {
        byte[] html = bytes("\n\n  <HTML><script>alert(1)</script>");
        assertTrue(refusal(html, "paper.pdf", null).contains("has the extension pdf, but its content is text/html"));
        assertTrue(refusal(html, "paper", "application/pdf").contains("sent as application/pdf"));
        assertTrue(refusal(html, "figure.png", "image/png").contains("its content is text/html"));
        assertTrue(refusal(html, "article.xml", null).contains("text/html"));
        assertTrue(refusal(bytes("%PDF-1.4"), "page.html", null).contains("application/pdf"));
        assertTrue(refusal(bytes("<a><svg/></a>"), "drawing.svg", null).contains("application/xml"));
        assertTrue(refusal(bytes("<svg onload='x()'/>"), "photo.jpg", null).contains("image/svg+xml"));
        assertTrue(refusal(bytes("words"), "paper.pdf", null).contains("plain text"));
        assertTrue(refusal(bytes("\0\1\2"), "paper.pdf", null).contains("has a different type"));
        assertTrue(refusal(zip("a"), "paper.docx", null).contains("application/zip"));
        assertTrue(refusal(zip("_rels/.rels", "xl/a"), "book.epub", null).contains("spreadsheet"));
        assertTrue(refusal(bytes("<doc/>"), "text.jats", null).contains("application/xml"));
        assertTrue(refusal(html, "letter.doc", null).contains("text/html"));
        assertTrue(refusal(bytes("\u0089PNG\r\n\u001a\n"), "clip.mp4", null).contains("image/png"));
        assertTrue(refusal(new byte[0], "paper.pdf", null).contains("empty"));
        assertEquals(FileFormat.TEXT, type(new byte[0], "empty.txt", null));
        assertEquals(FileFormat.BINARY, type(new byte[0], "empty", null));
    }

    @Test
    void html_files_with_the_extension_of_a_text_format_are_served_as_plain_text() {
        String page = "<!DOCTYPE html><script>alert(1)</script>";
        assertEquals(FileFormat.TEXT, type(page, "listing.txt"));
        assertEquals(FileFormat.CSV, type(page, "table.csv"));
        assertEquals(FileFormat.HTML, type(page, "listing"));
        assertEquals(FileFormat.HTML, type("Words first <script>alert(1)</script>", "page.html"));
        assertEquals("text/plain; charset=utf-8", FileFormat.CSV.servedAs());
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, PNG, PNG",
        "scan.tif, JPEG, JPEG",
        "clip.mp4, MOV, MOV",
        "sound.ogg, OGV, OGV",
        "all.zip, DOCX, DOCX",
        "letter.doc, RTF, RTF",
        "letter.doc, DOCX, DOCX",
        "figure.eps, PDF, PDF",
        "article.xml, JATS, JATS",
        "article.nxml, JATS, JATS",
        "image.xml, SVG, SVG",
        "old.doc, OLE, DOC",
        "table.xls, TSV, TEXT"
    })
    void commonly_confused_file_extensions_are_accepted(String name, FileFormat content, FileFormat expected)
            throws IOException {
        assertEquals(expected, type(sample(content), name, null));
    }

    @Test
    void executable_files_are_rejected_under_any_file_name() {
        for (String head : List.of(
                "\u007fELF\2\1\1",
                "MZ\u0090\0\3\0\0\0",
                "\u00cf\u00fa\u00ed\u00fe\7\0",
                "\u00ca\u00fe\u00ba\u00be\0\0\0\u0034",
                "\0asm\1\0",
                "#!/bin/sh\nrm -rf /",
                "\u00ef\u00bb\u00bf#!/usr/bin/env python3\n")) {
            for (String name : List.of("data", "paper.pdf", "table.csv")) {
                assertTrue(refusal(bytes(head), name, "application/pdf").contains("program")
                        || refusal(bytes(head), name, null).contains("#!"));
            }
        }
        assertTrue(refusal(bytes("words"), "annexe.EXE", null).contains("program"));
        assertTrue(refusal(bytes("words"), "a/start.bat", "text/plain").contains("program"));
        assertEquals(FileFormat.TEXT, type("MZ is a postcode of words\n", "readme.txt"));
    }

    @Test
    void the_root_element_of_xml_is_detected_after_the_prolog_and_doctype_and_comments() {
        assertEquals(
                FileFormat.SVG,
                type("\u00ef\u00bb\u00bf <?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x '>'>]><s:svg>", "a"));
        assertEquals(FileFormat.HTML, type("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "a"));
        assertEquals(FileFormat.JATS, type("<article xml:lang='en' dtd-version='1.3'>", "a.xml"));
        assertEquals(FileFormat.JATS, type("<article><front/></article>", "a.xml"));
        assertEquals(FileFormat.XML, type("<article version='5.0'><title>DocBook</title>", "a.xml"));
        byte[] wide = ("\ufeff<?xml version='1.0' encoding='UTF-16'?><svg/>").getBytes(StandardCharsets.UTF_16LE);
        assertEquals(FileFormat.SVG, type(wide, "a", null));
        for (String broken : List.of("<", "<!", "<!--", "<?", "<!DOCTYPE a [", "< a", "<".repeat(60_000))) {
            assertEquals(FileFormat.TEXT, type(broken, "a"), broken.substring(0, Math.min(20, broken.length())));
        }
    }

    @Test
    void file_type_detection_throws_no_unexpected_exception_for_random_bytes() {
        Random chance = new Random(3);
        List<String> names = List.of("a", "a.pdf", "a.txt", "a.zip", "a.svg", "a.doc", "a.mp3");
        for (int i = 0; i < 20_000; i++) {
            FileFormat of = FileFormat.values()[chance.nextInt(FileFormat.values().length)];
            byte[] head;
            try {
                head = sample(of);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            byte[] cut = Arrays.copyOf(head, chance.nextInt(head.length + 1));
            if (cut.length > 0) {
                cut[chance.nextInt(cut.length)] = (byte) chance.nextInt(256);
            }
            FileType.of(cut, names.get(chance.nextInt(names.size())), null)
                    .refusal()
                    .ifPresent(reason -> assertTrue(reason.endsWith("."), reason));
        }
    }

    @Test
    void only_file_types_that_cannot_run_scripts_are_served_without_a_sandbox() {
        for (FileFormat type : FileFormat.values()) {
            assertTrue(type.contentSecurityPolicy().startsWith("default-src 'none'"), type.name());
            boolean isViewer = type.servedAs().matches("(image/(?!svg)|video/|audio/).*|application/pdf");
            assertEquals(!isViewer, type.contentSecurityPolicy().endsWith("; sandbox"), type.name());
        }
        for (FileFormat type : List.of(
                FileFormat.HTML, FileFormat.XML, FileFormat.JATS, FileFormat.ZIP, FileFormat.DOCX, FileFormat.BINARY)) {
            assertFalse(type.isInline(), type.name());
        }
        for (FileFormat type : List.of(
                FileFormat.PDF,
                FileFormat.PNG,
                FileFormat.AVIF,
                FileFormat.SVG,
                FileFormat.MP4,
                FileFormat.CSV,
                FileFormat.VTT)) {
            assertTrue(type.isInline(), type.name());
        }
        assertEquals("text/html", FileFormat.HTML.servedAs());
    }

    @Test
    void files_in_real_packages_are_detected_as_the_type_of_their_extension() throws IOException {
        assumeTrue(Files.isDirectory(PACKAGES), "The packages of real articles do not exist");
        int files = 0;
        try (var all = Files.walk(PACKAGES)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    assertAsNamed(
                            in.readNBytes(FileType.HEAD_BYTES),
                            file.getFileName().toString());
                    files++;
                }
                if (file.toString().endsWith(".zip")) {
                    files += entries(file);
                }
            }
        }
        assertTrue(files > 60, "only " + files);
    }

    private static int entries(Path file) throws IOException {
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX")) {
                    assertAsNamed(zip.readNBytes(FileType.HEAD_BYTES), entry.getName());
                    entries++;
                }
            }
        }
        return entries;
    }

    private static void assertAsNamed(byte[] head, String name) {
        FileFormat found = type(head, name, null);
        FileFormat named = FileFormat.ofExtension(FileNames.extension(name)).orElseThrow();
        assertEquals(named == FileFormat.XML ? FileFormat.JATS : named, found, name);
    }
}
