package org.offprint.platform.files.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.platform.files.types.FileFormat;

/** Tests the conversion of figures to RGB web versions. Images that would exhaust the memory must be rejected early. */
class ImageVersionsTest {

    private static final Path PACKAGE = Path.of("../shared/data/packages/package_with_subdir.zip");

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("source"), bytes);
    }

    private Path file(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("source");
        assertTrue(ImageIO.write(image, format, file.toFile()), format);
        return file;
    }

    private WebImages make(Path file, FileFormat format) throws IOException, UnreadableImageException {
        return ImageVersions.make(file, format, folder);
    }

    private String refusal(byte[] bytes, FileFormat format) throws IOException {
        Path file = file(bytes);
        long start = System.nanoTime();
        UnreadableImageException refused =
                assertThrows(UnreadableImageException.class, () -> ImageVersions.make(file, format, folder));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5, "the rejection took too long");
        return refused.getMessage();
    }

    private static BufferedImage photograph(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random chance = new Random(5);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = (int) (127 + 100 * Math.sin(x / 40.0) * Math.cos(y / 70.0)) + chance.nextInt(28);
                image.setRGB(x, y, 0xff000000 | level << 16 | (level + x) % 256 << 8 | (level + y) % 256);
            }
        }
        return image;
    }

    private static BufferedImage drawing(int width, int height, int type, Color background) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(background);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLUE);
        for (int i = 0; i < 20; i++) {
            graphics.drawLine(0, i * height / 20, width, height - i * height / 20);
        }
        graphics.dispose();
        return image;
    }

    private static BufferedImage read(WebImage version) throws IOException {
        BufferedImage image = ImageIO.read(version.file().toFile());
        assertEquals(version.width(), image.getWidth());
        assertEquals(version.height(), image.getHeight());
        return image;
    }

    private static void assertColor(int red, int green, int blue, WebImage version, int tolerance) throws IOException {
        BufferedImage image = read(version);
        Color color = new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
        String found = color.getRed() + " " + color.getGreen() + " " + color.getBlue();
        assertTrue(
                Math.abs(color.getRed() - red) <= tolerance
                        && Math.abs(color.getGreen() - green) <= tolerance
                        && Math.abs(color.getBlue() - blue) <= tolerance,
                found + " is not " + red + " " + green + " " + blue);
    }

    private static List<WebImage.Size> sizes(WebImages made) {
        return made.versions().stream().map(WebImage::size).toList();
    }

    @Test
    void a_large_photograph_is_converted_to_three_jpeg_sizes() throws Exception {
        WebImages made = make(file(photograph(2_400, 1_200, BufferedImage.TYPE_3BYTE_BGR), "png"), FileFormat.PNG);
        assertEquals(2_400, made.width());
        assertEquals(1_200, made.height());
        assertEquals(List.of(WebImage.Size.values()), sizes(made));
        assertEquals(
                List.of(1_600, 800, 320),
                made.versions().stream().map(WebImage::width).toList());
        assertEquals(
                List.of(800, 400, 160),
                made.versions().stream().map(WebImage::height).toList());
        for (WebImage version : made.versions()) {
            assertEquals(FileFormat.JPEG, version.format());
            read(version);
        }
    }

    @Test
    void a_line_drawing_is_converted_to_lossless_png_versions() throws Exception {
        WebImages made =
                make(file(drawing(2_000, 1_000, BufferedImage.TYPE_INT_RGB, Color.WHITE), "tiff"), FileFormat.TIFF);
        assertEquals(List.of(WebImage.Size.values()), sizes(made));
        assertEquals(FileFormat.PNG, made.versions().get(0).format());
        assertEquals(FileFormat.PNG, made.versions().get(1).format());
    }

    @Test
    void an_image_that_browsers_can_display_is_converted_only_to_smaller_sizes() throws Exception {
        Path small = file(photograph(700, 500, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
        assertEquals(List.of(WebImage.Size.THUMBNAIL_320), sizes(make(small, FileFormat.JPEG)));
        Path middle = file(photograph(1_000, 500, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
        assertEquals(List.of(WebImage.Size.WEB_800, WebImage.Size.THUMBNAIL_320), sizes(make(middle, FileFormat.JPEG)));
        Path print = file(photograph(700, 500, BufferedImage.TYPE_3BYTE_BGR), "tiff");
        assertEquals(List.of(WebImage.Size.WEB_1600, WebImage.Size.THUMBNAIL_320), sizes(make(print, FileFormat.TIFF)));
        Path icon = file(drawing(16, 16, BufferedImage.TYPE_INT_RGB, Color.RED), "gif");
        WebImages made = make(icon, FileFormat.GIF);
        assertEquals(16, made.versions().get(0).width());
    }

    @Test
    void web_versions_preserve_the_transparency_of_an_image() throws Exception {
        BufferedImage glass = drawing(1_700, 300, BufferedImage.TYPE_INT_ARGB, new Color(255, 0, 0, 100));
        WebImages made = make(file(glass, "png"), FileFormat.PNG);
        assertEquals(FileFormat.PNG, made.versions().get(0).format());
        int alpha = read(made.versions().get(0)).getRGB(5, 150) >>> 24;
        assertTrue(alpha > 90 && alpha < 110, "alpha " + alpha);
        BufferedImage opaque = photograph(1_700, 300, BufferedImage.TYPE_INT_ARGB);
        assertEquals(
                FileFormat.JPEG,
                make(file(opaque, "png"), FileFormat.PNG).versions().get(0).format());
    }

    @Test
    void cmyk_images_are_converted_to_rgb() throws Exception {
        Path cyan = file(RawTiff.of(List.of(new RawTiff.Page(100, 100, RawTiff.CMYK, 8, 255, 0, 0, 0))));
        BufferedImage shown = read(make(cyan, FileFormat.TIFF).versions().get(0));
        Color color = new Color(shown.getRGB(50, 50));
        assertTrue(color.getRed() < 100 && color.getGreen() > 120 && color.getBlue() > 180, color.toString());
        Path white = file(RawTiff.of(List.of(new RawTiff.Page(100, 100, RawTiff.CMYK, 8, 0, 0, 0, 0))));
        assertColor(255, 255, 255, make(white, FileFormat.TIFF).versions().get(0), 3);
    }

    @Test
    void a_small_cmyk_jpeg_is_converted_to_rgb() throws Exception {
        WritableRaster raster = Raster.createInterleavedRaster(0, 200, 100, 4, null);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 200; x++) {
                raster.setPixel(x, y, new int[] {255, 0, 255, 255});
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        }
        // Adobe marker segment that declares four inverted CMYK channels.
        byte[] mark = {-1, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        byte[] plain = bytes.toByteArray();
        byte[] marked = ByteBuffer.allocate(plain.length + mark.length)
                .put(plain, 0, 2)
                .put(mark)
                .put(plain, 2, plain.length - 2)
                .array();
        WebImages made = make(file(marked), FileFormat.JPEG);
        assertEquals(List.of(WebImage.Size.WEB_1600, WebImage.Size.THUMBNAIL_320), sizes(made));
        BufferedImage shown = read(made.versions().get(0));
        Color color = new Color(shown.getRGB(100, 50));
        assertTrue(color.getRed() > 180 && color.getGreen() < 100, "not magenta: " + color);
    }

    @Test
    void images_with_16_bit_samples_are_converted_without_changes_in_brightness() throws Exception {
        Path gray = file(RawTiff.of(List.of(new RawTiff.Page(60, 60, RawTiff.GRAY, 16, 0x4000))));
        assertColor(0x40, 0x40, 0x40, make(gray, FileFormat.TIFF).versions().get(0), 2);
        Path color = file(RawTiff.of(List.of(new RawTiff.Page(60, 60, RawTiff.RGB, 16, 0xffff, 0x8000, 0))));
        assertColor(255, 128, 0, make(color, FileFormat.TIFF).versions().get(0), 3);
        Path eight = file(RawTiff.of(List.of(new RawTiff.Page(60, 60, RawTiff.GRAY, 8, 0x40))));
        assertColor(0x40, 0x40, 0x40, make(eight, FileFormat.TIFF).versions().get(0), 2);
    }

    @Test
    void only_the_first_image_of_a_file_is_converted_and_a_note_is_added() throws Exception {
        Path pages = file(RawTiff.of(List.of(
                new RawTiff.Page(50, 40, RawTiff.RGB, 8, 200, 0, 0),
                new RawTiff.Page(70, 60, RawTiff.RGB, 8, 0, 200, 0))));
        WebImages made = make(pages, FileFormat.TIFF);
        assertEquals(50, made.width());
        assertColor(200, 0, 0, made.versions().get(0), 3);
        assertEquals(List.of("The file has 2 images; only the first image is used."), made.notes());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 200, 100, 0, 0",
        "2, 200, 100, 1, 0",
        "3, 200, 100, 1, 1",
        "4, 200, 100, 0, 1",
        "5, 100, 200, 0, 0",
        "6, 100, 200, 1, 0",
        "7, 100, 200, 1, 1",
        "8, 100, 200, 0, 1"
    })
    void a_photograph_is_rotated_according_to_its_exif_orientation(
            int tag, int width, int height, int right, int bottom) throws Exception {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 48, 48);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        byte[] plain = out.toByteArray();
        byte[] exif = {
            -1,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) tag,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] marked = ByteBuffer.allocate(plain.length + exif.length)
                .put(plain, 0, 2)
                .put(exif)
                .put(plain, 2, plain.length - 2)
                .array();
        WebImages made = make(file(marked), FileFormat.JPEG);
        assertEquals(width, made.width());
        assertEquals(height, made.height());
        BufferedImage shown = read(made.versions().get(0));
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 2; y++) {
                Color corner = new Color(shown.getRGB(x == 0 ? 10 : width - 10, y == 0 ? 10 : height - 10));
                assertEquals(x == right && y == bottom, corner.getRed() > 128, "corner " + x + " " + y);
            }
        }
    }

    @Test
    void a_tall_figure_is_reduced_only_to_a_legible_width() throws Exception {
        WebImages made =
                make(file(drawing(1_000, 5_000, BufferedImage.TYPE_INT_RGB, Color.WHITE), "png"), FileFormat.PNG);
        assertEquals(640, made.versions().get(0).width());
        assertEquals(3_200, made.versions().get(0).height());
        WebImage thumbnail = made.versions().get(made.versions().size() - 1);
        assertEquals(320, thumbnail.height());
    }

    @Test
    void an_image_of_more_than_25_megapixels_is_subsampled_while_decoding() throws Exception {
        WebImages made =
                make(file(drawing(9_000, 4_000, BufferedImage.TYPE_BYTE_BINARY, Color.WHITE), "png"), FileFormat.PNG);
        assertEquals(9_000, made.width());
        assertEquals(4_000, made.height());
        assertEquals(1_600, made.versions().get(0).width());
        assertEquals(711, made.versions().get(0).height());
    }

    @Test
    void the_first_page_of_a_pdf_figure_is_rendered() throws Exception {
        Path file = folder.resolve("source");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(720, 360));
            document.addPage(page);
            document.addPage(new PDPage());
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setNonStrokingColor(Color.GREEN);
                content.addRect(0, 0, 720, 360);
                content.fill();
            }
            document.save(file.toFile());
        }
        WebImages made = make(file, FileFormat.PDF);
        assertEquals(1_500, made.width());
        assertEquals(750, made.height());
        assertColor(0, 255, 0, made.versions().get(0), 4);
        assertEquals(List.of(WebImage.Size.values()), sizes(made));
    }

    @Test
    void a_very_large_pdf_page_is_rendered_at_a_lower_resolution() throws Exception {
        Path file = folder.resolve("source");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(14_400, 14_400)));
            document.save(file.toFile());
        }
        WebImages made = make(file, FileFormat.PDF);
        assertTrue((long) made.width() * made.height() <= 25_100_000, made.width() + " wide");
    }

    @Test
    void eps_files_and_files_that_are_not_images_are_rejected_with_a_message() throws IOException {
        assertTrue(refusal("%!PS".getBytes(StandardCharsets.US_ASCII), FileFormat.POSTSCRIPT)
                .contains("created from EPS"));
        assertTrue(refusal("<svg/>".getBytes(StandardCharsets.US_ASCII), FileFormat.SVG)
                .contains("image/svg+xml"));
        for (FileFormat format : FileFormat.values()) {
            if (ImageVersions.supports(format)) {
                assertTrue(refusal(new byte[] {1, 2, 3}, format).contains("damaged"), format.name());
            }
        }
    }

    /** Returns an all-black PNG image of this size. The file has only a few kilobytes. */
    private static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 1)
                        .array());
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[1 << 20]);
        deflater.finish();
        byte[] packed = new byte[1 << 14];
        int length = deflater.deflate(packed);
        deflater.end();
        chunk(out, "IDAT", Arrays.copyOf(packed, length));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] body = ByteBuffer.allocate(4 + content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    @Test
    void image_decompression_bombs_are_rejected_before_pixels_are_decoded() throws IOException {
        assertTrue(refusal(png(50_000, 50_000), FileFormat.PNG).contains("50000 × 50000 pixels"));
        byte[] tiff =
                RawTiff.of(List.of(new RawTiff.Page(1_000_000, 1_000_000, RawTiff.RGB, 8, List.of(0, 0, 0), false)));
        assertTrue(refusal(tiff, FileFormat.TIFF).contains("1000000 × 1000000 pixels"));
        byte[] gif = {
            'G', 'I', 'F', '8', '9', 'a', -1, -1, -1, -1, 0, 0, 0, 0x2c, 0, 0, 0, 0, -1, -1, -1, -1, 0, 2, 0, 0x3b
        };
        assertTrue(refusal(gif, FileFormat.GIF).contains("65535 × 65535 pixels"));
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR), "jpeg", small);
        byte[] jpeg = small.toByteArray();
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xf0);
            }
        }
        assertTrue(refusal(jpeg, FileFormat.JPEG).contains("61680 × 61680 pixels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "tiff", "bmp"})
    void a_damaged_image_is_either_converted_or_rejected_with_a_message(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawing(200, 100, BufferedImage.TYPE_3BYTE_BGR, Color.WHITE), name, out);
        byte[] whole = out.toByteArray();
        Random chance = new Random(9);
        FileFormat format = FileFormat.valueOf(name.toUpperCase(Locale.ROOT));
        for (int i = 0; i < 40; i++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + chance.nextInt(whole.length));
            for (int hit = 0; hit < 3; hit++) {
                damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt(256);
            }
            try {
                make(file(damaged), format);
            } catch (UnreadableImageException e) {
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
            }
        }
    }

    @Test
    void real_figures_of_twenty_megabytes_are_converted_to_all_web_sizes() throws Exception {
        assumeTrue(Files.exists(PACKAGE), "The packages of real articles do not exist");
        int figures = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(PACKAGE))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".tif")) {
                    Path file = folder.resolve("source");
                    Files.write(file, zip.readAllBytes());
                    WebImages made = make(file, FileFormat.TIFF);
                    assertEquals(List.of(WebImage.Size.values()), sizes(made), entry.getName());
                    for (WebImage version : made.versions()) {
                        read(version);
                        assertTrue(Files.size(version.file()) < 400_000, version.toString());
                    }
                    figures++;
                }
            }
        }
        assertEquals(3, figures);
    }
}
