package org.offprint.references;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * All that is trained: the labels of tokens, and how likely they are right.
 *
 * @param number rises with each model
 * @param ofFields by the least probability of a field's tokens
 * @param ofWholes by the product of these probabilities
 */
record ReferenceModel(int number, SequenceModel tagger, Confidence ofFields, Confidence ofWholes) {

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
        SequenceModel tagger = SequenceModel.read(in, TokenFeatures.signature());
        return new ReferenceModel(number, tagger, Confidence.read(in), Confidence.read(in));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(number);
        tagger.write(out, TokenFeatures.signature());
        ofFields.write(out);
        ofWholes.write(out);
    }

    /** Labels tokens; identifiers have no label. */
    PrintedParts parts(ReferenceTokens tokens) {
        int[] allowed = new int[tokens.size()];
        Arrays.fill(allowed, ALL);
        for (int i = 0; i < allowed.length; i++) {
            if (tokens.isIdentifier(i)) {
                allowed[i] = PartLabel.OTHER.bit();
            }
        }
        SequenceModel.Labelling labelling = tagger.label(TokenFeatures.of(tokens), allowed);
        double[] sure = new double[tokens.size()];
        for (int i = 0; i < sure.length; i++) {
            sure[i] = labelling.marginals()[i * tagger.labels() + labelling.labels()[i]];
        }
        PrintedParts parts = new PrintedParts(tokens, labelling.labels(), sure);
        PartBorders.mend(tokens, parts);
        return parts;
    }
}
