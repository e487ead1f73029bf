package org.offprint.web.harvest.oai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.offprint.formats.FormatSchemas;
import org.offprint.web.harvest.HarvestedJournal;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** OAI-PMH client for tests. Validates every response if the XML schemas are available. */
public final class Harvester {

    private static final String OAI = "http://www.openarchives.org/OAI/2.0/";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String service;
    private final String path;

    private Harvester(String service, String path) {
        this.service = service;
        this.path = path;
    }

    /** Returns a client for the OAI-PMH repository at this path of a {@code @QuarkusTest} service. */
    public static Harvester at(String path) {
        return new Harvester(null, path);
    }

    /** Returns a client for the OAI-PMH repository of this journal. */
    public static Harvester of(HarvestedJournal stock) {
        return at("/oai/" + stock.slug);
    }

    /** Returns a client for the OAI-PMH repository with this service base URL and path. */
    public static Harvester at(String service, String path) {
        return new Harvester(service, path);
    }

    /** Record or record header in an OAI-PMH response. */
    public record Record(String identifier, String datestamp, boolean deleted, List<String> sets, Element metadata) {

        String article() {
            return identifier.substring(identifier.lastIndexOf(':') + 1);
        }
    }

    /** OAI-PMH response with its parsed XML document. */
    public record Answer(HttpResponse<byte[]> response, Document document) {

        public List<String> errors() {
            return elements("error").stream()
                    .map(error -> error.getAttribute("code"))
                    .toList();
        }

        public List<Element> elements(String name) {
            return list(document.getElementsByTagNameNS(OAI, name));
        }

        public String text(String name) {
            List<Element> found = elements(name);
            return found.isEmpty() ? null : found.get(0).getTextContent();
        }

        public List<String> texts(String name) {
            return elements(name).stream().map(Element::getTextContent).toList();
        }

        String responseDate() {
            return text("responseDate");
        }

        /**
         * Returns the resumption token. The token is empty on the last page of a list, and null for a list with only
         * one page.
         */
        String token() {
            return text("resumptionToken");
        }

        public List<Record> records() {
            return elements("header").stream().map(Harvester::record).toList();
        }
    }

    public static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    private static Record record(Element header) {
        List<Element> metadata = list(((Element) header.getParentNode()).getElementsByTagNameNS(OAI, "metadata"));
        boolean isWithin = header.getParentNode().getLocalName().equals("record") && !metadata.isEmpty();
        return new Record(
                text(header, "identifier"),
                text(header, "datestamp"),
                header.getAttribute("status").equals("deleted"),
                list(header.getElementsByTagNameNS(OAI, "setSpec")).stream()
                        .map(Element::getTextContent)
                        .toList(),
                isWithin ? metadata.get(0) : null);
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagNameNS(OAI, name).item(0).getTextContent();
    }

    public String baseUrl() {
        return (service == null ? "http://localhost:" + RestAssured.port : service) + path;
    }

    /** Sends a GET request with this query string, which does not include the question mark. */
    public Answer get(String query, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(baseUrl() + (query.isEmpty() ? "" : "?" + query))), query, headers);
    }

    public Answer post(String form) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl())).POST(BodyPublishers.ofString(form));
        return send(request, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private Answer send(HttpRequest.Builder request, String asked, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            String body = new String(response.body(), StandardCharsets.UTF_8);
            assertEquals(200, response.statusCode(), body);
            assertEquals(
                    "text/xml;charset=UTF-8",
                    response.headers().firstValue("Content-Type").orElse(null));
            boolean isKnown =
                    !asked.matches(".*metadataPrefix=(jats|datacite).*") && !asked.contains("resumptionToken");
            if (isKnown && FormatSchemas.arePresent()) {
                FormatSchemas.assertValid("oai/all.xsd", body);
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return new Answer(response, factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.body())));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Parses a response that was not received over HTTP. */
    static Answer parsed(byte[] body) {
        try {
            if (FormatSchemas.arePresent()) {
                FormatSchemas.assertValid("oai/all.xsd", new String(body, StandardCharsets.UTF_8));
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return new Answer(null, factory.newDocumentBuilder().parse(new ByteArrayInputStream(body)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Complete OAI-PMH list with its pages and records. */
    public record CompleteList(String responseDate, List<Answer> pages, List<Record> records) {

        /** Returns the records by article id. Fails if the list contains an article twice. */
        public Map<String, Record> byArticle() {
            Map<String, Record> byArticle = new LinkedHashMap<>();
            records.forEach(record -> assertNull(
                    byArticle.put(record.article(), record), record.identifier() + " occurs twice in one list"));
            return byArticle;
        }
    }

    /** Reads a complete list, page by page. Returns an empty list if no records match. */
    public CompleteList walk(String verb, String arguments) {
        return walk(verb, arguments, () -> {});
    }

    /** Reads a complete list, page by page, and runs an action before each further page. */
    CompleteList walk(String verb, String arguments, Runnable between) {
        List<Answer> pages = new ArrayList<>();
        List<Record> records = new ArrayList<>();
        Answer page = get("verb=" + verb + "&" + arguments);
        String first = page.responseDate();
        if (page.errors().equals(List.of("noRecordsMatch"))) {
            return new CompleteList(first, List.of(), List.of());
        }
        while (true) {
            assertEquals(List.of(), page.errors());
            assertEquals(first, page.responseDate());
            assertTrue(!page.records().isEmpty(), "an empty page");
            pages.add(page);
            records.addAll(page.records());
            String token = page.token();
            if (token == null || token.isEmpty()) {
                return new CompleteList(first, pages, records);
            }
            between.run();
            page = get("verb=" + verb + "&resumptionToken=" + encoded(token));
        }
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
