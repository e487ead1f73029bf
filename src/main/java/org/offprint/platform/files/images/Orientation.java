package org.offprint.platform.files.images;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.offprint.platform.files.types.FileFormat;

/**
 * Orientation of an image according to the TIFF and Exif tag of its file. Tag value 1 means normal, 3 means rotated by
 * 180 degrees, and 6 and 8 mean rotated by 90 degrees. All other tag values indicate a mirrored image. Browsers rotate
 * photographs according to the tag.
 */
record Orientation(int tag) {

    private static final Orientation USUAL = new Orientation(1);
    private static final int LAST = 8;
    private static final int FIRST_ON_ITS_SIDE = 5;

    /** Reads the orientation tag of an image file. Returns the normal orientation if the tag cannot be read. */
    static Orientation of(Path file, FileFormat format) {
        if (format != FileFormat.JPEG && format != FileFormat.TIFF) {
            return USUAL;
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (format == FileFormat.TIFF) {
                return read(in);
            }
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            if (segments.isEmpty()) {
                return USUAL;
            }
            try (var data = segments.get(0).data()) {
                // Two zero bytes follow the name "Exif". The first zero byte was already read as the end of the name.
                data.skipNBytes(1);
                return read(new MemoryCacheImageInputStream(data));
            }
        } catch (IOException | RuntimeException e) {
            return USUAL;
        }
    }

    private static Orientation read(ImageInputStream in) throws IOException {
        Entry entry = new TIFFReader().read(in).getEntryById(TIFF.TAG_ORIENTATION);
        return entry != null && entry.getValue() instanceof Number tag && tag.intValue() >= 1 && tag.intValue() <= LAST
                ? new Orientation(tag.intValue())
                : USUAL;
    }

    /** Returns whether the orientation swaps the width and height of the image. */
    boolean isRotatedByQuarter() {
        return tag >= FIRST_ON_ITS_SIDE;
    }

    /** Returns the image in its normal orientation. The image must store its pixels as integers. */
    BufferedImage upright(BufferedImage image) {
        if (tag == USUAL.tag) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        int shown = isRotatedByQuarter() ? height : width;
        BufferedImage upright = new BufferedImage(shown, isRotatedByQuarter() ? width : height, image.getType());
        int[] from = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int[] to = ((DataBufferInt) upright.getRaster().getDataBuffer()).getData();
        for (int at = 0; at < to.length; at++) {
            int x = at % shown;
            int y = at / shown;
            to[at] = from[
                    switch (tag) {
                        case 2 -> y * width + width - 1 - x;
                        case 3 -> (height - 1 - y) * width + width - 1 - x;
                        case 4 -> (height - 1 - y) * width + x;
                        case 5 -> x * width + y;
                        case 6 -> (height - 1 - x) * width + y;
                        case 7 -> (height - 1 - x) * width + width - 1 - y;
                        default -> x * width + width - 1 - y;
                    }];
        }
        return upright;
    }
}
