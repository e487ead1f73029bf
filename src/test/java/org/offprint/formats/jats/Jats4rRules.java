package org.offprint.formats.jats;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Checks JATS documents against the JATS4R rules in {@code formats/jats4r-rules.tsv}. */
public final class Jats4rRules {

    private static final Map<String, String> PREFIXES = Map.of(
            "xlink", "http://www.w3.org/1999/xlink",
            "mml", "http://www.w3.org/1998/Math/MathML",
            "ali", "http://www.niso.org/schemas/ali/1.0/",
            "xml", "http://www.w3.org/XML/1998/namespace");

    private final Map<String, XPathExpression> rules = rules();
    private final DocumentBuilder parser = parser();

    /** Returns the names of the rules that a JATS document violates. */
    public List<String> broken(String jats) throws Exception {
        Document article = parser.parse(new ByteArrayInputStream(jats.getBytes(StandardCharsets.UTF_8)));
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, XPathExpression> rule : rules.entrySet()) {
            NodeList nodes = (NodeList) rule.getValue().evaluate(article, XPathConstants.NODESET);
            if (nodes.getLength() > 0) {
                broken.add(rule.getKey());
            }
        }
        return broken;
    }

    private static Map<String, XPathExpression> rules() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new Prefixes());
        Map<String, XPathExpression> rules = new LinkedHashMap<>();
        try (InputStream table = Jats4rRules.class.getResourceAsStream("/formats/jats4r-rules.tsv")) {
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
