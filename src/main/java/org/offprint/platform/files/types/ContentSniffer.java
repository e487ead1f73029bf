package org.offprint.platform.files.types;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Detects the format of a file from its first bytes. */
final class ContentSniffer {

    /** Length of the DOS header at the beginning of a Windows program, in bytes. */
    private static final int DOS_HEADER = 64;

    private final byte[] head;

    /** First bytes of the file, decoded as ISO 8859-1 with one character per byte. */
    private final String latin;

    ContentSniffer(byte[] head) {
        this.head = head;
        latin = new String(head, StandardCharsets.ISO_8859_1);
    }

    /** Returns the detected format of the file, which must not be a program. */
    FileFormat format() {
        Optional<FileFormat> found =
                images().or(this::documents).or(this::archives).or(this::media);
        return found.orElseGet(() -> text().map(ContentSniffer::formatOfText).orElse(FileFormat.BINARY));
    }

    private boolean has(int offset, String signs) {
        return latin.startsWith(signs, offset);
    }

    /** Returns the reason for rejecting a file if it is a program, otherwise empty. */
    Optional<String> program() {
        boolean isElf = has(0, "\u007fELF");
        boolean isWindows = has(0, "MZ")
                && latin.substring(0, Math.min(DOS_HEADER, latin.length())).indexOf('\0') > 0;
        boolean isMac = has(0, "\u00fe\u00ed\u00fa\u00ce")
                || has(0, "\u00fe\u00ed\u00fa\u00cf")
                || has(0, "\u00ce\u00fa\u00ed\u00fe")
                || has(0, "\u00cf\u00fa\u00ed\u00fe");
        boolean isMacOrJava = has(0, "\u00ca\u00fe\u00ba\u00be");
        boolean isWasm = has(0, "\0asm");
        boolean isLink = has(0, "L\0\0\0\u0001\u0014\u0002\0");
        boolean isScript = has(0, "#!") || has(0, "\u00ef\u00bb\u00bf#!");
        if (isElf || isWindows || isMac || isMacOrJava || isWasm || isLink) {
            return Optional.of("The file is a program. Programs are not accepted.");
        }
        return isScript
                ? Optional.of("The file is an executable script because it begins with #!. Remove the first line, or"
                        + " upload the script in a ZIP archive.")
                : Optional.empty();
    }

    private Optional<FileFormat> images() {
        if (has(0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(FileFormat.PNG);
        }
        if (has(0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(FileFormat.JPEG);
        }
        if (has(0, "GIF87a") || has(0, "GIF89a")) {
            return Optional.of(FileFormat.GIF);
        }
        if (has(0, "RIFF") && has(8, "WEBP")) {
            return Optional.of(FileFormat.WEBP);
        }
        boolean isTiff = has(0, "II*\0") || has(0, "MM\0*") || has(0, "II+\0") || has(0, "MM\0+");
        if (isTiff) {
            return Optional.of(FileFormat.TIFF);
        }
        boolean isBitmap = has(0, "BM") && has(6, "\0\0\0\0") && has(15, "\0\0\0");
        return isBitmap ? Optional.of(FileFormat.BMP) : Optional.empty();
    }

    private Optional<FileFormat> documents() {
        // PDF readers accept the marker %PDF- anywhere within the first 1,024 bytes. Real PDF files may begin with
        // white space or mail headers.
        int pdf = latin.indexOf("%PDF-");
        if (pdf >= 0 && pdf < 1_024) {
            return Optional.of(FileFormat.PDF);
        }
        if (has(0, "%!PS") || has(0, "\u0004%!PS") || has(0, "\u00c5\u00d0\u00d3\u00c6")) {
            return Optional.of(FileFormat.POSTSCRIPT);
        }
        if (has(0, "{\\rtf")) {
            return Optional.of(FileFormat.RTF);
        }
        return has(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1") ? Optional.of(ole()) : Optional.empty();
    }

    /** Returns the format of an OLE file, as indicated by its stream names in UTF-16. */
    private FileFormat ole() {
        if (latin.contains(wide("WordDocument"))) {
            return FileFormat.DOC;
        }
        if (latin.contains(wide("Workbook"))) {
            return FileFormat.XLS;
        }
        return latin.contains(wide("PowerPoint Document")) ? FileFormat.PPT : FileFormat.OLE;
    }

    private static String wide(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    private Optional<FileFormat> archives() {
        if (has(0, "PK\u0003\u0004")) {
            return Optional.of(zip());
        }
        if (has(0, "PK\u0005\u0006")) {
            return Optional.of(FileFormat.ZIP);
        }
        if (has(0, "\u001f\u008b")) {
            return Optional.of(FileFormat.GZIP);
        }
        if (has(257, "ustar")) {
            return Optional.of(FileFormat.TAR);
        }
        if (has(0, "7z\u00bc\u00af\u0027\u001c")) {
            return Optional.of(FileFormat.SEVEN_ZIP);
        }
        if (has(0, "Rar!\u001a\u0007")) {
            return Optional.of(FileFormat.RAR);
        }
        if (has(0, "\u00fd7zXZ\0")) {
            return Optional.of(FileFormat.XZ);
        }
        return has(0, "BZh") && has(4, "1AY&SY") ? Optional.of(FileFormat.BZIP2) : Optional.empty();
    }

    /**
     * Detects ZIP-based formats by the names of the first entries. In some formats, the first entry contains the media
     * type.
     */
    private FileFormat zip() {
        if (has(30, "mimetype")) {
            for (FileFormat format :
                    new FileFormat[] {FileFormat.EPUB, FileFormat.ODT, FileFormat.ODS, FileFormat.ODP}) {
                if (has(38, format.mediaType())) {
                    return format;
                }
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        FileFormat found = FileFormat.ZIP;
        boolean isPackage = false;
        for (int at = 0; at >= 0 && at + 30 <= head.length; at = latin.indexOf("PK\u0003\u0004", at + 4)) {
            int length = bytes.getShort(at + 26) & 0xffff;
            String name = latin.substring(at + 30, Math.min(at + 30 + length, latin.length()));
            isPackage |= name.equals("[Content_Types].xml") || name.equals("_rels/.rels");
            if (name.startsWith("word/")) {
                found = FileFormat.DOCX;
            } else if (name.startsWith("xl/")) {
                found = FileFormat.XLSX;
            } else if (name.startsWith("ppt/")) {
                found = FileFormat.PPTX;
            }
        }
        return isPackage ? found : FileFormat.ZIP;
    }

    private Optional<FileFormat> media() {
        if (has(4, "ftyp")) {
            return Optional.of(brand());
        }
        boolean isOlderMovie = has(4, "moov") || has(4, "mdat") || has(4, "wide") || has(4, "pnot");
        if (isOlderMovie) {
            return Optional.of(FileFormat.MOV);
        }
        if (has(0, "RIFF") && has(8, "AVI ")) {
            return Optional.of(FileFormat.AVI);
        }
        if (has(0, "RIFF") && has(8, "WAVE")) {
            return Optional.of(FileFormat.WAV);
        }
        if (has(0, "\u001a\u0045\u00df\u00a3")) {
            int end = Math.min(latin.length(), 256);
            return Optional.of(latin.substring(0, end).contains("webm") ? FileFormat.WEBM : FileFormat.MATROSKA);
        }
        if (has(0, "OggS")) {
            int end = Math.min(latin.length(), 512);
            return Optional.of(latin.substring(0, end).contains("theora") ? FileFormat.OGV : FileFormat.OGG);
        }
        if (has(0, "fLaC")) {
            return Optional.of(FileFormat.FLAC);
        }
        if (has(0, "ID3") || isMp3Frame()) {
            return Optional.of(FileFormat.MP3);
        }
        if (has(0, "\0\0\u0001\u00ba") || has(0, "\0\0\u0001\u00b3")) {
            return Optional.of(FileFormat.MPEG);
        }
        return has(0, "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011")
                ? Optional.of(FileFormat.WMV)
                : Optional.empty();
    }

    private FileFormat brand() {
        String brand = latin.substring(Math.min(8, latin.length()), Math.min(12, latin.length()));
        return switch (brand) {
            case "avif", "avis" -> FileFormat.AVIF;
            case "heic", "heix", "heim", "mif1" -> FileFormat.HEIC;
            case "qt  " -> FileFormat.MOV;
            case "M4A ", "M4B " -> FileFormat.M4A;
            default -> FileFormat.MP4;
        };
    }

    /**
     * Returns whether the file begins with a frame header of MPEG 1, 2 or 2.5, Layer III, with a valid bit rate and
     * sample rate.
     */
    private boolean isMp3Frame() {
        if (head.length < 3 || (head[0] & 0xff) != 0xff || (head[1] & 0xe6) != 0xe2) {
            return false;
        }
        int rate = (head[2] & 0xff) >> 4;
        return rate != 0 && rate != 15 && (head[2] & 0x0c) != 0x0c;
    }

    private static FileFormat formatOfText(String text) {
        if (text.startsWith("WEBVTT")) {
            return FileFormat.VTT;
        }
        return MarkupRoot.of(text).map(MarkupRoot::format).orElse(FileFormat.TEXT);
    }

    /** Returns the beginning of the file decoded as text, or empty if it is not a text file. */
    private Optional<String> text() {
        if (has(0, "\u00ff\u00fe")) {
            return Optional.of(decode(StandardCharsets.UTF_16LE, 2));
        }
        if (has(0, "\u00fe\u00ff")) {
            return Optional.of(decode(StandardCharsets.UTF_16BE, 2));
        }
        boolean isText =
                latin.chars().noneMatch(sign -> sign < ' ' && "\t\n\r\f\u000b\u001b\u001a\b".indexOf(sign) < 0);
        return isText
                ? Optional.of(decode(StandardCharsets.UTF_8, has(0, "\u00ef\u00bb\u00bf") ? 3 : 0))
                : Optional.empty();
    }

    private String decode(Charset charset, int from) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(head, from, head.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("Malformed text was not replaced", e);
        }
    }
}
