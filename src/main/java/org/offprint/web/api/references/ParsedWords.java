package org.offprint.web.api.references;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference;
import org.offprint.references.ReferenceField;
import org.offprint.references.pasted.ReadReference;
import org.offprint.references.suggestions.SuggestedParts;

/**
 * What the printed words of a reference say, as it goes out.
 *
 * @param lines null for one
 * @param repeatsAuthors null where they stand in the words
 * @param readTo null where all was read
 */
@Schema(name = "ParsedReference")
record ParsedWords(
        @Schema(
                description = "Its number or short name in the list, without brackets; left out where it has none.",
                examples = "12")
        String label,

        @Schema(description = "How many lines it was joined of; left out for one.")
        Integer lines,

        @Schema(
                description =
                        "Its authors are those of the reference before, for which a mark such as `———` or `Idem` stands."
                                + " Left out where they stand in its words.")
        Boolean repeatsAuthors,

        @JsonUnwrapped Reference reference,

        @Schema(description = "The number of a preprint at arXiv.", examples = "2103.01234")
        String arxiv,

        @Schema(required = true, minimum = "0", maximum = "1", description = "How sure it is that all parts are right.")
        double confidence,

        @Schema(
                required = true,
                description = "How sure each part is that stands in the words, from 0 to 1, by the fields of `spans`.")
        Map<String, Double> confidences,

        @Schema(
                required = true,
                description =
                        "The style or the language is unlike those that the model knows, so that confidences say little.")
        boolean unfamiliar,

        @Schema(required = true, description = "Where the parts stand in the words, in their order.")
        List<PrintedSpan> spans,

        @Schema(
                description =
                        "Where reading ended, in words that are longer than what is read; left out where all was.")
        Integer readTo) {

    /** A part as it stands in the words. */
    @Schema(name = "PrintedSpan")
    record PrintedSpan(
            @Schema(
                    required = true,
                    enumeration = {
                        "authors",
                        "editors",
                        "title",
                        "containerTitle",
                        "date",
                        "volume",
                        "issue",
                        "pages",
                        "edition",
                        "publisher",
                        "publisherPlace",
                        "doi",
                        "pmid",
                        "pmcid",
                        "arxiv",
                        "isbn",
                        "issn",
                        "url"
                    })
            String field,

            @Schema(required = true, minimum = "0", description = "Of its first character, in UTF-16 units of `text`.")
            int start,

            @Schema(required = true, minimum = "0", description = "Behind its last character.")
            int end) {}

    /** Returns what a list that was sent says. */
    static ParsedWords of(ReadReference read) {
        Reference parts = SuggestedParts.valid(read.parse().reference())
                .with(null, read.printed().text());
        return of(read, parts, 0);
    }

    /** Returns what the words of an article's reference say, which are not repeated. */
    static ParsedWords of(SuggestedParts suggested) {
        return of(suggested.read(), suggested.parts(), suggested.start());
    }

    private static ParsedWords of(ReadReference read, Reference parts, int start) {
        ParsedReference parse = read.parse();
        String text = read.printed().text();
        List<PrintedSpan> spans = new ArrayList<>();
        String arxiv = null;
        for (ParsedReference.Span span : parse.spans()) {
            spans.add(new PrintedSpan(span.field().word(), span.start() + start, span.end() + start));
            if (span.field() == ReferenceField.ARXIV && arxiv == null) {
                arxiv = span.of(text);
            }
        }
        Map<String, Double> confidences = new TreeMap<>();
        parse.confidences().forEach((field, sure) -> confidences.put(field.word(), rounded(sure)));
        return new ParsedWords(
                read.printed().label(),
                read.printed().lines() == 1 ? null : read.printed().lines(),
                read.repeatsAuthors() ? true : null,
                parts,
                arxiv,
                rounded(parse.confidence()),
                confidences,
                parse.unfamiliar(),
                spans,
                parse.readTo() < text.length() ? parse.readTo() + start : null);
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * 1000) / 1000.0;
    }
}
