package org.offprint.references;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.model.Labelling;
import org.offprint.references.model.PartLabel;
import org.offprint.references.model.ReferenceModel;
import org.offprint.references.repair.Part;
import org.offprint.references.repair.PartRepair;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.PrintedIdentifiers.Identifier;
import org.offprint.references.tokens.ReferenceField;
import org.offprint.references.tokens.ReferenceTokens;

/** Parser of printed references. Instances are thread-safe. */
@Singleton
public final class ReferenceParser {

    /** Confidence of identifiers, which are recognized by their formats, not by the model. */
    private static final double IDENTIFIER_CONFIDENCE = 0.99;

    /**
     * Minimum mean label probability of a reference. A lower mean indicates that the reference does not resemble the
     * training data.
     */
    private static final double MIN_FAMILIAR = 0.9;

    private final ReferenceModel model;

    /** Creates a parser and loads its model. */
    public ReferenceParser() {
        this(ReferenceModel.load());
    }

    ReferenceParser(ReferenceModel model) {
        this.model = model;
    }

    /**
     * Returns the version number of the parsing model. The model number increases with each model that may parse
     * references differently.
     */
    public int model() {
        return model.number();
    }

    /**
     * Parses one reference of any style and length, in linear time. Only the first 400 tokens are parsed.
     *
     * @param text printed reference without its label; not null
     */
    public ParsedReference parse(String text) {
        List<Identifier> identifiers = PrintedIdentifiers.in(text);
        ReferenceTokens tokens = ReferenceTokens.of(text, identifiers);
        Labelling labelling = model.label(tokens);
        Map<PartLabel, Part> parts = PartRepair.parts(tokens, labelling);
        List<Span> spans = new ArrayList<>();
        Map<ReferenceField, Double> confidences = new EnumMap<>(ReferenceField.class);
        double product = 1;
        for (Map.Entry<PartLabel, Part> entry : parts.entrySet()) {
            Part part = entry.getValue();
            ReferenceField field = entry.getKey().field();
            spans.add(new Span(field, tokens.start(part.first()), tokens.end(part.last())));
            double confidence = model.ofFields().of(part.probability());
            confidences.put(field, confidence);
            product *= part.probability();
        }
        boolean isUnfamiliar = parts.isEmpty() || labelling.meanProbability() < MIN_FAMILIAR;
        for (Identifier identifier : identifiers) {
            if (identifier.end() <= tokens.readTo()) {
                spans.add(new Span(identifier.field(), identifier.start(), identifier.end()));
                confidences.put(identifier.field(), IDENTIFIER_CONFIDENCE);
            }
        }
        spans.sort(Comparator.comparingInt(Span::start));
        double confidence = parts.isEmpty() ? 0 : model.ofWholes().of(product);
        return new ParsedReference(
                ReferenceParts.of(tokens, parts, spans), spans, confidences, confidence, isUnfamiliar, tokens.readTo());
    }
}
