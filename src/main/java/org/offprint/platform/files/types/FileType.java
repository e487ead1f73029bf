package org.offprint.platform.files.types;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offprint.platform.files.types.FileFormat.Kind;

/**
 * The type of a file: by its content, and by its name and the type that its sender states only where content leaves it
 * open. What contradicts its content is refused.
 */
public final class FileType {

    /** The number of first bytes of a file that are looked at. */
    public static final int HEAD = 1 << 16;

    /** Extensions of files that a system runs when somebody opens them, whatever their content. */
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
     * Returns the type of a file, which has a {@link #refusal} for a program, an empty file that is no text, and one whose content
     * contradicts its name or the claim.
     *
     * @param head its first {@link #HEAD} bytes, or all where it has fewer
     * @param name with or without a folder
     * @param claimed the media type that its sender states; null for none
     */
    public static FileType of(byte[] head, String name, String claimed) {
        String extension = FileNames.extension(name);
        if (PROGRAMS.contains(extension.toLowerCase(Locale.ROOT))) {
            return refused(FileFormat.BINARY, "This name is that of a program. Programs are not taken.");
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
        boolean isCut = head.length >= HEAD;
        Optional<FileFormat> named = FileFormat.ofExtension(extension);
        if (named.filter(said -> contradicts(said, found, isCut)).isPresent()) {
            return contradiction("has the extension " + extension, found);
        }
        Optional<FileFormat> stated =
                Optional.ofNullable(claimed).flatMap(FileFormat::ofMediaType).filter(said -> said != FileFormat.BINARY);
        // Plain text is what programs state that do not know.
        Optional<FileFormat> contradicting =
                stated.filter(said -> said.kind() != Kind.TEXT && contradicts(said, found, isCut));
        return contradicting.isPresent()
                ? contradiction("is sent as " + contradicting.get().mediaType(), found)
                : new FileType(decide(found, named.or(() -> stated).orElse(found)), null);
    }

    /** Returns the type of a file that was stored under this media type. */
    public static FileType stored(String mediaType) {
        return new FileType(FileFormat.ofMediaType(mediaType).orElse(FileFormat.BINARY), null);
    }

    /** Text may be empty; all else begins with something. */
    private static FileType empty(FileFormat named) {
        return named.kind() == Kind.TEXT || named == FileFormat.BINARY
                ? new FileType(named, null)
                : refused(named, "The file is empty.");
    }

    private static FileType refused(FileFormat format, String reason) {
        return new FileType(format, reason);
    }

    /** Returns a sentence that says why the file is not taken; empty for one that is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public FileFormat format() {
        return format;
    }

    /** Returns the media type, without parameters. */
    public String mediaType() {
        return format.mediaType();
    }

    /** Returns the {@code Content-Type} under which the file is sent, as {@link FileFormat#servedAs}. */
    public String servedAs() {
        return format.servedAs();
    }

    /** Returns whether a browser may show the file; others are offered for saving. */
    public boolean isInline() {
        return format.isInline();
    }

    /** Returns the {@code Content-Security-Policy} of the file, as {@link FileFormat#contentSecurityPolicy}. */
    public String contentSecurityPolicy() {
        return format.contentSecurityPolicy();
    }

    private static FileType contradiction(String said, FileFormat found) {
        String content = found == FileFormat.BINARY
                ? "its content is not of that type"
                : found == FileFormat.TEXT ? "its content is plain text" : "its content is " + found.mediaType();
        return refused(
                found, "The file " + said + ", but " + content + ". Name and type must be those of the content.");
    }

    private static boolean contradicts(FileFormat said, FileFormat found, boolean isCut) {
        Kind kind = found.kind();
        return switch (said.kind()) {
            case TEXT -> kind != Kind.TEXT && kind != Kind.MARKUP && kind != Kind.UNKNOWN && kind != Kind.RTF;
            case MARKUP -> contradictsMarkup(said, found);
            // The entries that tell more may come later.
            case ZIP ->
                kind != Kind.ZIP || said != FileFormat.ZIP && said != found && !(isCut && found == FileFormat.ZIP);
            // Word and Excel save other formats under these names.
            case OLE -> kind != Kind.OLE && kind != Kind.RTF && kind != Kind.TEXT && kind != Kind.ZIP;
            case POSTSCRIPT -> kind != Kind.POSTSCRIPT && kind != Kind.PDF;
            case UNKNOWN -> false;
            default -> kind != said.kind();
        };
    }

    private static boolean contradictsMarkup(FileFormat said, FileFormat found) {
        if (found.kind() != Kind.MARKUP) {
            // Pages may begin with words.
            return said != FileFormat.HTML || found != FileFormat.TEXT;
        }
        return switch (said) {
            case SVG, JATS -> found != said;
            case XML -> found == FileFormat.HTML;
            default -> false;
        };
    }

    /** Returns what was found, or what was said where that is of no more harm and tells more. */
    private static FileFormat decide(FileFormat found, FileFormat said) {
        boolean isText = said.kind() == Kind.TEXT
                && (found.kind() == Kind.TEXT || found.kind() == Kind.MARKUP || found.kind() == Kind.RTF);
        boolean isPage = said == FileFormat.HTML && found == FileFormat.TEXT;
        boolean isOfZip = found == FileFormat.ZIP && said.kind() == Kind.ZIP;
        boolean isOfOle = found == FileFormat.OLE && said.kind() == Kind.OLE;
        return isText || isPage || isOfZip || isOfOle ? said : found;
    }

    /** Reports whether the bytes begin as a page of HTML does. */
    public static boolean isHtml(byte[] content) {
        byte[] head = Arrays.copyOf(content, Math.min(content.length, HEAD));
        return new ContentSniffer(head).format() == FileFormat.HTML;
    }
}
