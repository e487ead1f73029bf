package org.offprint.platform.files.types;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offprint.platform.files.types.FileFormat.Kind;

/**
 * File type, as detected from the content of the file. The file name and the declared media type are considered only if
 * the content is ambiguous. If the content contradicts the file name or the declared media type, the file is rejected.
 */
public final class FileType {

    /** Number of bytes at the beginning of a file from which the file type is detected. */
    public static final int HEAD_BYTES = 1 << 16;

    /**
     * File extensions of programs. If a user opens a file with a program's extension, an operating system may run it,
     * regardless of its content.
     */
    private static final Set<String> PROGRAMS = Set.of(
            "exe", "dll", "com", "scr", "msi", "msp", "bat", "cmd", "vbs", "vbe", "wsf", "hta", "lnk", "pif", "cpl",
            "jar", "apk", "app", "dmg", "pkg", "deb", "rpm", "reg", "scf");

    private final FileFormat format;
    private final String refusal;

    private FileType(FileFormat format, String refusal) {
        this.format = format;
        this.refusal = refusal;
    }

    /**
     * Returns the type of a file. The type has a {@link #refusal} if the file is a program, or if it is empty but not a
     * text file. The type also has a refusal if the content contradicts the file name or the declared media type.
     *
     * @param head first {@link #HEAD_BYTES} bytes, or all bytes of a smaller file
     * @param name file name with or without a folder
     * @param claimed media type declared by the client; null for none
     */
    public static FileType of(byte[] head, String name, String claimed) {
        String extension = FileNames.extension(name);
        if (PROGRAMS.contains(extension.toLowerCase(Locale.ROOT))) {
            return refused(FileFormat.BINARY, "The file extension belongs to a program. Programs are not accepted.");
        }
        if (head.length == 0) {
            return empty(FileFormat.ofExtension(extension).orElse(FileFormat.BINARY));
        }
        ContentSniffer content = new ContentSniffer(head);
        Optional<String> program = content.program();
        if (program.isPresent()) {
            return refused(FileFormat.BINARY, program.get());
        }
        FileFormat found = content.format();
        boolean isCut = head.length >= HEAD_BYTES;
        Optional<FileFormat> named = FileFormat.ofExtension(extension);
        if (named.filter(said -> contradicts(said, found, isCut)).isPresent()) {
            return contradiction("has the extension " + extension, found);
        }
        Optional<FileFormat> stated =
                Optional.ofNullable(claimed).flatMap(FileFormat::ofMediaType).filter(said -> said != FileFormat.BINARY);
        // Clients declare plain text if they do not know the type of a file.
        Optional<FileFormat> contradicting =
                stated.filter(said -> said.kind() != Kind.TEXT && contradicts(said, found, isCut));
        return contradicting.isPresent()
                ? contradiction("is sent as " + contradicting.get().mediaType(), found)
                : new FileType(decide(found, named.or(() -> stated).orElse(found)), null);
    }

    /** Returns the type of a stored file with the given media type. */
    public static FileType stored(String mediaType) {
        return new FileType(FileFormat.ofMediaType(mediaType).orElse(FileFormat.BINARY), null);
    }

    /** Returns the type of an empty file. Only text files may be empty. */
    private static FileType empty(FileFormat named) {
        return named.kind() == Kind.TEXT || named == FileFormat.BINARY
                ? new FileType(named, null)
                : refused(named, "The file is empty.");
    }

    private static FileType refused(FileFormat format, String reason) {
        return new FileType(format, reason);
    }

    /** Returns the reason for rejecting the file, or empty if it is accepted. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public FileFormat format() {
        return format;
    }

    /** Returns the media type of the file, without parameters. */
    public String mediaType() {
        return format.mediaType();
    }

    /** Returns the {@code Content-Type} of responses with the file, as defined by {@link FileFormat#servedAs}. */
    public String servedAs() {
        return format.servedAs();
    }

    /** Returns whether browsers may show the file instead of offering to save it. */
    public boolean isInline() {
        return format.isInline();
    }

    /**
     * Returns the {@code Content-Security-Policy} of responses with the file, as defined by {@link
     * FileFormat#contentSecurityPolicy}.
     */
    public String contentSecurityPolicy() {
        return format.contentSecurityPolicy();
    }

    private static FileType contradiction(String said, FileFormat found) {
        String content = found == FileFormat.BINARY
                ? "its content has a different type"
                : found == FileFormat.TEXT ? "its content is plain text" : "its content is " + found.mediaType();
        return refused(
                found,
                "The file " + said + ", but " + content + ". Use the file extension and media type of the content.");
    }

    private static boolean contradicts(FileFormat said, FileFormat found, boolean isCut) {
        Kind kind = found.kind();
        return switch (said.kind()) {
            case TEXT -> kind != Kind.TEXT && kind != Kind.MARKUP && kind != Kind.UNKNOWN && kind != Kind.RTF;
            case MARKUP -> contradictsMarkup(said, found);
            // If only the beginning of a ZIP file has been read, the entries that identify its format may follow later.
            case ZIP ->
                kind != Kind.ZIP || said != FileFormat.ZIP && said != found && !(isCut && found == FileFormat.ZIP);
            // Word and Excel save some newer formats and some text formats with the file extensions of OLE formats.
            case OLE -> kind != Kind.OLE && kind != Kind.RTF && kind != Kind.TEXT && kind != Kind.ZIP;
            case POSTSCRIPT -> kind != Kind.POSTSCRIPT && kind != Kind.PDF;
            case UNKNOWN -> false;
            default -> kind != said.kind();
        };
    }

    private static boolean contradictsMarkup(FileFormat said, FileFormat found) {
        if (found.kind() != Kind.MARKUP) {
            // An HTML page may begin with text, in which case it is detected as plain text.
            return said != FileFormat.HTML || found != FileFormat.TEXT;
        }
        return switch (said) {
            case SVG, JATS -> found != said;
            case XML -> found == FileFormat.HTML;
            default -> false;
        };
    }

    /** Returns the detected format of the file, or its declared format if that is more specific and equally safe. */
    private static FileFormat decide(FileFormat found, FileFormat said) {
        boolean isText = said.kind() == Kind.TEXT
                && (found.kind() == Kind.TEXT || found.kind() == Kind.MARKUP || found.kind() == Kind.RTF);
        boolean isPage = said == FileFormat.HTML && found == FileFormat.TEXT;
        boolean isOfZip = found == FileFormat.ZIP && said.kind() == Kind.ZIP;
        boolean isOfOle = found == FileFormat.OLE && said.kind() == Kind.OLE;
        return isText || isPage || isOfZip || isOfOle ? said : found;
    }

    /** Returns whether a file begins like an HTML page. */
    public static boolean isHtml(byte[] content) {
        byte[] head = Arrays.copyOf(content, Math.min(content.length, HEAD_BYTES));
        return new ContentSniffer(head).format() == FileFormat.HTML;
    }
}
