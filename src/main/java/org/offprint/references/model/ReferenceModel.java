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
 * @param number model number, which rises whenever the same text may be parsed differently
 * @param first labels tokens by the words around them
 * @param second labels the tokens again, by the result that the first pass returned for the whole reference
 * @param ofFields confidence of a field, by the lowest probability of its tokens
 * @param ofWholes confidence of a whole reference, by the product of the probabilities of its fields
 */
public record ReferenceModel(
        int number, SequenceModel first, SequenceModel second, Confidence ofFields, Confidence ofWholes) {

    private static final String RESOURCE = "/references/model.bin.gz";
    private static final int ALL = (1 << PartLabel.count()) - 1;

    /** Returns the model that is packaged with the program. */
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

    /** Labels the tokens of a reference. Tokens that are identifiers get no label of a part. */
    public Labelling label(ReferenceTokens tokens) {
        int[] allowed = allowed(tokens);
        SequenceModel.Reading reading = first.read(TokenFeatures.of(tokens), allowed, null);
        return second.read(ReadingFeatures.of(tokens, reading.labelling()), allowed, reading)
                .labelling();
    }

    /** Returns the labels that each token may have, as bits. */
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
