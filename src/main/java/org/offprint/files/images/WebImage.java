package org.offprint.files.images;

import java.nio.file.Path;
import org.offprint.files.types.FileFormat;

/**
 * A version of an image that was made.
 *
 * @param format PNG or JPEG
 * @param width in pixels
 */
public record WebImage(Size size, Path file, FileFormat format, int width, int height) {

    /** The sizes that are made: bounds of width and height, within which no image is made larger than it is. */
    public enum Size {
        WEB_1600(1_600, 3_200),
        WEB_800(800, 1_600),
        THUMBNAIL_320(320, 320);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        /** Returns the factor by which an image of this width and height fits; 1 for one that is small enough. */
        double factor(int imageWidth, int imageHeight) {
            return Math.min(1, Math.min((double) width / imageWidth, (double) height / imageHeight));
        }
    }
}
