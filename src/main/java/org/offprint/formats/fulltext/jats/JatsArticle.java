package org.offprint.formats.fulltext.jats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.jats.JatsWriter;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/**
 * Writes a complete article as valid JATS Journal Publishing 1.3. The front matter is generated from the article
 * record. The body, back matter, figures and sub-articles are converted from the source file. Statements that only the
 * record contains are added to the back matter.
 */
public final class JatsArticle {

    /**
     * Version of the JATS output, which is part of entity tags. Increment the version with each change to the output.
     */
    public static final int VERSION = 5;

    private static final Map<String, String> NAMESPACES = Map.of(
            "xmlns:xlink", "http://www.w3.org/1999/xlink",
            "xmlns:mml", "http://www.w3.org/1998/Math/MathML",
            "xmlns:ali", "http://www.niso.org/schemas/ali/1.0/");

    private static final String OASIS = "http://www.niso.org/standards/z39-96/ns/oasis-exchange/table";

    private static final String CONFLICT = "coi-statement";

    private static final String[] ABSTRACTS = {"abstract", "trans-abstract"};

    private static final Set<String> OF_RECORD = Set.of("front", "processing-meta");

    private final XmlElement record;
    private final XmlElement source;
    private final UnaryOperator<String> address;
    private final Predicate<String> isGone;
    private final Set<String> kept = new HashSet<>();
    private final Map<String, String> freed = new HashMap<>();
    /** Languages in which the article record has an abstract. */
    private final Set<String> abstracts = new HashSet<>();

    private final SourceStatements statements;

    private JatsArticle(XmlElement record, XmlElement source, UnaryOperator<String> address) {
        this.record = record;
        this.source = source;
        this.address = address;
        Set<String> left = new HashSet<>();
        for (XmlElement part : source.elements()) {
            (OF_RECORD.contains(part.name()) ? left : kept).addAll(JatsMarkup.ids(part));
        }
        isGone = id -> left.contains(id) && !kept.contains(id);
        record.at("front", "article-meta").elements(ABSTRACTS).forEach(text -> abstracts.add(language(text)));
        statements =
                SourceStatements.read(source, JatsMarkup.ofSource(UnaryOperator.identity(), isGone, this::isOfRecord));
    }

    /**
     * Writes an article as JATS.
     *
     * @param record article record in the format {@code jats}, without the envelope
     * @param address maps the {@code href} of an article file to its URL, and returns any other {@code href} unchanged
     * @return complete XML document, whose document type is the one that permits the tables of the article
     * @throws UnreadableException if the elements of the document would be nested more deeply than an import permits
     */
    public static String of(String record, SourceArticle source, UnaryOperator<String> address) {
        return new JatsArticle(read(record), source.root(), address).write();
    }

    private static XmlElement read(String record) {
        try (XmlReader xml =
                new XmlReader(new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8)), Set.of())) {
            xml.root();
            return xml.element();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String language(XmlElement element) {
        return element.selfAndAncestors()
                .map(each -> each.attribute("lang"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /**
     * Returns whether an element is the abstract of a translation, and the generated front matter already has an
     * abstract in its language.
     */
    private boolean isOfRecord(XmlElement element) {
        boolean isAbstract = List.of(ABSTRACTS).contains(element.name());
        return isAbstract
                && element.selfAndAncestors().anyMatch(SourceArticle::isTranslation)
                && abstracts.contains(language(element));
    }

    private String write() {
        boolean hasOasisTables = JatsMarkup.hasOasisTables(source);
        JatsNode article = new JatsNode("article");
        new TreeMap<>(NAMESPACES).forEach(article.attributes()::put);
        if (hasOasisTables) {
            article.attributes().put("xmlns:oasis", OASIS);
        }
        record.attributes()
                .forEach((name, value) -> article.attributes().put(name.equals("lang") ? "xml:lang" : name, value));
        Set<String> cited = new HashSet<>();
        record.at("front").descendants("xref").forEach(xref -> cited.add(xref.attribute("rid")));
        // Omit a conflict-of-interest note that no contributor refers to if the body or back matter of the source
        // contains the same statement.
        Predicate<XmlElement> isSaidTwice = note -> note.name().equals("fn")
                && CONFLICT.equals(note.attribute("fn-type"))
                && !cited.contains(note.attribute("id"))
                && note.parent().elements().size() > 1
                && statements.containsTextOf(note);
        JatsMarkup ofRecord = JatsMarkup.ofRecord(address, this::uniqueId, isSaidTwice);
        article.add("\n");
        ofRecord.nodes(record.at("front")).forEach(article::add);
        JatsMarkup ofSource = JatsMarkup.ofSource(address, isGone, this::isOfRecord);
        boolean isBackWritten = false;
        for (XmlElement part : source.elements()) {
            if (OF_RECORD.contains(part.name())) {
                continue;
            }
            boolean isBehindBack = !part.name().equals("body") && !part.name().equals("back");
            if (isBehindBack && !isBackWritten) {
                back(XmlElement.NONE, ofSource, article);
                isBackWritten = true;
            }
            article.add("\n");
            if (part.name().equals("back") && !isBackWritten) {
                back(part, ofSource, article);
                isBackWritten = true;
            } else {
                ofSource.nodes(part).forEach(article::add);
            }
        }
        if (!isBackWritten) {
            back(XmlElement.NONE, ofSource, article);
        }
        article.add("\n");
        PublishingConversion.apply(article);
        StringBuilder out = new StringBuilder(1 << 17);
        out.append(JatsWriter.documentType(hasOasisTables));
        article.write(out);
        return out.append('\n').toString();
    }

    /** Adds the back matter of the source, followed by any statements that only the article record contains. */
    private void back(XmlElement back, JatsMarkup ofSource, JatsNode article) {
        boolean hasReferences = !back.descendants("ref-list").isEmpty()
                || !source.at("body").descendants("ref-list").isEmpty();
        Predicate<XmlElement> isThere = part -> switch (part.name()) {
            case "ref-list" -> hasReferences;
            case "ack", "sec", "notes", "fn" -> statements.contains(part);
            case "fn-group" -> part.elements().stream().allMatch(statements::contains);
            default -> false;
        };
        List<XmlElement> added =
                record.at("back").elements().stream().filter(isThere.negate()).toList();
        if (back.isNone() && added.isEmpty()) {
            return;
        }
        JatsNode node = new JatsNode("back");
        article.add("\n").add(node);
        ofSource.contentNodes(back).forEach(node::add);
        JatsMarkup ofRecord = JatsMarkup.ofRecord(address, this::uniqueId, isThere);
        for (XmlElement part : added) {
            node.add("\n");
            ofRecord.nodes(part).forEach(node::add);
        }
    }

    /**
     * Returns the id of an element that was generated from the article record. If an element of the source has the same
     * id, the prefix {@code record-} is added.
     */
    private String uniqueId(String id) {
        String known = freed.get(id);
        if (known != null) {
            return known;
        }
        String free = id;
        while (kept.contains(free)) {
            free = "record-" + free;
        }
        freed.put(id, free);
        return free;
    }
}
