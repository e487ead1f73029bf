package org.offprint.references.suggestions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.references.ParsedReference;
import org.offprint.references.ReferenceField;
import org.offprint.references.pasted.PastedReference;
import org.offprint.references.pasted.ReadReference;

/**
 * The parts that the words of one reference of an article suggest. They are shown beside what is stated and never
 * become part of it by themselves.
 *
 * @param stated the reference as it is
 * @param start where its words begin behind its label, in UTF-16 units
 * @param read what its words say; without a parse where it has none
 * @param parts what they say, without members that no reference may have; null without a parse
 * @param differs the stated parts that the words contradict, by the names of their members
 */
public record SuggestedParts(Reference stated, int start, ReadReference read, Reference parts, List<String> differs) {

    /** Least confidence of a part that is told to contradict what is stated. */
    private static final double LEAST = 0.5;

    /** Returns what the references of an article suggest, in their order. */
    public static List<SuggestedParts> of(List<Reference> references, Function<String, ParsedReference> parser) {
        List<PastedReference> printed = new ArrayList<>(references.size());
        List<Integer> starts = new ArrayList<>(references.size());
        for (Reference reference : references) {
            boolean hasWords = reference.text() != null && !reference.text().isBlank();
            int start = hasWords ? PastedReference.start(reference.text()) : 0;
            starts.add(start);
            printed.add(hasWords ? new PastedReference(reference.text().substring(start), null, 1) : null);
        }
        List<ReadReference> read = ReadReference.all(printed, parser);
        List<SuggestedParts> suggested = new ArrayList<>(references.size());
        for (int i = 0; i < references.size(); i++) {
            Reference stated = references.get(i);
            ParsedReference parse = read.get(i).parse();
            Reference parts = parse == null ? null : valid(parse.reference());
            suggested.add(
                    new SuggestedParts(stated, starts.get(i), read.get(i), parts, differing(stated, parts, parse)));
        }
        return suggested;
    }

    /** Reports whether there is something to be shown: parts where none describe the work, or other ones. */
    public boolean isWorthShowing() {
        return parts != null && (canBeAccepted() || !differs.isEmpty());
    }

    /** Reports whether its parts can become those of the reference: it has words that say some, and states none. */
    public boolean canBeAccepted() {
        return !stated.describes() && parts != null && parts.hasParts();
    }

    /** Reports whether its parts are to be accepted by all that are at least so sure. */
    public boolean isSure(double confidence) {
        return canBeAccepted() && !read.parse().unfamiliar() && read.parse().confidence() >= confidence;
    }

    /** Returns the reference with the suggested parts in the places of which nothing is stated, its words as they are. */
    public Reference accepted() {
        return stated.completedBy(parts, Reference.PartsOrigin.SUGGESTION);
    }

    /** Returns the reference without key and words, and without members that break the rules of references. */
    public static Reference valid(Reference parsed) {
        ObjectNode tree = (ObjectNode) Json.tree(parsed.with(null, null));
        RecordReader reader = new RecordReader();
        Reference read = reader.read(tree, Reference.class);
        if (reader.isClean()) {
            return read;
        }
        for (Finding finding : reader.findings()) {
            tree.remove(finding.pointer().split("/")[1]);
        }
        return new RecordReader().read(tree, Reference.class);
    }

    private static List<String> differing(Reference stated, Reference found, ParsedReference parse) {
        List<String> differing = new ArrayList<>();
        if (found == null || !stated.hasParts()) {
            return differing;
        }
        compare(differing, "authors", family(stated), family(found), parse, ReferenceField.AUTHORS);
        compare(differing, "title", stated.title(), found.title(), parse, ReferenceField.TITLE);
        compare(
                differing,
                "containerTitle",
                stated.containerTitle(),
                found.containerTitle(),
                parse,
                ReferenceField.CONTAINER_TITLE);
        compare(differing, "volume", stated.volume(), found.volume(), parse, ReferenceField.VOLUME);
        compare(differing, "issue", stated.issue(), found.issue(), parse, ReferenceField.ISSUE);
        compare(differing, "firstPage", stated.firstPage(), found.firstPage(), parse, ReferenceField.PAGES);
        compare(differing, "year", digits(stated.year()), digits(found.year()), parse, ReferenceField.DATE);
        compare(
                differing,
                "doi",
                stated.doi() == null ? null : stated.doi().key(),
                found.doi() == null ? null : found.doi().key(),
                parse,
                ReferenceField.DOI);
        return differing;
    }

    private static void compare(
            List<String> differing,
            String member,
            String stated,
            String found,
            ParsedReference parse,
            ReferenceField field) {
        String one = letters(stated);
        String other = letters(found);
        boolean isSaid = !one.isEmpty() && !other.isEmpty();
        boolean isSure = parse.confidences().getOrDefault(field, 0.0) >= LEAST;
        boolean isLong = field == ReferenceField.TITLE || field == ReferenceField.CONTAINER_TITLE;
        boolean isAlike = isLong ? one.contains(other) || other.contains(one) : one.equals(other);
        if (isSaid && isSure && !isAlike) {
            differing.add(member);
        }
    }

    private static String family(Reference reference) {
        if (reference.authors().isEmpty()) {
            return null;
        }
        ReferenceAuthor first = reference.authors().get(0);
        return first.family() == null ? first.name() : first.family();
    }

    private static String digits(String year) {
        return year == null ? null : year.replaceAll("[^0-9]", "");
    }

    /** Letters and digits alone, small, without accents of width or form. */
    private static String letters(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
