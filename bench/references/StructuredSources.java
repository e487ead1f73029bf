package org.offprint.references.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads parts of cited works from JATS and Crossref, and printed references from JATS whose parts are tagged or given
 * separately.
 */
final class StructuredSources {

    final List<LabelledReference> printed = new ArrayList<>();
    final List<KnownParts> works = new ArrayList<>();
    int paired;
    int aligned;

    void jats(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.list(folder)) {
            files = paths.filter(path -> path.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Document document;
            try {
                document = TaggedSources.xml(Files.readString(file));
            } catch (IllegalStateException e) {
                System.err.println(
                        "not well-formed: " + file + " " + e.getCause().getMessage());
                continue;
            }
            Element article = document.getDocumentElement();
            String language = article.getAttribute("xml:lang");
            List<Element> titles = TaggedSources.elements(document, "journal-title");
            String journal = titles.isEmpty()
                    ? ""
                    : titles.get(0).getTextContent().strip().replaceAll("\\s+", " ");
            for (Element ref : TaggedSources.elements(document, "ref")) {
                Element mixed = first(ref, "mixed-citation");
                Element parts = first(ref, "element-citation");
                if (parts == null) {
                    parts = first(ref, "citation");
                }
                if (parts == null) {
                    parts = first(ref, "nlm-citation");
                }
                String source = "jats/" + language + "/" + journal;
                if (mixed != null && parts != null) {
                    pair(mixed, parts, source);
                } else if (mixed != null && first(mixed, "year") != null) {
                    tagged(mixed, source);
                } else if (parts != null) {
                    add(parts(parts), source);
                }
            }
        }
    }

    private void pair(Element mixed, Element parts, String source) {
        LabelledReference.Builder builder = new LabelledReference.Builder();
        TaggedSources.walk(mixed, builder, element -> 0);
        String text = builder.text.toString().strip();
        KnownParts known = parts(parts);
        paired++;
        if (known.title == null && known.container == null || text.length() < 20) {
            return;
        }
        LabelledReference reference = known.align(source, text, true);
        if (reference != null) {
            aligned++;
            printed.add(reference);
        }
        add(known, source);
    }

    private void tagged(Element mixed, String source) {
        boolean hasTitle = first(mixed, "article-title") != null || first(mixed, "chapter-title") != null;
        LabelledReference.Builder builder = new LabelledReference.Builder();
        List<int[]> people = new ArrayList<>();
        walk(mixed, builder, hasTitle, "author", people);
        for (int k = 0; k < people.size(); k++) {
            int[] group = people.get(k);
            while (k + 1 < people.size()
                    && people.get(k + 1)[2] == group[2]
                    && isLink(builder.text.substring(group[1], people.get(k + 1)[0]))) {
                group[1] = people.get(++k)[1];
            }
            String rest = builder.text.substring(group[1]);
            java.util.regex.Matcher etAl = java.util.regex.Pattern.compile("^\\W{0,3}(?:and |et )?(?:al\\b|others\\b)")
                    .matcher(rest);
            int end = etAl.find() ? group[1] + etAl.end() : group[1];
            boolean isFirst = group[0] < 20;
            boolean isWithin =
                    builder.text.substring(Math.max(0, group[0] - 5), group[0]).matches("(?i).*\\bin:? ?");
            builder.marks.add(new int[] {
                group[0],
                end,
                group[2] == 1 && !isFirst && isWithin
                        ? TaggedSources.EDITOR
                        : group[2] == 1
                                ? isFirst
                                        ? TaggedSources.AUTHOR
                                        : TaggedSources.AUTHOR | TaggedSources.EDITOR | TaggedSources.OTHER
                                : TaggedSources.EDITOR
            });
        }
        LabelledReference tagged = Repairs.gaps(builder.build(
                source, LabelledReference.ALL & ~PartLabel.EDITION.bit(), mixed.getAttribute("publication-type")));
        printed.add(tagged);
        add(parts(mixed), source);
    }

    private void add(KnownParts work, String source) {
        work.source = source;
        if (work.title != null) {
            works.add(work);
        }
    }

    private static boolean isLink(String between) {
        return between.length() < 12 && between.chars().noneMatch(Character::isDigit);
    }

    private void walk(Node node, LabelledReference.Builder into, boolean hasTitle, String group, List<int[]> people) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                String name = element.getTagName();
                if (name.equals("label")) {
                    continue;
                }
                int start = into.text.length();
                String kind = name.equals("person-group")
                                && !element.getAttribute("person-group-type").isEmpty()
                        ? element.getAttribute("person-group-type")
                        : group;
                walk(element, into, hasTitle, kind, people);
                int end = into.text.length();
                switch (name) {
                    case "string-name", "name", "collab", "etal" -> {
                        if (end > start && (kind.equals("author") || kind.equals("editor"))) {
                            people.add(new int[] {start, end, kind.equals("author") ? 1 : 2});
                        }
                    }
                    case "article-title", "chapter-title", "data-title" -> into.mark(start, TaggedSources.TITLE);
                    case "source" -> into.mark(start, hasTitle ? TaggedSources.CONTAINER : TaggedSources.TITLE);
                    case "year" -> into.mark(start, TaggedSources.DATE);
                    case "month", "day" -> into.mark(start, TaggedSources.DATE | TaggedSources.OTHER);
                    case "volume" -> into.mark(start, TaggedSources.VOLUME);
                    case "issue" -> into.mark(start, TaggedSources.ISSUE);
                    case "fpage", "lpage", "elocation-id", "page-range" -> {
                        into.mark(start, TaggedSources.PAGES);
                        if (name.equals("lpage")) {
                            joinPages(into, start);
                        }
                    }
                    case "publisher-name" -> into.mark(start, TaggedSources.PUBLISHER);
                    case "publisher-loc" -> into.mark(start, TaggedSources.PLACE);
                    case "comment" ->
                        into.mark(start, TaggedSources.OTHER | TaggedSources.EDITION | TaggedSources.DATE);
                    default -> {}
                }
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                into.append(child.getNodeValue());
            }
        }
    }

    private static void joinPages(LabelledReference.Builder into, int lastStart) {
        for (int i = into.marks.size() - 1; i >= 0; i--) {
            int[] mark = into.marks.get(i);
            if (mark[2] == TaggedSources.PAGES && mark[1] <= lastStart) {
                into.marks.add(new int[] {mark[0], into.text.length(), TaggedSources.PAGES});
                return;
            }
        }
    }

    private static Element first(Element within, String name) {
        List<Element> found = TaggedSources.elements(within, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element within, String name) {
        Element element = first(within, name);
        String text = element == null ? "" : element.getTextContent().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? null : text;
    }

    static KnownParts parts(Element citation) {
        KnownParts parts = new KnownParts();
        parts.type = citation.getAttribute("publication-type") + citation.getAttribute("citation-type");
        List<Element> groups = TaggedSources.elements(citation, "person-group");
        for (Element group : groups) {
            String kind = group.getAttribute("person-group-type");
            if (kind.equals("author") || kind.isEmpty()) {
                people(group, parts.authors);
            } else if (kind.equals("editor")) {
                people(group, parts.editors);
            }
        }
        if (groups.isEmpty()) {
            people(citation, parts.authors);
        }
        String title = text(citation, "article-title");
        if (title == null) {
            title = text(citation, "chapter-title");
        }
        if (title == null) {
            title = text(citation, "data-title");
        }
        String source = text(citation, "source");
        boolean isJournal = parts.type.contains("journal");
        parts.title = clean(title != null ? title : isJournal ? null : source);
        parts.container = clean(title != null || isJournal ? source : null);
        parts.year = text(citation, "year");
        parts.hasMonth = first(citation, "month") != null;
        parts.volume = text(citation, "volume");
        parts.issue = text(citation, "issue");
        parts.first = text(citation, "fpage");
        parts.last = text(citation, "lpage");
        if (parts.first == null) {
            parts.first = text(citation, "elocation-id");
        }
        parts.publisher = clean(text(citation, "publisher-name"));
        parts.place = clean(text(citation, "publisher-loc"));
        parts.edition = text(citation, "edition");
        return parts;
    }

    private static String clean(String text) {
        return text == null ? null : text.replaceAll("\\s*\\[comment\\]$", "").replaceAll("[.,;:\\s]+$", "");
    }

    private static void people(Element within, List<KnownParts.Name> into) {
        for (Element element : TaggedSources.elements(within, "*")) {
            switch (element.getTagName()) {
                case "name", "string-name" -> {
                    String family = text(element, "surname");
                    if (family != null) {
                        into.add(new KnownParts.Name(family, text(element, "given-names")));
                    }
                }
                case "collab" ->
                    into.add(
                            new KnownParts.Name(element.getTextContent().strip().replaceAll("\\s+", " "), null));
                default -> {}
            }
        }
    }

    void crossref(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode work = mapper.readTree(line);
                KnownParts parts = new KnownParts();
                parts.type = work.path("type").asText();
                parts.title = plain(work.path("title").path(0).asText(null));
                if (parts.title == null || parts.title.length() < 8) {
                    continue;
                }
                parts.container = plain(work.path("container-title").path(0).asText(null));
                work.path("author").forEach(author -> add(author, parts.authors));
                work.path("editor").forEach(editor -> add(editor, parts.editors));
                JsonNode issued = work.path("issued").path("date-parts").path(0);
                parts.year = issued.path(0).isNumber() ? issued.path(0).asText() : null;
                parts.volume = work.path("volume").asText(null);
                parts.issue = work.path("issue").asText(null);
                String page = work.path("page").asText(null);
                if (page != null && page.matches("[\\w.]+(-[\\w.]+)?")) {
                    String[] ends = page.split("-");
                    parts.first = ends[0];
                    parts.last = ends.length > 1 ? ends[1] : null;
                }
                if (!parts.type.startsWith("journal")) {
                    parts.publisher = plain(work.path("publisher").asText(null));
                }
                if (parts.year != null && !parts.authors.isEmpty()) {
                    works.add(parts);
                }
            }
        }
    }

    private static void add(JsonNode person, List<KnownParts.Name> into) {
        String family = person.path("family").asText(person.path("name").asText(null));
        if (family != null && !family.isBlank()) {
            into.add(new KnownParts.Name(family.strip(), person.path("given").asText(null)));
        }
    }

    private static String plain(String text) {
        if (text == null) {
            return null;
        }
        String plain = text.replaceAll("<[^>]{1,40}>", "")
                .replaceAll("\\s+", " ")
                .replace("&amp;", "&")
                .strip();
        return plain.isEmpty() ? null : plain.replaceAll("[.,;:\\s]+$", "");
    }
}
