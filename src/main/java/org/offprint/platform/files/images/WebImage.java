package org.offprint.platform.files.images;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Locale;
import org.offprint.platform.files.types.FileFormat;

/**
 * A version of an image that was made.
 *
 * @param format PNG or JPEG
 * @param width in pixels
 */
public record WebImage(Size size, Path file, FileFormat format, int width, int height) {

    /** The sizes that are made: bounds of width and height, within which no image is made larger than it is. */
    public enum Size {
        @JsonProperty("web-1600")
        WEB_1600(1_600, 3_200),
        @JsonProperty("web-800")
        WEB_800(800, 1_600),
        @JsonProperty("thumbnail-320")
        THUMBNAIL_320(320, 320);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        /** Returns the word for it, as readers write it. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns the factor by which an image of this width and height fits; 1 for one that is small enough. */
        double factor(int imageWidth, int imageHeight) {
            return Math.min(1, Math.min((double) width / imageWidth, (double) height / imageHeight));
        }
    }
}
