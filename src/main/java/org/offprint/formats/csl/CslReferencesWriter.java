package org.offprint.formats.csl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.writing.ReferenceListWriter;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.text.Table;

/**
 * Writes references as CSL-JSON. A reference that has only its printed text becomes an item of type {@code document}
 * with the text as its note.
 */
public final class CslReferencesWriter implements ReferenceListWriter {

    private static final Map<String, String> TYPES = Table.map("reference-types.tsv", "csl");

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(1\\d{3}|2\\d{3})(?!\\d)");
    private static final Pattern DAY = Pattern.compile("[1-9]|[12]\\d|3[01]");
    private static final Pattern DATE = Pattern.compile("([12]\\d{3})-(\\d\\d)-(\\d\\d)");

    @Override
    public String write(List<Reference> references) {
        List<String> keys = Reference.keys(references);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < references.size(); i++) {
            items.add(item(references.get(i), keys.get(i)));
        }
        return new String(Json.write(items), StandardCharsets.UTF_8);
    }

    private static ObjectNode item(Reference reference, String key) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", key);
        item.put("type", type(reference));
        put(item, "title", reference.title());
        names(item, "author", reference.authors());
        names(item, "editor", reference.editors());
        names(item, "translator", reference.translators());
        issued(item, reference);
        accessed(item, reference.accessed());
        put(item, "container-title", reference.containerTitle());
        put(item, "collection-title", reference.series());
        put(item, "edition", reference.edition());
        put(item, "version", reference.version());
        put(item, "volume", reference.volume());
        put(item, "issue", reference.issue());
        put(
                item,
                "page",
                reference.firstPage() == null || reference.lastPage() == null
                        ? reference.firstPage()
                        : reference.firstPage() + "-" + reference.lastPage());
        put(item, "number", reference.articleNumber());
        if (reference.conference() != null) {
            put(item, "event-title", reference.conference().name());
            put(item, "event-place", reference.conference().place());
        }
        put(item, "publisher", reference.publisher());
        put(item, "publisher-place", reference.publisherPlace());
        put(item, "DOI", reference.doi() == null ? null : reference.doi().value());
        put(item, "PMID", reference.pmid());
        put(item, "PMCID", reference.pmcid());
        put(item, "ISBN", reference.isbn());
        put(item, "ISSN", reference.issn());
        put(item, "URL", reference.url() == null ? null : reference.url().value());
        put(item, "note", reference.describes() ? reference.comment() : reference.text());
        return item;
    }

    private static String type(Reference reference) {
        if (reference.type() == null) {
            boolean isInJournal = reference.containerTitle() != null && reference.volume() != null;
            return isInJournal ? "article-journal" : "document";
        }
        return TYPES.getOrDefault(reference.type(), "document");
    }

    private static void names(ObjectNode item, String role, List<ReferenceAuthor> people) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (ReferenceAuthor person : people) {
            ObjectNode name = names.addObject();
            put(name, "family", person.family());
            put(name, "given", person.given());
            put(name, "literal", person.family() == null && person.given() == null ? person.name() : null);
        }
        if (!names.isEmpty()) {
            item.set(role, names);
        }
    }

    private static void issued(ObjectNode item, Reference reference) {
        if (reference.year() == null) {
            return;
        }
        Matcher year = YEAR.matcher(reference.year());
        if (!year.find()) {
            item.putObject("issued").put("literal", SingleLine.of(reference.year()));
            return;
        }
        ArrayNode parts =
                item.putObject("issued").putArray("date-parts").addArray().add(Integer.parseInt(year.group()));
        Integer month = reference.month() == null ? null : SourceDate.printedMonth(reference.month());
        if (month != null) {
            parts.add(month);
            if (reference.day() != null && DAY.matcher(reference.day()).matches()) {
                parts.add(Integer.parseInt(reference.day()));
            }
        }
    }

    private static void accessed(ObjectNode item, String accessed) {
        if (accessed == null) {
            return;
        }
        Matcher date = DATE.matcher(accessed);
        if (date.matches()) {
            item.putObject("accessed")
                    .putArray("date-parts")
                    .addArray()
                    .add(Integer.parseInt(date.group(1)))
                    .add(Integer.parseInt(date.group(2)))
                    .add(Integer.parseInt(date.group(3)));
        } else {
            item.putObject("accessed").put("literal", SingleLine.of(accessed));
        }
    }

    private static void put(ObjectNode object, String name, String value) {
        if (value != null && !value.isBlank()) {
            object.put(name, SingleLine.of(value));
        }
    }
}
