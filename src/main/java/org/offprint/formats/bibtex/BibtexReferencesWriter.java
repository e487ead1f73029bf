package org.offprint.formats.bibtex;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.offprint.formats.writing.ReferenceListWriter;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.text.Table;

/**
 * Writes references as BibTeX in UTF-8. A reference that has only its printed text becomes an entry with the text as
 * its note.
 */
public final class BibtexReferencesWriter implements ReferenceListWriter {

    private static final Map<String, String> TYPES = Table.map("reference-types.tsv", "bibtex");

    /** BibTeX entry types for works within a container that has its own title, for example papers in proceedings. */
    private static final Set<String> PARTS = Set.of("incollection", "inproceedings");

    @Override
    public String write(List<Reference> references) {
        List<String> keys = Reference.keys(references);
        Set<String> taken = new HashSet<>();
        return IntStream.range(0, references.size())
                .mapToObj(i -> entry(references.get(i), key(keys.get(i), i + 1, taken)))
                .collect(Collectors.joining("\n"));
    }

    /** Returns a unique BibTeX key without characters that would end or escape the key. */
    private static String key(String key, int number, Set<String> taken) {
        String plain = key.replaceAll("[^\\p{L}\\p{N}_:.+/-]", "");
        String free = plain.isEmpty() || !taken.add(plain) ? plain + "-ref" + number : plain;
        taken.add(free);
        return free;
    }

    private static String entry(Reference reference, String key) {
        String type = type(reference);
        StringBuilder entry = new StringBuilder("@").append(type).append('{').append(key);
        BibtexWriter.field(entry, "author", names(reference.authors(), reference.etAl() != null));
        BibtexWriter.field(entry, "editor", names(reference.editors(), false));
        BibtexWriter.field(entry, "translator", names(reference.translators(), false));
        // The extra braces prevent citation styles from changing the capitalization of the title.
        BibtexWriter.field(
                entry, "title", reference.title() == null ? null : "{" + BibtexWriter.escaped(reference.title()) + "}");
        BibtexWriter.text(
                entry,
                type.equals("article") ? "journal" : PARTS.contains(type) ? "booktitle" : "howpublished",
                reference.containerTitle());
        BibtexWriter.text(entry, "series", reference.series());
        BibtexWriter.text(entry, "edition", reference.edition());
        BibtexWriter.text(entry, "version", reference.version());
        BibtexWriter.text(entry, "year", reference.year());
        BibtexWriter.text(entry, "month", reference.month());
        BibtexWriter.text(entry, "volume", reference.volume());
        BibtexWriter.text(entry, "number", reference.issue());
        BibtexWriter.text(entry, "pages", reference.firstPage(), reference.lastPage());
        BibtexWriter.text(entry, "eid", reference.articleNumber());
        BibtexWriter.text(entry, publisher(type), reference.publisher());
        BibtexWriter.text(entry, "address", reference.publisherPlace());
        BibtexWriter.text(
                entry,
                "eventtitle",
                reference.conference() == null ? null : reference.conference().name());
        BibtexWriter.field(
                entry,
                "doi",
                reference.doi() == null
                        ? null
                        : BibtexWriter.verbatim(reference.doi().value()));
        BibtexWriter.text(entry, "isbn", reference.isbn());
        BibtexWriter.text(entry, "issn", reference.issn());
        BibtexWriter.text(entry, "pmid", reference.pmid());
        BibtexWriter.text(entry, "pmcid", reference.pmcid());
        BibtexWriter.field(
                entry,
                "url",
                reference.url() == null
                        ? null
                        : BibtexWriter.verbatim(reference.url().value()));
        BibtexWriter.text(entry, "urldate", reference.accessed());
        BibtexWriter.text(entry, "note", reference.describes() ? reference.comment() : reference.text());
        return entry.append("\n}\n").toString();
    }

    private static String type(Reference reference) {
        if (reference.type() == null) {
            boolean isInJournal = reference.containerTitle() != null && reference.volume() != null;
            return isInJournal ? "article" : "misc";
        }
        return TYPES.getOrDefault(reference.type(), "misc");
    }

    private static String publisher(String type) {
        return type.equals("phdthesis") ? "school" : type.equals("techreport") ? "institution" : "publisher";
    }

    private static String names(List<ReferenceAuthor> people, boolean goesOn) {
        if (people.isEmpty()) {
            return null;
        }
        return people.stream().map(BibtexReferencesWriter::name).collect(Collectors.joining(" and "))
                + (goesOn ? " and others" : "");
    }

    private static String name(ReferenceAuthor person) {
        if (person.family() == null) {
            String name = person.name() == null ? person.given() : person.name();
            return "{" + BibtexWriter.escaped(name == null ? "" : name) + "}";
        }
        String family = BibtexWriter.part(person.family());
        return person.given() == null ? family : family + ", " + BibtexWriter.part(person.given());
    }
}
