package org.offprint.references;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * All that is trained: the labels of tokens, and how likely they are right.
 *
 * @param number rises with each model
 * @param first labels tokens by the words around them
 * @param second labels them anew, by what the first one has found in all of the reference
 * @param ofFields by the least probability of a field's tokens
 * @param ofWholes by the product of these probabilities
 */
record ReferenceModel(int number, SequenceModel first, SequenceModel second, Confidence ofFields, Confidence ofWholes) {

    private static final String RESOURCE = "/references/model.bin.gz";
    private static final int ALL = (1 << PartLabel.count()) - 1;

    /** Returns the model of this program. */
    static ReferenceModel load() {
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

    /** Labels tokens; identifiers have no label. */
    PrintedParts parts(ReferenceTokens tokens) {
        int[] allowed = allowed(tokens);
        SequenceModel.Reading reading = first.read(TokenFeatures.of(tokens), allowed, null);
        SequenceModel.Labelling labelling = second.read(
                        ReadingFeatures.of(tokens, reading.labelling()), allowed, reading)
                .labelling();
        double[] sure = new double[tokens.size()];
        for (int i = 0; i < sure.length; i++) {
            sure[i] = labelling.marginals()[i * PartLabel.count() + labelling.labels()[i]];
        }
        PrintedParts parts = new PrintedParts(tokens, labelling.labels(), sure);
        PartBorders.mend(tokens, parts);
        return parts;
    }

    /** Returns the labels that each token may have: an identifier is of no part. */
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
