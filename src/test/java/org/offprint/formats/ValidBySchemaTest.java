package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Validates the output of each format against its schema. The schemas are not part of this project, and the tests are
 * skipped if they are missing.
 */
class ValidBySchemaTest {

    private static final Path SCHEMAS = Path.of("..", "shared", "schemas");

    private static final Map<String, String> XSD = Map.of(
            "crossref", "crossref-5.4.0/crossref5.4.0.xsd",
            "doaj-xml", "doaj/doajArticles.xsd",
            "datacite", "datacite/kernel-4.6/metadata.xsd",
            "marcxml", "oai/all.xsd",
            "oai_dc", "oai/all.xsd");

    @BeforeAll
    static void require_schemas() {
        assumeTrue(Files.isDirectory(SCHEMAS), "skipped: no schemas at ../shared/schemas");
    }

    @TestFactory
    Stream<DynamicTest> every_test_record_is_valid_in_every_xml_format() {
        return XSD.entrySet().stream().flatMap(entry -> {
            Format format = Records.formats().named(entry.getKey()).orElseThrow();
            Schema schema = schema(entry.getValue());
            return records(format)
                    .map(name -> DynamicTest.dynamicTest(
                            format.name() + " of " + name,
                            () -> assertEquals(List.of(), errors(schema, format, name))));
        });
    }

    @Test
    void exports_percent_encode_brackets_in_urls_if_the_schema_requires_it() throws Exception {
        RoundTrips.assertValidInAllFormats(Records.changed(Records.FULL, document -> {
            ((ObjectNode) document.at("/files/0")).put("url", "https://example.org/a[1].pdf?q={x}|y^`%zz#a#b");
            ((ObjectNode) document.at("/files/1")).put("url", "https://example.org/b[1].csv");
            ((ObjectNode) document.at("/license")).put("url", "https://example.org/l[1]");
            ((ObjectNode) document.at("/references/0")).put("url", "http://[2001:db8::7]/a[1]%5B");
        }));
    }

    @Test
    void crossref_deposits_of_peer_reviews_are_valid_peer_review_elements() throws Exception {
        RecordWriter writer = Records.formats().named("crossref").orElseThrow().writer();
        PublishedRecord review = Records.changed(Records.FULL, document -> {
            document.put("type", "peer-review").withObject("/dates").put("published", "2025-03-04");
            document.putArray("relations").addObject().put("type", "isReviewOf").put("doi", "10.5555/reviewed");
        });
        assertEquals(List.of(), writer.missing(review));
        List<String> errors = new ArrayList<>();
        var validator = schema(XSD.get("crossref")).newValidator();
        validator.setErrorHandler(collect(errors));
        String document = Records.document(writer, review);
        validator.validate(new StreamSource(new StringReader(document)));
        assertEquals(List.of(), errors);
        assertTrue(document.contains("<body>\n<peer_review"), document);
        assertFalse(document.contains("<journal"), document);
        ImportRecord imported = ImportReadings.all("crossref", document).get(0);
        assertEquals("peer-review", imported.body().get("type").textValue());
        assertEquals("10.5555/reviewed", imported.body().at("/relations/0/doi").textValue());
        PublishedRecord incomplete = Records.changed(Records.FULL, changed -> {
            changed.put("type", "peer-review").withObject("/dates").put("published", "2025-03");
            changed.putArray("relations");
        });
        assertEquals(
                List.of("/dates/published date-incomplete", "/relations reviewed-work-missing"),
                writer.missing(incomplete).stream()
                        .map(finding -> finding.pointer() + " " + finding.code())
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> every_test_record_is_valid_against_the_pubmed_dtd() {
        Format format = Records.formats().named("pubmed").orElseThrow();
        return records(format)
                .map(name -> DynamicTest.dynamicTest(name, () -> assertEquals(List.of(), dtdErrors(format, name))));
    }

    private static Stream<String> records(Format format) {
        return Records.ALL.stream()
                .filter(name -> format.writer().missing(Records.named(name)).isEmpty());
    }

    private static Schema schema(String file) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "file");
            var catalog = CatalogManager.catalogResolver(
                    CatalogFeatures.builder()
                            .with(CatalogFeatures.Feature.RESOLVE, "continue")
                            .build(),
                    SCHEMAS.resolve("catalog.xml").toAbsolutePath().normalize().toUri());
            // An XSD import without a location refers to a schema that was already parsed.
            factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                    systemId == null ? null : catalog.resolveResource(type, namespace, publicId, systemId, base));
            return factory.newSchema(
                    SCHEMAS.resolve(file).toAbsolutePath().normalize().toFile());
        } catch (SAXException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static List<String> errors(Schema schema, Format format, String name) throws Exception {
        List<String> errors = new ArrayList<>();
        var validator = schema.newValidator();
        validator.setErrorHandler(collect(errors));
        String document = Records.document(format.writer(), Records.named(name));
        validator.validate(new StreamSource(new StringReader(document)));
        return errors;
    }

    private static List<String> dtdErrors(Format format, String name) throws Exception {
        return FormatSchemas.errorsOfPubMed(Records.document(format.writer(), Records.named(name)));
    }

    private static ErrorHandler collect(List<String> errors) {
        return new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) {
                errors.add(e.getMessage());
            }

            @Override
            public void error(SAXParseException e) {
                errors.add(e.getLineNumber() + ": " + e.getMessage());
            }

            @Override
            public void fatalError(SAXParseException e) {
                errors.add(e.getLineNumber() + ": " + e.getMessage());
            }
        };
    }
}
