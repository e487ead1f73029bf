package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Client.Reply;

/**
 * Follows the links of the sample articles in responses, pages, exports and PDFs. A link to this service must return
 * 200. For links to other hosts, only the host name is checked, because the test DOIs link to doi.org but do not
 * resolve.
 */
class SampleLinksIT {

    /** Other hosts to which sample articles may link. Some hosts occur only in the vocabularies of export formats. */
    private static final Set<String> OTHER_HOSTS = Set.of(
            "creativecommons.org",
            "credit.niso.org",
            "doi.org",
            "dtd.nlm.nih.gov",
            "example.com",
            "example.net",
            "example.org",
            "jats.nlm.nih.gov",
            "orcid.org",
            "prismstandard.org",
            "purl.org",
            "ror.org",
            "schema.org",
            "spdx.org",
            "www.niso.org");

    private static final Pattern ABSOLUTE = Pattern.compile("https?://.+");
    private static final Pattern IN_XML = Pattern.compile("(?<=[\">])https?://[^\"<\\s]+");
    private static final Pattern NAMESPACES = Pattern.compile("(?:xmlns(?::\\w+)?|xsi:schemaLocation)=\"[^\"]*\"");

    private static final Path DATA = TestDatabase.temporaryDirectory();
    private static ServiceProcess service;
    private static Client reader;
    private static List<JsonNode> articles;

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @BeforeAll
    static void startService() {
        Map<String, String> environment = Map.of(
                "OFFPRINT_SAMPLE_DATA", "true",
                "OFFPRINT_CROSSREF_DEPOSITOR_NAME", "Foreshore Press",
                "OFFPRINT_CROSSREF_DEPOSITOR_EMAIL", "office@journal.example",
                "OFFPRINT_QUOTAS_SEARCH", "100000",
                "OFFPRINT_QUOTAS_EXPORT", "100000");
        service = Records.service(DATA, environment);
        service.awaitRest();
        reader = Client.at(service.url()).anonymous();
        articles = items(reader.get("/v1/articles?limit=100"));
        assertEquals(14, articles.size());
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
        TestDatabase.deleteTree(DATA);
    }

    @Test
    void every_link_of_the_sample_articles_works() {
        Set<String> own = articles.stream()
                .flatMap(article -> Stream.of(
                        "/v1/articles/" + article.path("id").textValue(),
                        "/articles/" + article.path("slug").textValue()))
                .collect(Collectors.toSet());
        Deque<String> waiting = new ArrayDeque<>(own);
        articles.forEach(article -> exports(article).forEach(waiting::add));
        Set<String> seen = new HashSet<>(waiting);
        while (!waiting.isEmpty()) {
            String path = waiting.remove();
            Reply reply = read(path);
            // Follow links only from sample articles and their exports, and skip the pages in other languages.
            if (own.stream().noneMatch(path::startsWith) || path.contains("lang=")) {
                continue;
            }
            for (String link : links(reply, path)) {
                URI target = URI.create(service.url() + path).resolve(link.replaceFirst("#.*", ""));
                if (target.toString().startsWith(service.url() + "/")) {
                    String next = target.toString().substring(service.url().length());
                    if (seen.add(next)) {
                        waiting.add(next);
                    }
                } else if (!OTHER_HOSTS.contains(target.getHost())) {
                    wrong.add(path + " links to " + target);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen.size() > 400, () -> "Only " + seen.size() + " links were followed.");
        assertEquals(
                Set.of("crossref", "datacite", "doaj-xml", "jats", "marcxml", "oai_dc", "pubmed"),
                seen.stream()
                        .filter(path -> path.contains("/exports/") && isOf(read(path), "xml"))
                        .map(path -> path.replaceFirst(".*/", ""))
                        .collect(Collectors.toSet()));
        assertEquals(
                8,
                seen.stream()
                        .filter(path -> path.startsWith("/articles/") && path.endsWith(".pdf"))
                        .count(),
                seen::toString);
    }

    @Test
    void oai_records_of_the_sample_link_only_to_hosts_that_exist() {
        for (String prefix : List.of("oai_dc", "jats", "datacite", "marcxml")) {
            Reply list = reader.read("/oai?verb=ListRecords&metadataPrefix=" + prefix);
            List<String> links = links(list.expect(200), "/oai");
            assertTrue(links.size() > 20, () -> prefix + " has " + links.size() + " links");
            for (String link : links) {
                assertTrue(
                        link.startsWith(service.url())
                                || OTHER_HOSTS.contains(URI.create(link).getHost())
                                || URI.create(link).getHost().equals("www.openarchives.org"),
                        link);
            }
        }
    }

    @Test
    void sample_pages_and_metadata_link_to_one_pdf_per_language() {
        Map<String, List<String>> pdfs = new TreeMap<>();
        for (JsonNode article : articles) {
            String slug = article.path("slug").textValue();
            Document page = Jsoup.parse(text(read("/articles/" + slug)), service.url());
            List<String> urls = page.select("meta[name=citation_pdf_url]").eachAttr("content");
            urls.forEach(url -> read(url.substring(service.url().length())));
            Element button = page.selectFirst("a.button.main[href$=.pdf]");
            assertEquals(urls.isEmpty(), button == null, slug);
            if (button != null) {
                assertEquals(urls.get(0), button.absUrl("href"));
                pdfs.put(slug, urls);
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(
                Map.of(
                        "a-fish-trap-of-the-ninth-century", 1,
                        "a-tide-table-of-1703", 1,
                        "bamboo-weirs", 1,
                        "dating-the-saltwick-wreck", 1,
                        "how-long-is-a-leader", 2,
                        "jiu-shi-ji-de-yuliang", 1,
                        "masaid-al-samak", 1),
                pdfs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .size())));
        Document translation = Jsoup.parse(text(read("/articles/how-long-is-a-leader/pt")), service.url());
        assertEquals(
                pdfs.get("how-long-is-a-leader").get(1),
                translation.selectFirst("a.button.main").absUrl("href"));
    }

    /** Requests a path and returns the response. Records an error if the status is not 200. Redirects are followed. */
    private Reply read(String path) {
        return replies.computeIfAbsent(path, unread -> {
            Reply reply = reader.read(path);
            for (int redirects = 0; reply.status() / 100 == 3 && redirects < 3; redirects++) {
                String target = URI.create(service.url() + path)
                        .resolve(reply.header("Location"))
                        .toString();
                reply = reader.read(target.substring(service.url().length()));
            }
            if (reply.status() != 200) {
                wrong.add(path + " returns " + reply.status());
            }
            return reply;
        });
    }

    private List<String> exports(JsonNode article) {
        return items(reader.get("/v1/articles/" + article.path("id").textValue() + "/exports")).stream()
                .filter(format -> format.path("possible").booleanValue())
                .map(format -> format.path("href").textValue())
                .toList();
    }

    private static List<JsonNode> items(Reply list) {
        return StreamSupport.stream(list.expect(200).body().path("items").spliterator(), false)
                .toList();
    }

    /** Returns the links in an HTML page, a JSON document, an XML document or a PDF. */
    private static List<String> links(Reply reply, String path) {
        if (isOf(reply, "html")) {
            Document page = Jsoup.parse(text(reply));
            return Stream.of(
                            page.select("a[href], link[href]").eachAttr("href"),
                            page.select("img[src], script[src]").eachAttr("src"),
                            page.select("meta[content~=^https?://]").eachAttr("content"))
                    .flatMap(List::stream)
                    .filter(link -> !link.startsWith("mailto:") && !link.startsWith("#"))
                    .toList();
        }
        if (isOf(reply, "json")) {
            List<String> links = new ArrayList<>();
            addLinks(reply.body(), false, links);
            return links;
        }
        if (isOf(reply, "xml")) {
            String content = NAMESPACES.matcher(text(reply)).replaceAll("");
            return IN_XML.matcher(content)
                    .results()
                    .map(MatchResult::group)
                    .map(link -> link.replace("&amp;", "&"))
                    .toList();
        }
        return path.endsWith(".pdf") ? linksOfPdf(reply.bytes()) : List.of();
    }

    /** Adds the absolute URLs of a JSON document, and the paths in members that contain links. */
    private static void addLinks(JsonNode node, boolean isLink, List<String> links) {
        if (node.isTextual()) {
            String value = node.textValue();
            if (isLink || ABSOLUTE.matcher(value).matches()) {
                links.add(value);
            }
        }
        node.properties()
                .forEach(member -> addLinks(
                        member.getValue(),
                        isLink
                                || member.getKey().equals("links")
                                || member.getKey().equals("href"),
                        links));
        if (node.isArray()) {
            node.forEach(item -> addLinks(item, isLink, links));
        }
    }

    private static List<String> linksOfPdf(byte[] pdf) {
        List<String> links = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                for (PDAnnotation annotation : page.getAnnotations()) {
                    if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI action) {
                        links.add(action.getURI());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertTrue(!links.isEmpty());
        return links;
    }

    private static boolean isOf(Reply reply, String format) {
        String type = reply.header("Content-Type");
        return type != null && type.matches(".*[/+]" + format + "\\b.*");
    }

    private static String text(Reply reply) {
        return new String(reply.bytes(), StandardCharsets.UTF_8);
    }
}
