package org.offprint.search.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Parser for JATS articles that extracts only the fields needed for search. */
public final class JatsFile {

    private final Path file;

    public JatsFile(Path file) {
        this.file = file;
    }

    public void addTo(RealArticles articles) throws IOException {
        Document document;
        try {
            document = parser().parse(file.toFile());
        } catch (SAXException e) {
            return; // The file uses an entity of a DTD that is not loaded.
        }
        Element article = document.getDocumentElement();
        Element meta = first(article, "article-meta").orElse(article);
        String doi = elements(meta, "article-id").stream()
                .filter(id -> id.getAttribute("pub-id-type").equals("doi"))
                .map(Node::getTextContent)
                .findFirst()
                .orElse("none");
        articles.addText(doi, file);
        ObjectNode body =
                articles.start(text(meta, "article-title").orElse(null), doi, article.getAttribute("xml:lang"));
        if (body == null) {
            return;
        }
        text(meta, "abstract").ifPresent(text -> body.put("abstract", text));
        first(meta, "pub-date").flatMap(date -> text(date, "year")).ifPresent(year -> body.putObject("dates")
                .put("published", year));
        ArrayNode contributors = body.putArray("contributors");
        for (Element name : elements(meta, "name")) {
            RealArticles.add(
                    text(name, "given-names").orElse(null),
                    text(name, "surname").orElse(null),
                    null,
                    contributors);
        }
        addWords(meta, body, body.get("language").textValue());
        ArrayNode references = body.putArray("references");
        for (Element reference : elements(article, "ref")) {
            references.addObject().put("text", RealArticles.plain(reference.getTextContent()));
        }
    }

    /** Adds the keywords in the language of the article, and the translated titles, abstracts and keywords. */
    private static void addWords(Element meta, ObjectNode body, String own) {
        ArrayNode keywords = body.putArray("keywords");
        Map<String, ObjectNode> translations = new LinkedHashMap<>();
        ObjectNode all = body.putObject("translations");
        List<Element> parts = new ArrayList<>(elements(meta, "trans-title-group"));
        parts.addAll(elements(meta, "trans-abstract"));
        parts.addAll(elements(meta, "kwd-group"));
        for (Element part : parts) {
            String language =
                    RealArticles.language(part.getAttribute("xml:lang")).orElse(own);
            ObjectNode translation = translations.computeIfAbsent(language, all::putObject);
            switch (part.getTagName()) {
                case "trans-title-group" ->
                    text(part, "trans-title").ifPresent(title -> translation.put("title", title));
                case "trans-abstract" -> translation.put("abstract", RealArticles.plain(part.getTextContent()));
                default ->
                    elements(part, "kwd")
                            .forEach(keyword -> (language.equals(own) ? keywords : translation.withArray("keywords"))
                                    .add(RealArticles.plain(keyword.getTextContent())));
            }
        }
        all.remove(own);
    }

    private static Collection<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Optional<Element> first(Element in, String name) {
        return elements(in, name).stream().findFirst();
    }

    private static Optional<String> text(Element in, String name) {
        return first(in, name)
                .map(Node::getTextContent)
                .map(RealArticles::plain)
                .filter(text -> !text.isEmpty());
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
