package org.offprint.formats.print;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.offprint.formats.print.TypstWriter.HeaderScope;
import org.offprint.kernel.text.HtmlEscaping;

/**
 * Completes the PDFs that Typst writes, so that the PDFs conform to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
 * Adds the metadata, the colour profile, the header cells of table bodies and the accessible names of ORCID links.
 */
final class AccessiblePdf {

    private static final String PRODUCER = "Offprint";
    private static final int MAX_TREE_DEPTH = 500;

    private AccessiblePdf() {}

    /**
     * Completes a PDF and writes the result to another file.
     *
     * @param typeset PDF that Typst has written
     * @param out file to write
     * @param tables header scopes of the cells of each table, in document order
     * @return number of pages
     */
    static int finish(Path typeset, Path out, PrintedArticle article, List<List<HeaderScope>> tables)
            throws IOException {
        try (PDDocument document = Loader.loadPDF(typeset.toFile())) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            catalog.setLanguage(article.language());
            PDMarkInfo mark = catalog.getMarkInfo() == null ? new PDMarkInfo() : catalog.getMarkInfo();
            mark.setMarked(true);
            mark.getCOSObject().removeItem(COSName.getPDFName("Suspects"));
            catalog.setMarkInfo(mark);
            PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
            preferences.setDisplayDocTitle(true);
            catalog.setViewerPreferences(preferences);
            for (PDPage page : document.getPages()) {
                page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
                nameOrcidLinks(page, article);
            }
            markHeaders(document, tables);
            describe(document, article);
            addOutputIntent(document);
            // Without fixed identifiers, two runs would write different bytes (ISO 32000-1, section 14.4).
            COSString id = new COSString((article.landingPage() + article.date()).getBytes(StandardCharsets.UTF_8));
            COSArray ids = new COSArray();
            ids.add(id);
            ids.add(id);
            document.getDocument().getTrailer().setItem(COSName.ID, ids);
            document.setDocumentId(article.date().toEpochMilli());
            try (OutputStream file = Files.newOutputStream(out)) {
                document.save(file);
            }
            return document.getNumberOfPages();
        }
    }

    /**
     * Marks the header cells of table bodies, because Typst marks only the cells of table heads. Skips all tables if
     * the PDF contains a different number of tables than the scopes, and skips each table with a different number of
     * cells.
     */
    private static void markHeaders(PDDocument document, List<List<HeaderScope>> scopes) {
        if (document.getDocumentCatalog().getStructureTreeRoot() == null) {
            return;
        }
        List<COSDictionary> tables = new ArrayList<>();
        collect(document.getDocumentCatalog().getStructureTreeRoot().getCOSObject(), List.of("Table"), tables, 0);
        for (int i = 0; tables.size() == scopes.size() && i < tables.size(); i++) {
            List<COSDictionary> cells = new ArrayList<>();
            children(tables.get(i)).forEach(child -> collect(child, List.of("TD", "TH"), cells, 0));
            for (int k = 0; cells.size() == scopes.get(i).size() && k < cells.size(); k++) {
                if (scopes.get(i).get(k) != HeaderScope.NONE) {
                    markHeader(cells.get(k), scopes.get(i).get(k) == HeaderScope.ROW ? "Row" : "Column");
                }
            }
        }
    }

    private static void markHeader(COSDictionary cell, String scope) {
        COSDictionary attribute = new COSDictionary();
        attribute.setName(COSName.O, "Table");
        attribute.setName(COSName.getPDFName("Scope"), scope);
        COSArray attributes = new COSArray();
        COSBase before = cell.getDictionaryObject(COSName.A);
        if (before instanceof COSArray several) {
            attributes.addAll(several);
        } else if (before != null) {
            attributes.add(before);
        }
        attributes.add(attribute);
        cell.setItem(COSName.A, attributes);
        cell.setName(COSName.S, "TH");
    }

    /** Collects structure elements of the given types in document order. Cells of nested tables are excluded. */
    private static void collect(COSDictionary element, List<String> types, List<COSDictionary> found, int depth) {
        boolean isFound = types.contains(String.valueOf(element.getNameAsString(COSName.S)));
        if (isFound) {
            found.add(element);
        }
        boolean isCell = isFound && !types.contains("Table");
        if (!isCell && depth < MAX_TREE_DEPTH) {
            children(element).forEach(child -> collect(child, types, found, depth + 1));
        }
    }

    private static List<COSDictionary> children(COSDictionary element) {
        COSBase kids = element.getDictionaryObject(COSName.K);
        List<COSDictionary> children = new ArrayList<>();
        if (kids instanceof COSDictionary only) {
            children.add(only);
        } else if (kids instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                if (several.getObject(i) instanceof COSDictionary child) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    /** Sets accessible names for the links to ORCID iDs, because the visible text of these links is only "iD". */
    private static void nameOrcidLinks(PDPage page, PrintedArticle article) throws IOException {
        for (PDAnnotation annotation : page.getAnnotations()) {
            if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI action) {
                article.authors().stream()
                        .filter(author -> author.orcid() != null && author.orcidLabel() != null)
                        .filter(author -> author.orcid().equals(action.getURI()))
                        .forEach(author -> link.setContents(author.orcidLabel()));
            }
        }
    }

    private static void describe(PDDocument document, PrintedArticle article) throws IOException {
        Calendar date = GregorianCalendar.from(article.date().atZone(ZoneOffset.UTC));
        date.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        String authors =
                article.authors().stream().map(PrintedArticle.Author::name).collect(Collectors.joining("; "));
        document.getDocumentInformation().setTitle(article.title());
        document.getDocumentInformation().setAuthor(authors);
        document.getDocumentInformation().setCreator(PRODUCER);
        document.getDocumentInformation().setProducer(PRODUCER);
        document.getDocumentInformation().setCreationDate(date);
        document.getDocumentInformation().setModificationDate(date);
        document.getDocumentInformation().setKeywords(null);
        PDMetadata metadata =
                new PDMetadata(document, new ByteArrayInputStream(xmp(article).getBytes(StandardCharsets.UTF_8)));
        document.getDocumentCatalog().setMetadata(metadata);
    }

    private static String xmp(PrintedArticle article) {
        String time = article.date()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        StringBuilder xmp = new StringBuilder("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                + " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
                + " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                + " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
                + " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\""
                + " xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\n");
        element(xmp, "dc:format", "application/pdf");
        xmp.append("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">")
                .append(escaped(article.title()))
                .append("</rdf:li></rdf:Alt></dc:title>\n");
        if (!article.authors().isEmpty()) {
            xmp.append("<dc:creator><rdf:Seq>");
            article.authors().forEach(author -> xmp.append("<rdf:li>")
                    .append(escaped(author.name()))
                    .append("</rdf:li>"));
            xmp.append("</rdf:Seq></dc:creator>\n");
        }
        xmp.append("<dc:language><rdf:Bag><rdf:li>")
                .append(escaped(article.language()))
                .append("</rdf:li></rdf:Bag></dc:language>\n");
        element(xmp, "dc:identifier", article.doi() == null ? article.landingPage() : "doi:" + article.doi());
        if (article.license() != null && article.license().url() != null) {
            element(xmp, "xmpRights:WebStatement", article.license().url());
        }
        element(xmp, "xmp:CreateDate", time);
        element(xmp, "xmp:ModifyDate", time);
        element(xmp, "xmp:CreatorTool", PRODUCER);
        element(xmp, "pdf:Producer", PRODUCER);
        element(xmp, "pdfaid:part", "2");
        element(xmp, "pdfaid:conformance", "A");
        element(xmp, "pdfuaid:part", "1");
        xmp.append("<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
                + "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
                + "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
                + "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
                + "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
                + "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
                + "<pdfaProperty:category>internal</pdfaProperty:category>"
                + "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>"
                + "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n");
        return xmp.append("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
                .toString();
    }

    private static void element(StringBuilder xmp, String name, String value) {
        xmp.append('<')
                .append(name)
                .append('>')
                .append(escaped(value))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String escaped(String text) {
        return HtmlEscaping.escape(text);
    }

    private static void addOutputIntent(PDDocument document) throws IOException {
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.getCOSObject().removeItem(COSName.OUTPUT_INTENTS);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        catalog.addOutputIntent(intent);
    }
}
