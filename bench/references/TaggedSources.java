package org.offprint.references.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads references with tagged words from AnyStyle, GROBID and LinkedBooks. */
final class TaggedSources {

    static final int OTHER = PartLabel.OTHER.bit();
    static final int AUTHOR = PartLabel.AUTHOR.bit();
    static final int EDITOR = PartLabel.EDITOR.bit();
    static final int TITLE = PartLabel.TITLE.bit();
    static final int CONTAINER = PartLabel.CONTAINER.bit();
    static final int DATE = PartLabel.DATE.bit();
    static final int VOLUME = PartLabel.VOLUME.bit();
    static final int ISSUE = PartLabel.ISSUE.bit();
    static final int PAGES = PartLabel.PAGES.bit();
    static final int PUBLISHER = PartLabel.PUBLISHER.bit();
    static final int PLACE = PartLabel.PLACE.bit();
    static final int EDITION = PartLabel.EDITION.bit();

    private TaggedSources() {}

    static Document xml(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Element> elements(Node within, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = within instanceof Document document
                ? document.getElementsByTagName(name)
                : ((Element) within).getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    static List<Element> children(Element within) {
        List<Element> children = new ArrayList<>();
        for (Node child = within.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static void walk(Node node, LabelledReference.Builder into, ToIntFunction<Element> labels) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                if (element.getTagName().equals("lb")) {
                    into.append(" ");
                    continue;
                }
                int start = into.text.length();
                walk(element, into, labels);
                into.mark(start, labels.applyAsInt(element));
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                into.append(child.getNodeValue());
            }
        }
    }

    static List<LabelledReference> anystyle(Path file) throws IOException {
        List<LabelledReference> references = new ArrayList<>();
        for (Element sequence : elements(xml(Files.readString(file)), "sequence")) {
            LabelledReference.Builder builder = new LabelledReference.Builder();
            List<Element> parts = children(sequence);
            boolean hasTitle = parts.stream().anyMatch(part -> part.getTagName().equals("title"));
            boolean hasAuthor =
                    parts.stream().anyMatch(part -> part.getTagName().equals("author"));
            for (Element part : parts) {
                builder.append(" ");
                int start = builder.text.length();
                builder.append(part.getTextContent().strip());
                builder.mark(
                        start,
                        switch (part.getTagName()) {
                            case "author" -> AUTHOR;
                            case "editor" -> EDITOR;
                            case "title" -> TITLE;
                            case "container-title", "journal" ->
                                hasTitle || part.getTagName().equals("journal") ? CONTAINER : TITLE | CONTAINER;
                            case "date" -> DATE;
                            case "volume" -> VOLUME;
                            case "pages" -> PAGES;
                            case "publisher" -> PUBLISHER;
                            case "location" -> PLACE;
                            case "edition" -> EDITION;
                            case "director", "producer" -> hasAuthor ? OTHER : AUTHOR | OTHER;
                            case "source" -> OTHER | PUBLISHER | CONTAINER;
                            default -> 0;
                        });
            }
            references.add(builder.build("anystyle", LabelledReference.ALL, null));
        }
        return references;
    }

    static List<LabelledReference> grobid(Path folder) throws IOException {
        List<LabelledReference> references = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> paths = Files.list(folder)) {
            files = paths.filter(path -> path.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            if (!text.contains("<bibl")) {
                continue;
            }
            Document document;
            try {
                document = xml(text);
            } catch (IllegalStateException e) {
                System.err.println(
                        "not well-formed: " + file + " " + e.getCause().getMessage());
                continue;
            }
            String name = "grobid/"
                    + file.getFileName().toString().replaceAll("\\.(training|header|tei|full|xml|tranining).*", "");
            for (Element bibl : elements(document, "bibl")) {
                references.add(grobid(bibl, name));
            }
        }
        return references;
    }

    private static LabelledReference grobid(Element bibl, String name) {
        List<Element> parts = elements(bibl, "*");
        boolean hasArticle = has(parts, "title", "level", "a");
        boolean hasJournal = has(parts, "title", "level", "j");
        boolean hasBook = has(parts, "title", "level", "m");
        boolean hasAuthor = has(parts, "author", null, null);
        boolean hasPublisher = has(parts, "publisher", null, null);
        LabelledReference.Builder builder = new LabelledReference.Builder();
        walk(bibl, builder, element -> switch (element.getTagName()) {
            case "author" -> AUTHOR;
            case "editor" -> EDITOR;
            case "title" ->
                switch (element.getAttribute("level") + element.getAttribute("type")) {
                    case "a" -> TITLE;
                    case "j" -> CONTAINER;
                    case "m" ->
                        hasArticle ? hasJournal ? CONTAINER | OTHER : CONTAINER : hasJournal ? TITLE | OTHER : TITLE;
                    case "s" ->
                        hasJournal || hasBook ? OTHER : hasArticle ? CONTAINER | OTHER : TITLE | CONTAINER | OTHER;
                    default -> TITLE | CONTAINER | OTHER;
                };
            case "date", "year" -> DATE;
            case "biblScope" ->
                switch (element.getAttribute("type") + element.getAttribute("unit") + element.getAttribute("level")) {
                    case "vol", "volume" -> VOLUME;
                    case "issue" -> ISSUE;
                    case "pp", "page", "pages" -> PAGES;
                    case "date" -> DATE;
                    case "chapter" -> OTHER;
                    default -> OTHER | VOLUME | ISSUE | PAGES;
                };
            case "publisher" -> hasAuthor || builder.text.length() > 60 ? PUBLISHER : PUBLISHER | AUTHOR;
            case "pubPlace" -> PLACE;
            case "orgName" ->
                element.getAttribute("type").equals("collaboration")
                        ? AUTHOR
                        : !hasAuthor && builder.text.length() < 100
                                ? AUTHOR
                                : hasPublisher ? OTHER | PUBLISHER : PUBLISHER | OTHER;
            case "note" -> element.getAttribute("type").equals("report") ? 0 : OTHER | EDITION;
            case "page" -> PAGES;
            default -> 0;
        });
        String journal = bibl.getAttribute("xml:id").replaceAll("^_?([A-Z]*).*", "$1");
        return Repairs.ranges(Repairs.numbers(builder.build(
                journal.isEmpty() ? name : name + "/" + journal, LabelledReference.ALL & ~EDITION, null)));
    }

    private static boolean has(List<Element> parts, String name, String attribute, String value) {
        return parts.stream()
                .anyMatch(part -> part.getTagName().equals(name)
                        && (attribute == null || part.getAttribute(attribute).equals(value)));
    }

    /** Reads tokens with their fields, one per line, and reassembles the references. */
    static List<LabelledReference> linkedBooks(Path file) throws IOException {
        List<String[]> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            StringBuilder all = new StringBuilder();
            char[] buffer = new char[1 << 16];
            for (int n = reader.read(buffer); n > 0; n = reader.read(buffer)) {
                all.append(buffer, 0, n);
            }
            for (String line : all.toString().split("[\r\n]")) {
                lines.add(line.split(" "));
            }
        }
        List<LabelledReference> references = new ArrayList<>();
        List<String[]> current = new ArrayList<>();
        int number = 0;
        for (String[] line : lines) {
            number++;
            if (line.length != 4) {
                if (!current.isEmpty()) {
                    current.add(null);
                }
                continue;
            }
            if (line[3].equals("o") || line[3].equals("b-r")) {
                add(current, references, number / (double) lines.size());
                current.clear();
            }
            if (!line[3].equals("o")) {
                current.add(line);
            }
        }
        return references;
    }

    private static final Map<String, Integer> LINKED = Map.ofEntries(
            Map.entry("author", AUTHOR),
            Map.entry("title", TITLE),
            Map.entry("pagination", PAGES),
            Map.entry("publicationplace", PLACE),
            Map.entry("year", DATE),
            Map.entry("publisher", PUBLISHER),
            Map.entry("volume", VOLUME),
            Map.entry("tomo", VOLUME),
            Map.entry("publicationnumber-year", VOLUME | DATE),
            Map.entry("publicationspecifications", OTHER | PUBLISHER | PLACE | EDITION | CONTAINER | TITLE),
            Map.entry("series", OTHER | CONTAINER),
            Map.entry("column", PAGES | OTHER),
            Map.entry("cartulation", PAGES | OTHER),
            Map.entry("foliation", PAGES | OTHER),
            Map.entry("conjunction", 0),
            Map.entry("numbered_ref", OTHER | ISSUE | PAGES | VOLUME),
            Map.entry("ref", OTHER),
            Map.entry("date", DATE | OTHER),
            Map.entry("attachment", 0));

    private static void add(List<String[]> tokens, List<LabelledReference> references, double place) {
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1) == null) {
            tokens.remove(tokens.size() - 1);
        }
        if (tokens.size() < 8 || !tokens.get(0)[1].equals("author")) {
            return;
        }
        LabelledReference.Builder builder = new LabelledReference.Builder();
        String field = "";
        int start = 0;
        boolean isIn = false;
        int titles = 0;
        boolean joins = true;
        boolean isDouble = false;
        int authors = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String[] token = tokens.get(i);
            if (token == null) {
                continue;
            }
            if (!LINKED.containsKey(token[1]) || token[2].endsWith("primary")) {
                return;
            }
            String word = token[0];
            boolean isLineEnd = i + 1 < tokens.size() && tokens.get(i + 1) == null;
            String next = null;
            for (int j = i + 1; j < tokens.size() && next == null; j++) {
                next = tokens.get(j) == null ? null : tokens.get(j)[0];
            }
            boolean glue = word.matches("[.,;:!?)\\]\u00BB\u201D].*")
                    || word.equals("-")
                    || word.equals("\u2019")
                    || word.equals("'")
                    || word.equals("/");
            if (word.equals("\"")) {
                glue = isDouble;
                isDouble = !isDouble;
            }
            if (!field.equals(token[1])) {
                close(builder, start, field, titles, isIn, authors);
                if (!glue && !joins) {
                    builder.append(" ");
                }
                start = builder.text.length();
                field = token[1];
                if (field.equals("title")) {
                    titles++;
                } else if (field.equals("author")) {
                    authors++;
                }
                if (field.equals("conjunction")) {
                    isIn = true;
                }
            } else if (!glue && !joins) {
                builder.append(" ");
            }
            if (word.equals("-") && isLineEnd && next != null && Character.isLowerCase(next.charAt(0))) {
                joins = true;
                continue;
            }
            builder.append(word);
            joins = word.matches("[(\\[\u00AB\u201C\u201E/]")
                    || word.equals("-")
                    || word.equals("\u2019")
                    || word.equals("'")
                    || word.equals("\"") && isDouble;
        }
        close(builder, start, field, titles, isIn, authors);
        LabelledReference read = builder.build("linkedbooks", LabelledReference.ALL & ~EDITOR & ~EDITION, null);
        LabelledReference split = Repairs.linked(read);
        if (split != null) {
            references.add(new LabelledReference(
                    "linkedbooks/" + (place < 0.85 ? "a" : "b"), split.text(), split.masks(), split.tagged(), null));
        }
    }

    private static void close(
            LabelledReference.Builder builder, int start, String field, int titles, boolean isIn, int authors) {
        if (field.isEmpty()) {
            return;
        }
        int mask = LINKED.get(field);
        if (mask == TITLE && titles > 1) {
            mask = titles == 2 ? CONTAINER : OTHER | CONTAINER;
        }
        if (mask == AUTHOR && authors > 1) {
            mask = AUTHOR | EDITOR | OTHER;
        }
        builder.mark(start, mask);
    }
}
