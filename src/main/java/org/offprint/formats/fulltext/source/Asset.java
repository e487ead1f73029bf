package org.offprint.formats.fulltext.source;

import java.util.Set;

/**
 * A file that the article refers to, as it is served.
 *
 * @param address where readers get it: a path or a URL of the service
 * @param mediaType such as {@code image/png}
 * @param width in pixels; null where it is not known
 * @param height in pixels; null where it is not known
 * @param size in bytes; null where it is not known
 * @param original its original, if this is a form of it made for browsers; else null
 * @param alt the words in place of an image, as the record of the file has them; null for none
 */
public record Asset(
        String address, String mediaType, Integer width, Integer height, Long size, Asset original, String alt) {

    /** A file whose record has no words in its place. */
    public Asset(String address, String mediaType, Integer width, Integer height, Long size, Asset original) {
        this(address, mediaType, width, height, size, original, null);
    }

    private static final Set<String> SHOWN =
            Set.of("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");

    /** Reports whether browsers show it as an image. */
    public boolean isShown() {
        return mediaType != null && SHOWN.contains(mediaType);
    }

    /** Returns the file itself, where this is a form of it made for browsers: for saving. */
    public Asset whole() {
        return original == null ? this : original;
    }

    /** Returns the file with these words in place of an image; null for none. */
    public Asset withAlt(String words) {
        return new Asset(address, mediaType, width, height, size, original, words);
    }

    public boolean isVector() {
        return "image/svg+xml".equals(mediaType);
    }

    public boolean isVideo() {
        return "video/mp4".equals(mediaType) || "video/webm".equals(mediaType);
    }

    public boolean isAudio() {
        return mediaType != null
                && Set.of("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm")
                        .contains(mediaType);
    }

    /** The number of its pixels; 0 where that is not known. */
    public long pixels() {
        return width == null || height == null ? 0 : (long) width * height;
    }
}
