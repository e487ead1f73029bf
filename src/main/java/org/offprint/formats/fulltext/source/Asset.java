package org.offprint.formats.fulltext.source;

import java.util.Set;

/**
 * File that an article refers to, as served to readers.
 *
 * @param address path or URL of the file for readers
 * @param mediaType media type, for example {@code image/png}
 * @param width image width in pixels; null if unknown
 * @param height image height in pixels; null if unknown
 * @param size file size in bytes; null if unknown
 * @param original original file, if this file is the browser-compatible version of an original; otherwise null
 * @param alt alternative text from the file metadata; null for no alternative text
 */
public record Asset(
        String address, String mediaType, Integer width, Integer height, Long size, Asset original, String alt) {

    /** Creates an article file without alternative text. */
    public Asset(String address, String mediaType, Integer width, Integer height, Long size, Asset original) {
        this(address, mediaType, width, height, size, original, null);
    }

    private static final Set<String> SHOWN =
            Set.of("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");

    /** Returns whether browsers can display the file as an image. */
    public boolean isShown() {
        return mediaType != null && SHOWN.contains(mediaType);
    }

    /**
     * Returns the file for downloads. If this file is the browser-compatible version of an original file, returns the
     * original, otherwise this file.
     */
    public Asset originalOrThis() {
        return original == null ? this : original;
    }

    /** Returns a copy of the file with the given alternative text, which may be null. */
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

    /** Returns the number of pixels of the image, or 0 if the width or the height is unknown. */
    public long pixels() {
        return width == null || height == null ? 0 : (long) width * height;
    }
}
