import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Properties;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Adds metadata to the PDFs that {@code pdfs.mjs} has printed, and writes the PDFs to the resources of the sample journal.
 * The dates in a PDF are the publication date of the article, and not the time of the print.
 *
 * <pre>java -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*' PdfMetadata.java &lt;folder of pdfs.mjs&gt; &lt;folder of the resources&gt;</pre>
 */
class PdfMetadata {

    private static final String XMP = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:prism="http://prismstandard.org/namespaces/basic/3.0/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq>%2$s</rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>%3$s</rdf:li></rdf:Bag></dc:language>
            <dc:identifier>doi:%4$s</dc:identifier>
            <prism:doi>%4$s</prism:doi>
            <prism:publicationName>%5$s</prism:publicationName>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>""";

    public static void main(String[] folders) throws IOException {
        try (DirectoryStream<Path> printed = Files.newDirectoryStream(Path.of(folders[0]), "*.properties")) {
            for (Path each : printed) {
                String name = each.getFileName().toString().replace(".properties", "");
                Path target = Path.of(folders[1], name.replace('.', '/') + ".pdf");
                Files.createDirectories(target.getParent());
                write(each.resolveSibling(name + ".pdf"), read(each), target);
                System.out.println(target + " " + Files.size(target) + " bytes");
            }
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return properties;
    }

    private static void write(Path printed, Properties properties, Path target) throws IOException {
        String authors = properties.getProperty("authors");
        Calendar published = GregorianCalendar.from(
                LocalDate.parse(properties.getProperty("published")).atStartOfDay(ZoneOffset.UTC));
        try (PDDocument document = Loader.loadPDF(printed.toFile())) {
            PDDocumentInformation information = new PDDocumentInformation();
            information.setTitle(properties.getProperty("title"));
            information.setAuthor(authors);
            information.setKeywords(properties.getProperty("keywords"));
            information.setSubject(
                    properties.getProperty("journal") + ", https://doi.org/" + properties.getProperty("doi"));
            information.setProducer(document.getDocumentInformation().getProducer());
            information.setCreationDate(published);
            information.setModificationDate(published);
            document.setDocumentInformation(information);
            document.getDocumentCatalog().setLanguage(properties.getProperty("language"));
            document.getDocumentCatalog().setMetadata(new PDMetadata(document));
            StringBuilder creators = new StringBuilder();
            for (String author : authors.split("; ")) {
                creators.append("<rdf:li>").append(escaped(author)).append("</rdf:li>");
            }
            document.getDocumentCatalog()
                    .getMetadata()
                    .importXMPMetadata(XMP.formatted(
                                    escaped(properties.getProperty("title")),
                                    creators,
                                    properties.getProperty("language"),
                                    escaped(properties.getProperty("doi")),
                                    escaped(properties.getProperty("journal")))
                            .getBytes(StandardCharsets.UTF_8));
            PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
            preferences.setDisplayDocTitle(true);
            document.getDocumentCatalog().setViewerPreferences(preferences);
            document.setDocumentId(published.getTimeInMillis());
            Files.deleteIfExists(target);
            document.save(target.toFile());
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
