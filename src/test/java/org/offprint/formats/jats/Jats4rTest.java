package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.Records;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.fulltext.jats.JatsArticle;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.identifiers.SharedData;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Tests that JATS exports follow the applicable JATS4R rules, listed in {@code formats/jats4r-rules.tsv}. */
class Jats4rTest {

    private static final double CLEAN = 0.95;
    private static final double CLEAN_WITH_TEXT = 0.95;

    private static final Map<String, String> PREFIXES = Map.of(
            "xlink", "http://www.w3.org/1999/xlink",
            "mml", "http://www.w3.org/1998/Math/MathML",
            "ali", "http://www.niso.org/schemas/ali/1.0/",
            "xml", "http://www.w3.org/XML/1998/namespace");

    private final Map<String, XPathExpression> rules = rules();
    private final DocumentBuilder parser = parser();

    @Test
    void the_jats_export_of_the_full_record_violates_no_jats4r_rule() throws Exception {
        assertEquals(List.of(), broken(Records.named(Records.FULL)));
        assertEquals(List.of("permissions are told"), broken(Records.named(Records.MINIMAL)));
    }

    @Test
    void each_jats4r_rule_detects_a_violation() throws Exception {
        Document bad = document("""
                <article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
                <front><article-meta><contrib-group><contrib><contrib-id>1</contrib-id><role vocab="credit">Mud</role></contrib></contrib-group>
                <aff id="a1"><sup>1</sup>Mud <country country="Mudland">Mudland</country><institution-id>1</institution-id></aff>
                <article-version>1</article-version><self-uri xlink:href="https://mud.example"/>
                <funding-group><award-group><funding-source>Mud Fund</funding-source><principal-award-recipient/></award-group></funding-group>
                <abstract/><abstract/></article-meta></front>
                <body><sec sec-type="data-availability"/><mml:math/><graphic/></body>
                <back><ref-list><ref><element-citation><elocation-id>e1</elocation-id><fpage>12</fpage><lpage>7</lpage><year>MM</year>
                <pub-id>1</pub-id></element-citation><element-citation publication-type="data"/><element-citation publication-type="preprint"/>
                </ref></ref-list></back></article>""");
        List<String> broken = broken(bad);
        assertTrue(broken.size() >= 22, broken.toString());
    }

    @Test
    void jats_exports_of_almost_all_real_articles_violate_no_jats4r_rule() throws Exception {
        Map<String, List<String>> articles = new TreeMap<>();
        int all = 0;
        int clean = 0;
        for (Path file : files()) {
            ObjectNode read = ImportReadings.all("jats", new ByteArrayInputStream(Files.readAllBytes(file)))
                    .get(0)
                    .body();
            for (boolean linked : new boolean[] {false, true}) {
                List<String> broken = broken(Publishing.publish(read, linked));
                all++;
                clean += broken.isEmpty() ? 1 : 0;
                broken.forEach(rule -> articles.computeIfAbsent(rule, none -> new ArrayList<>())
                        .add(file.getFileName().toString()));
            }
        }
        assertTrue(clean >= CLEAN * all, clean + " of " + all + " violate no rule; " + articles);
    }

    @Test
    void jats_exports_with_full_text_of_most_real_articles_violate_no_jats4r_rule() throws Exception {
        Map<String, List<String>> articles = new TreeMap<>();
        int all = 0;
        int clean = 0;
        for (Path file : files()) {
            byte[] source = Files.readAllBytes(file);
            ObjectNode read = ImportReadings.all("jats", new ByteArrayInputStream(source))
                    .get(0)
                    .body();
            String whole = JatsArticle.of(
                    RoundTrips.format("jats").writer().write(Publishing.publish(read, false)),
                    SourceArticle.read(new ByteArrayInputStream(source)),
                    UnaryOperator.identity());
            List<String> broken = broken(document(whole));
            all++;
            clean += broken.isEmpty() ? 1 : 0;
            broken.forEach(rule -> articles.computeIfAbsent(rule, none -> new ArrayList<>())
                    .add(file.getFileName().toString()));
        }
        assertTrue(clean >= CLEAN_WITH_TEXT * all, clean + " of " + all + " violate no rule; " + articles);
    }

    private static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            return Nightly.some(files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList());
        }
    }

    private List<String> broken(PublishedRecord record) throws Exception {
        return broken(document(RoundTrips.format("jats").writer().write(record)));
    }

    private List<String> broken(Document article) throws Exception {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, XPathExpression> rule : rules.entrySet()) {
            NodeList nodes = (NodeList) rule.getValue().evaluate(article, XPathConstants.NODESET);
            if (nodes.getLength() > 0) {
                broken.add(rule.getKey());
            }
        }
        return broken;
    }

    private Document document(String xml) throws Exception {
        return parser.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, XPathExpression> rules() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new Prefixes());
        Map<String, XPathExpression> rules = new LinkedHashMap<>();
        try (InputStream table = Jats4rTest.class.getResourceAsStream("/formats/jats4r-rules.tsv")) {
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] rule = line.split("\t");
                if (!line.startsWith("#")) {
                    rules.put(rule[0], xpath.compile(rule[1]));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return rules;
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder();
        } catch (javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Prefixes implements NamespaceContext {

        @Override
        public String getNamespaceURI(String prefix) {
            return PREFIXES.get(prefix);
        }

        @Override
        public String getPrefix(String uri) {
            return null;
        }

        @Override
        public Iterator<String> getPrefixes(String uri) {
            return null;
        }
    }
}
