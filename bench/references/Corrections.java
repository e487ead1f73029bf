package org.offprint.references.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Corrections of tags without the text of the references. Each line contains the set, the hash of the string, the
 * field, and the offsets of its value in UTF-16 units ({@code start-end}, several joined by commas; {@code -} for
 * none). {@code ~} marks values that are as correct as the tags.
 */
final class Corrections {

    private static final String EITHER = "~";

    private final Map<String, Map<PartLabel, String>> byString = new HashMap<>();
    private final Set<String> found = new HashSet<>();

    private Corrections() {}

    /** Returns an empty set of corrections. */
    static Corrections none() {
        return new Corrections();
    }

    static Corrections read(Path file) throws IOException {
        Corrections corrections = new Corrections();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            String before = corrections
                    .byString
                    .computeIfAbsent(columns[1], hash -> new EnumMap<>(PartLabel.class))
                    .put(label(columns[2]), columns[3]);
            if (before != null) {
                throw new IllegalStateException("The field has two corrections: " + line);
            }
        }
        return corrections;
    }

    /** Returns the label of a field name. */
    static PartLabel label(String word) {
        for (PartLabel label : PartLabel.values()) {
            if (label.field() != null && label.field().word().equals(word)) {
                return label;
            }
        }
        throw new IllegalStateException("There is no field with the name " + word);
    }

    /** Returns the correct values of each field, normalized. An empty value means that the field may be absent. */
    Map<PartLabel, List<String>> values(LabelledReference reference) {
        Map<PartLabel, List<String>> values = reference.values();
        String hash = Differences.hash(reference.text());
        found.add(hash);
        byString.getOrDefault(hash, Map.of()).forEach((label, spans) -> {
            boolean isEither = spans.startsWith(EITHER);
            Set<String> right = new LinkedHashSet<>();
            if (isEither) {
                right.addAll(values.getOrDefault(label, List.of("")));
            }
            right.addAll(at(reference.text(), label, isEither ? spans.substring(1) : spans));
            values.put(label, List.copyOf(right));
        });
        return values;
    }

    /** Returns the offsets of a field according to the tags and their corrections. */
    String spans(LabelledReference reference, PartLabel label) {
        String spans = byString.getOrDefault(Differences.hash(reference.text()), Map.of())
                .getOrDefault(label, EITHER);
        return spans.startsWith(EITHER) ? reference.spans(label) : spans;
    }

    /** Returns the normalized values at the offsets: all of them joined, and the first one. */
    static List<String> at(String text, PartLabel label, String spans) {
        if (spans.equals("-")) {
            return List.of("");
        }
        List<String> runs = new ArrayList<>();
        for (String span : spans.split(",")) {
            String[] ends = span.split("-");
            String run = text.substring(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
            runs.add(LabelledReference.compared(label, run));
        }
        return List.of(String.join("", runs), runs.get(0));
    }

    /** Fails if corrections refer to unknown strings, because the data are then not the data that were reviewed. */
    void requireFound() {
        Set<String> missing = new HashSet<>(byString.keySet());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(missing.size() + " corrected strings are not in the data, among them "
                    + missing.iterator().next());
        }
    }
}
