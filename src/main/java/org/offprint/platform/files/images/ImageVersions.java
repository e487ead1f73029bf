package org.offprint.platform.files.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.offprint.platform.files.types.FileFormat;

/**
 * Creates a thumbnail and other versions of an image that browsers can show. A malicious image file can consume
 * unlimited time and memory. Image versions must therefore be created only in a process that may be killed ({@code
 * org.offprint.platform.files.worker}).
 */
public final class ImageVersions {

    private static final int COLORS_OF_DRAWINGS = 4_096;
    private static final float QUALITY = 0.85f;
    /**
     * Maximum size of a PNG, as a multiple of the JPEG size of the same image. A PNG up to this size is preferred for
     * its sharp edges.
     */
    private static final int MAX_PNG_FACTOR = 2;

    private final Path source;
    private final FileFormat format;
    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    private ImageVersions(Path source, FileFormat format, Path folder) {
        this.source = source;
        this.format = format;
        this.folder = folder;
    }

    /** Returns whether image versions can be created from a file format. */
    public static boolean supports(FileFormat format) {
        return switch (format) {
            case TIFF, PNG, JPEG, GIF, BMP, PDF -> true;
            default -> false;
        };
    }

    /**
     * Creates the image versions that browsers require, and a thumbnail. If browsers can show the image itself and it
     * is small enough, only the thumbnail is created.
     *
     * @param format file format detected from the content
     * @param folder folder for the created files
     * @throws UnreadableImageException if the image is damaged, too large, or not in a supported format
     */
    public static WebImages make(Path source, FileFormat format, Path folder)
            throws UnreadableImageException, IOException {
        return new ImageVersions(source, format, folder).make();
    }

    private WebImages make() throws UnreadableImageException, IOException {
        if (format == FileFormat.POSTSCRIPT) {
            throw new UnreadableImageException(
                    "Image versions cannot be created from EPS. Upload the figure as TIFF, PNG or PDF.");
        }
        if (!supports(format)) {
            throw new UnreadableImageException("Image versions cannot be created from " + format.mediaType() + ".");
        }
        if (format == FileFormat.PDF) {
            BufferedImage page = SourceImage.ofPdf(source);
            return new WebImages(source, page.getWidth(), page.getHeight(), versions(page, 1, false), notes);
        }
        try (SourceImage image = SourceImage.open(source, format)) {
            image.count()
                    .filter(count -> count > 1 && format == FileFormat.TIFF)
                    .ifPresent(count -> notes.add("The file has " + count + " images; only the first image is used."));
            boolean isShown =
                    switch (format) {
                        case PNG, GIF -> true;
                        case JPEG -> !image.hasPrintColors();
                        default -> false;
                    };
            BufferedImage pixels = image.read();
            double read = (double) pixels.getWidth() / image.width();
            Orientation orientation = Orientation.of(source, format);
            BufferedImage upright = orientation.upright(ScreenColors.of(pixels));
            return new WebImages(
                    source,
                    orientation.isRotatedByQuarter() ? image.height() : image.width(),
                    orientation.isRotatedByQuarter() ? image.width() : image.height(),
                    versions(upright, read, isShown),
                    notes);
        } catch (RuntimeException e) {
            throw new UnreadableImageException("The image is damaged and cannot be read.", e);
        }
    }

    /**
     * Creates the versions of a decoded image.
     *
     * @param read width of the decoded image as a fraction of the source's width
     * @param isShown whether browsers can show the source
     */
    private List<WebImage> versions(BufferedImage image, double read, boolean isShown) throws IOException {
        boolean isDrawing = format != FileFormat.JPEG && ScreenColors.hasAtMost(COLORS_OF_DRAWINGS, image);
        List<WebImage> versions = new ArrayList<>();
        int lastWidth = 0;
        BufferedImage last = image;
        for (WebImage.Size size : WebImage.Size.values()) {
            double factor = size.factor(image.getWidth(), image.getHeight());
            int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
            int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
            boolean isThumbnail = size == WebImage.Size.THUMBNAIL_320;
            boolean isNeedless = width == lastWidth || isShown && factor >= 1 && read >= 1;
            if (isThumbnail || !isNeedless) {
                last = ScreenColors.scaled(last, width, height);
                lastWidth = width;
                versions.add(write(last, size, isDrawing));
            }
        }
        return versions;
    }

    private WebImage write(BufferedImage image, WebImage.Size size, boolean isDrawing) throws IOException {
        ByteArrayOutputStream png = null;
        ByteArrayOutputStream jpeg = null;
        boolean hasAlpha = image.getColorModel().hasAlpha();
        if (hasAlpha || isDrawing) {
            png = encoded(image, "png");
        }
        if (!hasAlpha) {
            jpeg = encoded(image, "jpeg");
        }
        boolean isPng = jpeg == null || png != null && png.size() <= (long) jpeg.size() * MAX_PNG_FACTOR;
        FileFormat made = isPng ? FileFormat.PNG : FileFormat.JPEG;
        Path file = folder.resolve(
                size.name().toLowerCase(Locale.ROOT) + '.' + made.extension().orElseThrow());
        try (var out = Files.newOutputStream(file)) {
            (isPng ? png : jpeg).writeTo(out);
        }
        return new WebImage(size, file, made, image.getWidth(), image.getHeight());
    }

    /** Encodes an image version, which has at most a few megapixels, in memory. */
    private static ByteArrayOutputStream encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes;
    }
}
