package org.offprint.formats.print;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;

/**
 * Prints the full texts of JATS files, and their translations, with a generated image for each figure: {@code
 * PrintFullTexts <directory of the typesetting program> <folder for PDFs> <folders of JATS files>}. Fails if an article
 * cannot be printed.
 */
final class PrintFullTexts {

    private static final PrintWords WORDS =
            new PrintWords("en", "ltr", "Cite as", "Keywords", "Logo", "Videos are on the article page.", "Image", "Formula");

    private PrintFullTexts() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<Path> files = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            try (Stream<Path> found = Files.walk(Path.of(arguments[i]))) {
                found.filter(file -> file.toString().matches(".*\\.(xml|jats)")).sorted().forEach(files::add);
            }
        }
        ArticlePrinter printer = new ArticlePrinter(TypstEngine.of(Path.of(arguments[0]), List.of()));
        byte[] picture = picture();
        PrintImages images = source -> new PrintImages.Image("image/png", () -> new ByteArrayInputStream(picture));
        List<Long> milliseconds = new ArrayList<>();
        int pages = 0;
        int failed = 0;
        for (Path file : files) {
            SourceArticle source = SourceArticle.read(Files.newInputStream(file));
            List<FullText> texts = new ArrayList<>();
            texts.add(FullText.of(source, PrintFullTexts::asset));
            source.translations()
                    .forEach(each -> texts.add(FullText.ofTranslation(source, each, PrintFullTexts::asset)));
            for (int i = 0; i < texts.size(); i++) {
                Path pdf = folder.resolve(file.getFileName() + (i == 0 ? "" : "." + i) + ".pdf");
                long start = System.nanoTime();
                try {
                    pages += printer.print(article(texts.get(i)), PrintTheme.DEFAULT, images, pdf).pages();
                    milliseconds.add((System.nanoTime() - start) / 1_000_000);
                } catch (UnprintableException e) {
                    failed++;
                    System.out.println(file.getFileName() + ": " + e.getMessage());
                }
            }
        }
        System.out.println(
                milliseconds.size() + " articles printed on " + pages + " pages, " + failed + " not printed");
        if (milliseconds.isEmpty() || failed > 0) {
            System.exit(1);
        }
        milliseconds.sort(null);
        System.out.println("Milliseconds per article: median " + milliseconds.get(milliseconds.size() / 2) + ", p90 "
                + milliseconds.get(milliseconds.size() * 9 / 10));
    }

    private static PrintedArticle article(FullText text) {
        String language = text.language() == null ? "en" : text.language();
        return new PrintedArticle(
                language,
                "ltr",
                "Full text",
                "Full text",
                null,
                "Research article",
                new PrintedArticle.Journal("Journal", "1234-5679", "2025 · 1"),
                List.of(new PrintedArticle.Author("Author", List.of(), null, null)),
                List.of(),
                List.of(new PrintedArticle.Abstract(
                        language, "ltr", "Abstract", "en", null, "<p>An abstract.</p>", List.of())),
                List.of(),
                List.of(),
                null,
                "10.5555/article",
                "https://example.org/articles/article",
                null,
                List.of(),
                null,
                "Author",
                null,
                Instant.parse("2025-01-01T00:00:00Z"),
                text.html(),
                WORDS);
    }

    private static Optional<Asset> asset(String href) {
        return Optional.of(new Asset("/files/" + Integer.toHexString(href.hashCode()), "image/png", 800, 600, 12_345L, null));
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, 800, 600);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
