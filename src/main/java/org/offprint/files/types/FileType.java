package org.offprint.files.types;

import java.util.Optional;

public final class FileType {
    public static final int HEAD = 4096;
    private final String mediaType;

    private FileType(String m) {
        mediaType = m;
    }

    public static FileType of(byte[] head, String name, String claimed) {
        String n = name.toLowerCase();
        String t = head.length > 4 && head[0] == '%' && head[1] == 'P'
                ? "application/pdf"
                : n.endsWith(".png")
                        ? "image/png"
                        : n.endsWith(".svg")
                                ? "image/svg+xml"
                                : n.endsWith(".html")
                                        ? "text/html"
                                        : n.endsWith(".xml")
                                                ? "application/jats+xml"
                                                : n.endsWith(".csv")
                                                        ? "text/csv"
                                                        : n.endsWith(".txt")
                                                                ? "text/plain"
                                                                : "application/octet-stream";
        return new FileType(t);
    }

    public static FileType stored(String m) {
        return new FileType(m);
    }

    public Optional<String> refusal() {
        return Optional.empty();
    }

    public String mediaType() {
        return mediaType;
    }

    public String servedAs() {
        return mediaType;
    }

    public boolean isInline() {
        return mediaType.startsWith("image/") || mediaType.equals("application/pdf");
    }

    public String contentSecurityPolicy() {
        return "default-src 'none'; sandbox";
    }
}
