package org.offprint.references.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;

class SequenceTrainingTest {

    private static final int ALL = (1 << PartLabel.count()) - 1;

    @Test
    void training_with_equal_data_yields_equal_models() throws IOException {
        assertArrayEquals(bytes(trained()), bytes(trained()));
    }

    @Test
    void a_trained_model_labels_text_that_is_similar_to_its_examples() {
        ReferenceTokens tokens = tokens("Adams, 2003");
        int[] allowed = new int[tokens.size()];
        Arrays.fill(allowed, ALL);
        Labelling labelling =
                trained().model().read(TokenFeatures.of(tokens), allowed, null).labelling();
        assertArrayEquals(
                new int[] {PartLabel.AUTHOR.ordinal(), PartLabel.AUTHOR.ordinal(), PartLabel.DATE.ordinal()},
                labelling.labels());
        double sum = 0;
        for (int l = 0; l < PartLabel.count(); l++) {
            sum += labelling.marginals()[l];
        }
        assertEquals(1, sum, 1e-9);
        assertTrue(labelling.marginals()[PartLabel.AUTHOR.ordinal()] > 0.5);
    }

    @Test
    void the_second_model_uses_the_labels_of_the_first_model() {
        ReferenceTokens tokens = tokens("Adams, 2003");
        int[] allowed = ReferenceModel.allowed(tokens);
        SequenceModel first = trained().model();
        SequenceModel.Reading before = first.read(TokenFeatures.of(tokens), allowed, null);
        // The first model labels the last token as a date. The second model is trained to label this token as a title.
        int[] truth = {PartLabel.AUTHOR.bit(), PartLabel.AUTHOR.bit(), PartLabel.TITLE.bit()};
        TokenFeatures.Rows features = ReadingFeatures.of(tokens, before.labelling());
        SequenceTraining training = new SequenceTraining(PartLabel.count());
        training.learn(
                Collections.nCopies(5, new SequenceTraining.Example(features, truth, 1, before)),
                new SequenceTraining.Settings(20, 0.1, 0.001, 0.1, 7));
        SequenceModel second = training.model(0.01).model();
        assertEquals(
                PartLabel.TITLE.ordinal(),
                second.read(features, allowed, before).labelling().labels()[2]);
        assertEquals(PartLabel.DATE.ordinal(), before.labelling().labels()[2]);
    }

    @Test
    void the_mean_of_equal_models_equals_each_of_the_models() throws IOException {
        assertArrayEquals(
                bytes(training().model(0.01)),
                bytes(SequenceTraining.mean(List.of(training(), training())).model(0.01)));
    }

    @Test
    void the_fast_exponential_function_equals_strict_math_within_its_tolerance() {
        for (double power = -40; power <= 40; power += 0.37) {
            double wanted = StrictMath.exp(power);
            assertEquals(wanted, LabelLattice.exp(power), wanted * 1e-10);
        }
        assertEquals(0, LabelLattice.exp(-1000));
    }

    @Test
    void a_trained_model_that_was_written_to_a_file_can_be_read_by_the_program() throws IOException {
        TrainedConfidence confidence = TrainedConfidence.fit(List.of(new TrainedConfidence.Outcome(0.5, true)), 1);
        TrainedModel trained = new TrainedModel(7, trained(), trained(), confidence, confidence);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trained.write(new DataOutputStream(bytes));

        ReferenceModel read = ReferenceModel.read(input(bytes.toByteArray()));

        assertEquals(7, read.number());
        assertEquals(0.25, read.ofWholes().of(0.25));
        ReferenceTokens tokens = tokens("Adams, 2003");
        int[] allowed = ReferenceModel.allowed(tokens);
        SequenceModel.Reading expected = trained.first().model().read(TokenFeatures.of(tokens), allowed, null);
        SequenceModel.Reading first = read.first().read(TokenFeatures.of(tokens), allowed, null);
        SequenceModel.Reading second = read.second().read(TokenFeatures.of(tokens), allowed, null);
        for (SequenceModel.Reading reading : List.of(first, second)) {
            assertArrayEquals(expected.sums(), reading.sums());
            assertArrayEquals(expected.transitions(), reading.transitions());
            assertArrayEquals(
                    expected.labelling().marginals(), reading.labelling().marginals());
        }
    }

    @Test
    void a_model_with_a_different_number_of_features_is_rejected() throws IOException {
        byte[] bytes = bytes(trained());
        assertThrows(IOException.class, () -> SequenceModel.read(input(bytes), 2));
    }

    @Test
    void calibrated_confidence_increases_with_the_score_and_matches_the_observed_accuracy() {
        List<TrainedConfidence.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(new TrainedConfidence.Outcome(i / 1000.0, i % 10 < i / 100));
        }
        Confidence confidence = TrainedConfidence.fit(outcomes, 10).confidence();
        assertEquals(0.5, confidence.of(0.55), 0.1);
        double before = 0;
        for (int i = 0; i <= 100; i++) {
            assertTrue(confidence.of(i / 100.0) >= before);
            before = confidence.of(i / 100.0);
        }
        assertTrue(before < 1);
    }

    private static byte[] bytes(TrainedWeights weights) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        weights.write(new DataOutputStream(bytes), 1);
        return bytes.toByteArray();
    }

    private static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static TrainedWeights trained() {
        return training().model(0.01);
    }

    private static SequenceTraining training() {
        List<SequenceTraining.Example> examples = new ArrayList<>();
        for (String text : List.of("Smith, 1999", "Jones, 2004", "Miller, 1987", "Brown, 2011")) {
            int[] allowed = {PartLabel.AUTHOR.bit(), PartLabel.AUTHOR.bit(), PartLabel.DATE.bit()};
            examples.add(new SequenceTraining.Example(TokenFeatures.of(tokens(text)), allowed, 1));
        }
        SequenceTraining training = new SequenceTraining(PartLabel.count());
        training.learn(examples, new SequenceTraining.Settings(20, 0.1, 0.001, 0.1, 7));
        return training;
    }

    private static ReferenceTokens tokens(String text) {
        return ReferenceTokens.of(text, PrintedIdentifiers.in(text));
    }
}
