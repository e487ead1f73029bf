package org.offprint.platform.files.images;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Locale;
import org.offprint.platform.files.types.FileFormat;

/**
 * Scaled version of an image.
 *
 * @param file file with the encoded version
 * @param format PNG or JPEG
 * @param width width of the version, in pixels
 */
public record WebImage(Size size, Path file, FileFormat format, int width, int height) {

    /** Sizes of image versions, each of which limits the width and height. Images are never enlarged. */
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

        /** Returns the name of the size as used in query parameters, for example {@code web-1600}. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Returns the factor by which an image of the given width and height is scaled, which is 1 if the image is
         * small enough.
         */
        double factor(int imageWidth, int imageHeight) {
            return Math.min(1, Math.min((double) width / imageWidth, (double) height / imageHeight));
        }
    }
}
