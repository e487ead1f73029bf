package org.offprint.web.api.references;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference;
import org.offprint.references.pasted.ReadReference;
import org.offprint.references.suggestions.SuggestedParts;
import org.offprint.references.tokens.ReferenceField;

/**
 * Parsed reference, as returned to clients.
 *
 * @param lines number of lines; null if the reference is on one line
 * @param repeatsAuthors true if the authors are copied from the previous reference; null if the text contains them
 * @param readTo offset at which parsing ended; null if the whole text was parsed
 */
@Schema(name = "ParsedReference", description = "Reference with the parts that were parsed from its printed text.")
record ParsedWords(
        @Schema(
                description = "Number or short name of the reference in the bibliography, without brackets. Omitted if"
                        + " the reference has neither.",
                examples = "12")
        String label,

        @Schema(
                description = "Number of lines that were joined into this reference. Omitted if the reference is on"
                        + " one line.")
        Integer lines,

        @Schema(
                description = "`true` if a placeholder such as `———` or `Idem` replaces the authors, and the authors"
                        + " come from the previous reference. Otherwise omitted.")
        Boolean repeatsAuthors,

        @JsonUnwrapped Reference reference,

        @Schema(description = "arXiv identifier of the cited preprint.", examples = "2103.01234")
        String arxiv,

        @Schema(
                required = true,
                minimum = "0",
                maximum = "1",
                description = "Confidence that all parts of the reference are correct.")
        double confidence,

        @Schema(
                required = true,
                description = "Confidence of each parsed part, from 0 to 1, keyed by the `field` names of `spans`.")
        Map<String, Double> confidences,

        @Schema(
                required = true,
                description = "Whether the style or the language of the reference differs from the training data. If"
                        + " `true`, the confidences are unreliable.")
        boolean unfamiliar,

        @Schema(
                required = true,
                description = "Positions of the parsed parts in the reference text, in ascending order.")
        List<PrintedSpan> spans,

        @Schema(
                description = "Offset at which parsing ended. Present only if the reference text exceeds the length"
                        + " limit of the parser.")
        Integer readTo) {

    /** Parsed part of a reference, such as title or year, with its position in the reference text. */
    @Schema(name = "PrintedSpan", description = "Part of a reference with its position in the text.")
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
                    },
                    description = "Name of the reference part. `date` covers the year, season, month and day. `pages`"
                            + " covers both pages and the article number.")
            String field,

            @Schema(
                    required = true,
                    minimum = "0",
                    description = "Offset of the first character, in UTF-16 code units of `text`.")
            int start,

            @Schema(
                    required = true,
                    minimum = "0",
                    description = "Offset after the last character, in UTF-16 code units of `text`.")
            int end) {}

    /** Returns the API representation of a parsed reference from a request, including its text. */
    static ParsedWords of(ReadReference read) {
        Reference parts = SuggestedParts.valid(read.parse().reference())
                .with(null, read.printed().text());
        return of(read, parts, 0);
    }

    /** Returns the API representation of the suggested parts of an article's reference, without its text. */
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
