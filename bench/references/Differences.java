package org.offprint.references.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Values that differ between the tags and a model, for blind review. {@code differences.txt} contains both values in
 * random order, {@code agreed.txt} some strings without differences, and {@code differences-key.tsv} the source of each
 * value.
 */
final class Differences {

    private static final int AGREED = 120;
    private static final int HASH_DIGITS = 16;

    private final Random random = new Random(7);
    private final List<String> strings = new ArrayList<>();
    private final List<String> agreed = new ArrayList<>();
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder values = new StringBuilder();
    private final List<String> keys = new ArrayList<>();

    /** Returns an identifier of a string that does not reveal its text: the beginning of its SHA-256. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Records a field with different values. Offsets are {@code start-end} in UTF-16 units, several joined by commas.
     */
    void differ(LabelledReference reference, PartLabel label, String ofTags, String ofModel) {
        boolean isTagsFirst = random.nextBoolean();
        values.append(String.format(
                "  %s A %s%n  %s B %s%n",
                label.field().word(),
                words(reference.text(), isTagsFirst ? ofTags : ofModel),
                label.field().word(),
                words(reference.text(), isTagsFirst ? ofModel : ofTags)));
        keys.add(label + "\t" + (isTagsFirst ? "A" : "B") + "\t" + ofTags + "\t" + ofModel);
    }

    /** Records a field with equal values. */
    void agree(LabelledReference reference, PartLabel label, String spans) {
        if (!spans.equals("-")) {
            values.append(String.format("  %s = %s%n", label.field().word(), words(reference.text(), spans)));
        }
    }

    /** Completes a string with the fields that were recorded since the previous string. */
    void end(String set, LabelledReference reference, boolean isWhole) {
        String hash = hash(reference.text());
        String head = set + " " + hash + "\n" + reference.text() + "\n";
        if (isWhole) {
            agreed.add(head + values);
        } else {
            strings.add(head + values.toString().replaceAll("(?m)^  \\w+ = .*\\R", ""));
            keys.forEach(each -> key.append(set + "\t" + hash + "\t" + each + "\n"));
        }
        values.setLength(0);
        keys.clear();
    }

    void write(Path out) throws IOException {
        java.util.Collections.shuffle(agreed, random);
        Files.writeString(out.resolve("differences.txt"), numbered(strings));
        Files.writeString(out.resolve("agreed.txt"), numbered(agreed.subList(0, Math.min(AGREED, agreed.size()))));
        Files.writeString(out.resolve("differences-key.tsv"), key);
    }

    private static String numbered(List<String> strings) {
        StringBuilder numbered = new StringBuilder();
        for (int i = 0; i < strings.size(); i++) {
            numbered.append(i + 1).append(' ').append(strings.get(i)).append('\n');
        }
        return numbered.toString();
    }

    private static String words(String text, String spans) {
        if (spans.equals("-")) {
            return "-";
        }
        List<String> words = new ArrayList<>();
        for (String span : spans.split(",")) {
            String[] ends = span.split("-");
            words.add("[" + text.substring(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])) + "]");
        }
        return String.join(" ", words);
    }
}
