package org.offprint.platform.files.images;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Locale;
import org.offprint.platform.files.types.FileFormat;

/**
 * Version that was created from an image.
 *
 * @param format PNG or JPEG
 * @param width width in pixels
 */
public record WebImage(Size size, Path file, FileFormat format, int width, int height) {

    /** Sizes of image versions, which limit the width and height. Images are never enlarged. */
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

        /** Returns the name of the size in query parameters. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Returns the scale factor for an image of this width and height. The factor is 1 if the image is small enough.
         */
        double factor(int imageWidth, int imageHeight) {
            return Math.min(1, Math.min((double) width / imageWidth, (double) height / imageHeight));
        }
    }
}
