package org.offprint.platform.files.images;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.offprint.platform.files.types.FileFormat;

/** Uploaded image whose size is read before any pixels are decoded. */
final class SourceImage implements AutoCloseable {

    /** Maximum number of pixels of an uploaded image, above which it is rejected. */
    static final long MAX_PIXELS = 100_000_000;

    /** Maximum number of pixels to decode. For a larger image, only every nth pixel of every nth line is decoded. */
    private static final long MAX_DECODED_PIXELS = 25_000_000;

    private final ImageReader reader;
    private final ImageInputStream input;
    private final int width;
    private final int height;

    private SourceImage(ImageReader reader, ImageInputStream input) throws IOException, UnreadableImageException {
        this.reader = reader;
        this.input = input;
        width = reader.getWidth(0);
        height = reader.getHeight(0);
        if (width <= 0 || height <= 0) {
            throw new UnreadableImageException("The image has no pixels.");
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new UnreadableImageException("The image has " + width + " × " + height + " pixels; the limit is "
                    + MAX_PIXELS / 1_000_000 + " million pixels. Upload a smaller image.");
        }
    }

    /** Opens an image file and reads the size of the image. */
    static SourceImage open(Path file, FileFormat format) throws UnreadableImageException {
        ImageInputStream input = null;
        ImageReader reader = null;
        try {
            input = ImageIO.createImageInputStream(file.toFile());
            reader = reader(format, input);
            // Image metadata is ignored, because it is not needed and may contain compressed text that expands greatly.
            reader.setInput(input, false, true);
            return new SourceImage(reader, input);
        } catch (IOException | RuntimeException e) {
            close(reader, input);
            throw new UnreadableImageException("The image is damaged and cannot be read.", e);
        } catch (UnreadableImageException e) {
            close(reader, input);
            throw e;
        }
    }

    private static ImageReader reader(FileFormat format, ImageInputStream input)
            throws IOException, UnreadableImageException {
        if (format == FileFormat.TIFF) {
            TIFFImageReaderSpi plain = new TIFFImageReaderSpi();
            return plain.canDecodeInput(input)
                    ? plain.createReaderInstance(null)
                    : new BigTIFFImageReaderSpi().createReaderInstance(null);
        }
        if (format == FileFormat.JPEG) {
            Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg");
            while (all.hasNext()) {
                ImageReader each = all.next();
                if (each.getOriginatingProvider() instanceof JPEGImageReaderSpi) {
                    return each;
                }
            }
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new UnreadableImageException("Image versions cannot be created from " + format.mediaType() + ".");
        }
        return readers.next();
    }

    /** Returns the first page of a PDF as an image. */
    static BufferedImage ofPdf(Path file) throws UnreadableImageException {
        try (PdfFile pdf = PdfFile.open(file)) {
            return pdf.firstPage();
        } catch (UnreadablePdfException e) {
            throw new UnreadableImageException(e.getMessage(), e);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the number of images in the file, or empty if counting them would require reading the whole file. */
    Optional<Integer> count() {
        try {
            int count = reader.getNumImages(false);
            return count < 0 ? Optional.empty() : Optional.of(count);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the image has print colors (CMYK), which browsers may not show. */
    boolean hasPrintColors() {
        try {
            ImageTypeSpecifier raw = reader.getRawImageType(0);
            return raw == null || raw.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK;
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    /** Decodes the pixels of the image, or only a fraction of them if the image is very large. */
    BufferedImage read() throws UnreadableImageException {
        ImageReadParam parameters = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) width * height / MAX_DECODED_PIXELS));
        if (step > 1) {
            parameters.setSourceSubsampling(step, step, 0, 0);
        }
        try {
            return reader.read(0, parameters);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImageException("The image is damaged and cannot be read.", e);
        }
    }

    @Override
    public void close() {
        close(reader, input);
    }

    private static void close(ImageReader reader, ImageInputStream input) {
        if (reader != null) {
            reader.dispose();
        }
        try {
            if (input != null) {
                input.close();
            }
        } catch (IOException e) {
            // The image file was opened only for reading, so no data is lost if it cannot be closed.
        }
    }
}
