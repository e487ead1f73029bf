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
import org.offprint.references.pasted.PastedReference;
import org.offprint.references.pasted.ReadReference;
import org.offprint.references.tokens.ReferenceField;

/**
 * Members of a reference that are suggested by its printed text. Suggestions are shown next to the stored members, and
 * never change the reference automatically.
 *
 * @param stated stored reference
 * @param start offset of the reference text after the label, in UTF-16 code units
 * @param read parse result of the reference text; contains no parse if the reference has no text
 * @param parts suggested reference without invalid members; null if there is no parse
 * @param differs names of the stored members that differ from the printed text
 */
public record SuggestedParts(Reference stated, int start, ReadReference read, Reference parts, List<String> differs) {

    /** Minimum confidence at which a suggested member is reported as different from the stored member. */
    private static final double MIN_CONFIDENCE = 0.5;

    /** Returns the suggestions for the references of an article, in the order of the references. */
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

    /**
     * Returns whether there are suggestions to show: new members, or stored members that differ from the printed text.
     */
    public boolean isWorthShowing() {
        return parts != null && (canBeAccepted() || !differs.isEmpty());
    }

    /**
     * Returns whether the suggestion can be accepted. The printed text must contain recognized parts, and the stored
     * reference must have no members that describe the cited work.
     */
    public boolean canBeAccepted() {
        return !stated.describes() && parts != null && parts.hasParts();
    }

    /**
     * Returns whether the suggestion can be accepted, results from a reliable parse, and has at least the given
     * confidence.
     */
    public boolean isSure(double confidence) {
        return canBeAccepted() && !read.parse().unfamiliar() && read.parse().confidence() >= confidence;
    }

    /**
     * Returns the stored reference with its empty members filled from the suggestion. The text of the reference is
     * unchanged.
     */
    public Reference accepted() {
        return stated.completedBy(parts, Reference.PartsOrigin.SUGGESTION);
    }

    /** Returns a parsed reference without its key and text, and without members that violate the validation rules. */
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
        boolean isSure = parse.confidences().getOrDefault(field, 0.0) >= MIN_CONFIDENCE;
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

    /** Returns the letters and digits of a string in lower case, after compatibility normalization. */
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
