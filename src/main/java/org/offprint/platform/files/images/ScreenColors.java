package org.offprint.platform.files.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.HashSet;
import java.util.Set;

/** Converts images to the color space of screens (sRGB), with eight bits per channel. */
final class ScreenColors {

    private ScreenColors() {}

    /**
     * Returns the image in sRGB, with its transparency if it has any. Colors with a color profile are converted before
     * the image is scaled, because scaling with a profile takes twenty times as long.
     */
    static BufferedImage of(BufferedImage image) {
        int type = image.getType();
        if (type == BufferedImage.TYPE_INT_RGB || type == BufferedImage.TYPE_INT_ARGB && !isOpaque(image)) {
            return image;
        }
        if (image.getColorModel() instanceof IndexColorModel
                || image.getColorModel().getColorSpace().isCS_sRGB()
                        && image.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE) {
            return withoutNeedlessAlpha(drawn(image));
        }
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY && isOfWholeNumbers(image)) {
            return gray(image);
        }
        boolean hasAlpha = image.getColorModel().hasAlpha();
        BufferedImage converted = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        new ColorConvertOp(null).filter(image, converted);
        return withoutNeedlessAlpha(converted);
    }

    private static boolean isOfWholeNumbers(BufferedImage image) {
        int type = image.getSampleModel().getDataType();
        return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
    }

    private static BufferedImage drawn(BufferedImage image) {
        BufferedImage drawn = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    /**
     * Copies the samples of a gray image unchanged. Java interprets gray samples as linear light, although they are not
     * linear in image files.
     */
    private static BufferedImage gray(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        boolean hasAlpha = image.getColorModel().hasAlpha() && bands > 1;
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int width = image.getWidth();
        BufferedImage gray = new BufferedImage(
                width, image.getHeight(), hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] samples = new int[width * bands];
        int[] line = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                int level = samples[x * bands] >> shift;
                int alpha = hasAlpha ? samples[x * bands + 1] >> shift : 0xff;
                line[x] = alpha << 24 | level << 16 | level << 8 | level;
            }
            gray.setRGB(0, y, width, 1, line, 0, width);
        }
        return withoutNeedlessAlpha(gray);
    }

    private static BufferedImage withoutNeedlessAlpha(BufferedImage image) {
        if (!image.getColorModel().hasAlpha() || !isOpaque(image)) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return opaque;
    }

    private static boolean isOpaque(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return true;
        }
        int[] line = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            for (int pixel : line) {
                if (pixel >>> 24 != 0xff) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns whether an image has at most the given number of colors. */
    static boolean hasAtMost(int most, BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        int[] line = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            int last = 0;
            for (int x = 0; x < line.length; x++) {
                if (x == 0 || line[x] != last) {
                    last = line[x];
                    colors.add(last);
                }
            }
            if (colors.size() > most) {
                return false;
            }
        }
        return true;
    }

    /** Scales down an image, repeatedly by half, so that every source pixel contributes to the result. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = image;
        while (scaled.getWidth() / 2 >= width && scaled.getHeight() / 2 >= height) {
            scaled = drawn(scaled, scaled.getWidth() / 2, scaled.getHeight() / 2);
        }
        return scaled.getWidth() == width && scaled.getHeight() == height ? scaled : drawn(scaled, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, image.getType());
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }
}
