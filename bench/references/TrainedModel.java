package org.offprint.references.model;

import java.io.DataOutputStream;
import java.io.IOException;

/** Trained parts of a {@link ReferenceModel}, which is its readable form. */
record TrainedModel(
        int number,
        TrainedWeights first,
        TrainedWeights second,
        TrainedConfidence ofFields,
        TrainedConfidence ofWholes) {

    ReferenceModel model() {
        return new ReferenceModel(
                number, first.model(), second.model(), ofFields.confidence(), ofWholes.confidence());
    }

    TrainedModel with(TrainedConfidence fields, TrainedConfidence wholes) {
        return new TrainedModel(number, first, second, fields, wholes);
    }

    /** Writes the model in the format that {@link ReferenceModel#read} reads. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(number);
        first.write(out, TokenFeatures.signature());
        second.write(out, ReadingFeatures.signature());
        ofFields.write(out);
        ofWholes.write(out);
    }
}
