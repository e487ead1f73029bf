package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.catalog.CatalogResolver;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Assumptions;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Validates documents against XML schemas in a folder next to the project. Tests that need a schema are skipped if the
 * folder does not exist.
 */
public final class FormatSchemas {

    /** Paths of the schemas, keyed by format name. */
    public static final Map<String, String> OF_FORMATS = Map.of(
            "jats", "jats-1.3-xsd/JATS-journalpublishing1-3-mathml3.xsd",
            "crossref", "crossref-5.4.0/crossref5.4.0.xsd",
            "doaj-xml", "doaj/doajArticles.xsd",
            "datacite", "datacite/kernel-4.6/metadata.xsd",
            "marcxml", "oai/all.xsd",
            "oai_dc", "oai/all.xsd");

    private static final Path FOLDER = Path.of("..", "shared", "schemas");
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private FormatSchemas() {}

    /** Asserts that the document is valid. The schema path is relative to the schema folder. */
    public static void assertValid(String schema, String document) throws Exception {
        Validator validator = READ.computeIfAbsent(schema, FormatSchemas::read).newValidator();
        List<String> wrong = new ArrayList<>();
        validator.setErrorHandler(collecting(wrong));
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        validator.validate(new SAXSource(reader, new InputSource(new StringReader(document))));
        assertEquals(List.of(), wrong);
    }

    /**
     * Asserts that a JATS document is valid against the schema that it declares: the XML schema of Journal Publishing,
     * or the DTD with OASIS tables.
     */
    public static void assertValidAsDeclared(String document) throws Exception {
        if (!document.contains("Journal Publishing DTD with OASIS Tables with MathML3 v1.3")) {
            assertTrue(document.contains("Journal Publishing DTD with MathML3 v1.3"), document);
            assertValid(OF_FORMATS.get("jats"), document);
            return;
        }
        List<String> wrong = new ArrayList<>();
        CatalogResolver catalog = catalog();
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setValidating(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setErrorHandler(collecting(wrong));
        // The catalog contains only complete document types. The modules of a document type are files in the same
        // folder.
        reader.setEntityResolver(
                (publicId, systemId) -> publicId != null && publicId.contains("OASIS Tables with MathML3 v1.3")
                        ? catalog.resolveEntity(publicId, systemId)
                        : null);
        reader.parse(new InputSource(new StringReader(document)));
        assertEquals(List.of(), wrong);
    }

    /** Validates a document against the PubMed DTD and returns the errors. */
    public static List<String> errorsOfPubMed(String document) throws Exception {
        String dtd = Files.readString(folder().resolve("pubmed/PubMed.dtd"));
        List<String> wrong = new ArrayList<>();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setValidating(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(collecting(wrong));
        // The entity sets of the PubMed DTD are not needed, so they are not loaded.
        builder.setEntityResolver(
                (publicId, systemId) -> new InputSource(new StringReader(systemId.endsWith("PubMed.dtd") ? dtd : "")));
        builder.parse(new InputSource(new StringReader(document)));
        return wrong;
    }

    /** Returns whether the schema folder exists. Used by tests that also have assertions without a schema. */
    public static boolean arePresent() {
        return Files.exists(FOLDER);
    }

    /** Returns the schema folder. Skips the test if the folder does not exist. */
    public static Path folder() {
        Assumptions.assumeTrue(Files.exists(FOLDER), FOLDER + " does not exist, so documents are not validated");
        return FOLDER;
    }

    private static Schema read(String schema) {
        File file = folder().resolve(schema).toFile();
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            CatalogResolver resolver = catalog();
            factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                    systemId == null ? null : resolver.resolveResource(type, namespace, publicId, systemId, base));
            return factory.newSchema(file);
        } catch (Exception e) {
            throw new AssertionError("The schema " + schema + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static CatalogResolver catalog() {
        return CatalogManager.catalogResolver(
                CatalogFeatures.builder()
                        .with(CatalogFeatures.Feature.RESOLVE, "continue")
                        .build(),
                folder().resolve("catalog.xml").toAbsolutePath().normalize().toUri());
    }

    private static ErrorHandler collecting(List<String> wrong) {
        return new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) {
                wrong.add(e.getLineNumber() + ": " + e.getMessage());
            }

            @Override
            public void error(SAXParseException e) {
                warning(e);
            }

            @Override
            public void fatalError(SAXParseException e) {
                warning(e);
            }
        };
    }
}
