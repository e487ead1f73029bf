package org.offprint.references;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.PrintedIdentifiers.Identifier;

/** Takes references as printed apart. Safe for any number of threads. */
@Singleton
public final class ReferenceParser {

    /** The patterns of identifiers hardly err. */
    private static final double SURE = 0.99;

    /** Below this mean probability of its labels a reference is unlike those that the model has seen. */
    private static final double FAMILIAR = 0.9;

    private final ReferenceModel model;

    /** Reads the model of this program. */
    public ReferenceParser() {
        this(ReferenceModel.load());
    }

    ReferenceParser(ReferenceModel model) {
        this.model = model;
    }

    /** Returns the number of the model, which rises whenever the same words may be parsed otherwise. */
    public int model() {
        return model.number();
    }

    /**
     * Parses one reference of any style and length. The words stay as they are, and places are in UTF-16 units of them;
     * the effort is linear in their length.
     *
     * @param text not null
     */
    public ParsedReference parse(String text) {
        List<Identifier> identifiers = PrintedIdentifiers.in(text);
        ReferenceTokens tokens = ReferenceTokens.of(text, identifiers);
        PrintedParts parts = model.parts(tokens);
        List<Span> spans = new ArrayList<>();
        Map<ReferenceField, Double> confidences = new EnumMap<>(ReferenceField.class);
        double product = 1;
        for (Map.Entry<PartLabel, PrintedParts.Part> entry : parts.parts().entrySet()) {
            PrintedParts.Part part = entry.getValue();
            ReferenceField field = entry.getKey().field();
            spans.add(new Span(field, tokens.start(part.first()), tokens.end(part.last())));
            double confidence = model.ofFields().of(part.probability());
            confidences.put(field, confidence);
            product *= part.probability();
        }
        boolean isUnfamiliar = parts.parts().isEmpty() || parts.mean() < FAMILIAR;
        for (Identifier identifier : identifiers) {
            if (identifier.end() <= tokens.readTo()) {
                spans.add(new Span(identifier.field(), identifier.start(), identifier.end()));
                confidences.put(identifier.field(), SURE);
            }
        }
        spans.sort(Comparator.comparingInt(Span::start));
        double confidence = parts.parts().isEmpty() ? 0 : model.ofWholes().of(product);
        return new ParsedReference(
                ReferenceParts.of(tokens, parts.parts(), spans),
                spans,
                confidences,
                confidence,
                isUnfamiliar,
                tokens.readTo());
    }
}
