package org.offprint.platform.files.types;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Supported file formats with their media types and file extensions, of which the most common one comes first. */
public enum FileFormat {
    PDF("application/pdf", Kind.PDF, true, "pdf"),
    POSTSCRIPT("application/postscript", Kind.POSTSCRIPT, false, "eps", "ps", "epsf", "epsi", "ai"),

    PNG("image/png", Kind.RASTER, true, "png"),
    JPEG("image/jpeg", Kind.RASTER, true, "jpg", "jpeg", "jpe", "jfif"),
    GIF("image/gif", Kind.RASTER, true, "gif"),
    WEBP("image/webp", Kind.RASTER, true, "webp"),
    AVIF("image/avif", Kind.RASTER, true, "avif"),
    TIFF("image/tiff", Kind.RASTER, false, "tif", "tiff"),
    HEIC("image/heic", Kind.RASTER, false, "heic", "heif"),
    BMP("image/bmp", Kind.RASTER, false, "bmp"),

    SVG("image/svg+xml", Kind.MARKUP, true, "svg"),
    HTML("text/html", Kind.MARKUP, false, "html", "htm", "xhtml"),
    XML("application/xml", Kind.MARKUP, false, "xml", "xsl", "xslt", "xsd", "rdf", "tei", "cml", "gml", "kml", "sbml"),
    JATS("application/jats+xml", Kind.MARKUP, false, "jats", "nxml"),

    EPUB("application/epub+zip", Kind.ZIP, false, "epub"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind.ZIP, false, "docx", "docm"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind.ZIP, false, "xlsx", "xlsm"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", Kind.ZIP, false, "pptx", "pptm"),
    ODT("application/vnd.oasis.opendocument.text", Kind.ZIP, false, "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", Kind.ZIP, false, "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", Kind.ZIP, false, "odp"),
    ZIP("application/zip", Kind.ZIP, false, "zip", "meca", "kmz", "npz"),

    DOC("application/msword", Kind.OLE, false, "doc"),
    XLS("application/vnd.ms-excel", Kind.OLE, false, "xls"),
    PPT("application/vnd.ms-powerpoint", Kind.OLE, false, "ppt"),
    OLE("application/x-ole-storage", Kind.OLE, false, "ole"),

    GZIP("application/gzip", Kind.ARCHIVE, false, "gz", "tgz", "svgz"),
    TAR("application/x-tar", Kind.ARCHIVE, false, "tar"),
    SEVEN_ZIP("application/x-7z-compressed", Kind.ARCHIVE, false, "7z"),
    RAR("application/vnd.rar", Kind.ARCHIVE, false, "rar"),
    XZ("application/x-xz", Kind.ARCHIVE, false, "xz"),
    BZIP2("application/x-bzip2", Kind.ARCHIVE, false, "bz2"),

    MP4("video/mp4", Kind.MEDIA, true, "mp4", "m4v"),
    WEBM("video/webm", Kind.MEDIA, true, "webm"),
    MOV("video/quicktime", Kind.MEDIA, false, "mov", "qt"),
    AVI("video/x-msvideo", Kind.MEDIA, false, "avi"),
    MPEG("video/mpeg", Kind.MEDIA, false, "mpg", "mpeg"),
    WMV("video/x-ms-wmv", Kind.MEDIA, false, "wmv", "wma", "asf"),
    MATROSKA("video/matroska", Kind.MEDIA, false, "mkv"),
    OGV("video/ogg", Kind.MEDIA, true, "ogv"),
    OGG("audio/ogg", Kind.MEDIA, true, "ogg", "oga", "opus"),
    MP3("audio/mpeg", Kind.MEDIA, true, "mp3"),
    M4A("audio/mp4", Kind.MEDIA, true, "m4a"),
    WAV("audio/wav", Kind.MEDIA, true, "wav"),
    FLAC("audio/flac", Kind.MEDIA, false, "flac"),

    CSV("text/csv", Kind.TEXT, true, "csv"),
    TSV("text/tab-separated-values", Kind.TEXT, true, "tsv", "tab"),
    VTT("text/vtt", Kind.TEXT, true, "vtt"),
    JSON("application/json", Kind.TEXT, false, "json", "geojson", "ipynb"),
    RTF("application/rtf", Kind.RTF, false, "rtf"),
    TEXT(
            "text/plain",
            Kind.TEXT,
            true,
            "txt",
            "text",
            "log",
            "md",
            "tex",
            "bib",
            "r",
            "py",
            "m",
            "c",
            "cpp",
            "h",
            "java"),

    /** Unknown file format. */
    BINARY("application/octet-stream", Kind.UNKNOWN, false);

    /**
     * Groups of similar file formats. A file is accepted if its extension and its content indicate formats of the same
     * group.
     */
    enum Kind {
        PDF,
        POSTSCRIPT,
        RASTER,
        MARKUP,
        ZIP,
        OLE,
        ARCHIVE,
        MEDIA,
        RTF,
        TEXT,
        UNKNOWN
    }

    private static final String NO_LOADING = "default-src 'none'; style-src 'unsafe-inline'";

    private static final Map<String, FileFormat> BY_EXTENSION = Arrays.stream(values())
            .flatMap(type -> type.extensions.stream().map(extension -> Map.entry(extension, type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, FileFormat> BY_MEDIA_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FileFormat::mediaType, type -> type));

    /** Alternative media types of the supported file formats. */
    private static final Map<String, FileFormat> ALSO = Map.ofEntries(
            Map.entry("image/jpg", JPEG),
            Map.entry("image/tif", TIFF),
            Map.entry("image/x-tiff", TIFF),
            Map.entry("application/x-pdf", PDF),
            Map.entry("application/xhtml+xml", HTML),
            Map.entry("text/xml", XML),
            Map.entry("application/vnd.jats+xml", JATS),
            Map.entry("application/eps", POSTSCRIPT),
            Map.entry("image/x-eps", POSTSCRIPT),
            Map.entry("application/x-zip-compressed", ZIP),
            Map.entry("application/x-gzip", GZIP),
            Map.entry("text/rtf", RTF),
            Map.entry("video/avi", AVI),
            Map.entry("video/msvideo", AVI),
            Map.entry("audio/mp3", MP3),
            Map.entry("audio/x-wav", WAV),
            Map.entry("audio/wave", WAV),
            Map.entry("audio/x-m4a", M4A));

    private final String mediaType;
    private final Kind kind;
    private final boolean isInline;
    private final List<String> extensions;

    FileFormat(String mediaType, Kind kind, boolean isInline, String... extensions) {
        this.mediaType = mediaType;
        this.kind = kind;
        this.isInline = isInline;
        this.extensions = List.of(extensions);
    }

    /**
     * Returns the file format for a media type, whose parameters are ignored. Returns empty if the media type is
     * unknown.
     */
    public static Optional<FileFormat> ofMediaType(String mediaType) {
        int end = mediaType.indexOf(';');
        String bare =
                (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_MEDIA_TYPE.get(bare)).or(() -> Optional.ofNullable(ALSO.get(bare)));
    }

    /** Returns the file format for a file extension, or empty if the extension is unknown. */
    public static Optional<FileFormat> ofExtension(String extension) {
        return Optional.ofNullable(BY_EXTENSION.get(extension.toLowerCase(Locale.ROOT)));
    }

    /** Returns the media type of the file format, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    Kind kind() {
        return kind;
    }

    /** Returns the most common file extension without a dot, or empty if the format has no extension. */
    public Optional<String> extension() {
        return extensions.stream().findFirst();
    }

    /** Returns whether browsers may show files of this format instead of offering to save them. */
    public boolean isInline() {
        return isInline;
    }

    /**
     * Returns the {@code Content-Type} of responses with files of this format. Tables are sent as plain text, because
     * browsers would otherwise offer to save them. All text formats are sent as UTF-8.
     */
    public String servedAs() {
        return switch (this) {
            case CSV, TSV, TEXT -> "text/plain; charset=utf-8";
            case VTT -> "text/vtt; charset=utf-8";
            default -> mediaType;
        };
    }

    /**
     * Returns the {@code Content-Security-Policy} of responses with files of this format. The policy prevents the file
     * from loading other resources. Formats that can run scripts are also sandboxed. PDF, images and media are not
     * sandboxed, because a sandbox would block their viewers.
     */
    public String contentSecurityPolicy() {
        return switch (kind) {
            case PDF, RASTER, MEDIA -> NO_LOADING;
            default -> NO_LOADING + "; sandbox";
        };
    }
}
