package org.offprint.references.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.offprint.references.tokens.ReferenceTokens;

/**
 * Trained model that labels the tokens of a reference in two passes.
 *
 * @param number version number, which increases with each model that may parse references differently
 * @param first model of the first pass, which labels each token by the surrounding words
 * @param second model of the second pass, which labels each token again, using the result of the first pass for the
 *     whole reference
 * @param ofFields table that maps the lowest token probability of a field to the confidence of the field
 * @param ofWholes table that maps the product of the field probabilities to the confidence of the whole reference
 */
public record ReferenceModel(
        int number, SequenceModel first, SequenceModel second, Confidence ofFields, Confidence ofWholes) {

    private static final String RESOURCE = "/references/model.bin.gz";
    private static final int ALL = (1 << PartLabel.count()) - 1;

    /** Loads the model for parsing references that is packaged with the program. */
    public static ReferenceModel load() {
        try (InputStream file = ReferenceModel.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is missing.");
            }
            return read(new DataInputStream(new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    static ReferenceModel read(DataInputStream in) throws IOException {
        int number = in.readInt();
        SequenceModel first = SequenceModel.read(in, TokenFeatures.signature());
        SequenceModel second = SequenceModel.read(in, ReadingFeatures.signature());
        return new ReferenceModel(number, first, second, Confidence.read(in), Confidence.read(in));
    }

    /** Labels the tokens of a reference. Identifiers always have the label {@link PartLabel#OTHER}. */
    public Labelling label(ReferenceTokens tokens) {
        int[] allowed = allowed(tokens);
        SequenceModel.Reading reading = first.read(TokenFeatures.of(tokens), allowed, null);
        return second.read(ReadingFeatures.of(tokens, reading.labelling()), allowed, reading)
                .labelling();
    }

    /** Returns bit sets of the labels that each token may have. */
    static int[] allowed(ReferenceTokens tokens) {
        int[] allowed = new int[tokens.size()];
        Arrays.fill(allowed, ALL);
        for (int i = 0; i < allowed.length; i++) {
            if (tokens.isIdentifier(i)) {
                allowed[i] = PartLabel.OTHER.bit();
            }
        }
        return allowed;
    }
}
