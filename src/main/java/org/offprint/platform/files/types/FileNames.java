package org.offprint.platform.files.types;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of an article's files, with their folders as its full text refers to them: {@code media/images/fig1.png}.
 * Composed (NFC), and safe to make a file of on any system.
 */
public final class FileNames {

    /** The longest name, in bytes of UTF-8, folders included: that of a name in most file systems. */
    public static final int MAX_BYTES = 255;

    /** Names of devices, which Windows opens instead, whatever their extension. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private FileNames() {}

    /** Returns a name composed and without the blanks around it; {@link #problem} says whether it will do. */
    public static String tidy(String name) {
        // Composing makes nothing longer than three times: what is far too long is not composed.
        return name.length() > MAX_BYTES * 4 ? name : Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    /** Returns a sentence that says what is wrong with a name; empty for one that can be used. */
    public static Optional<String> problem(String name) {
        return fault(name).map(fault -> "The name of the file " + fault + ".");
    }

    private static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.length() > MAX_BYTES || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("is longer than " + MAX_BYTES + " bytes");
        }
        Optional<String> sign = name.codePoints()
                .mapToObj(FileNames::faultOfSign)
                .flatMap(Optional::stream)
                .findFirst();
        if (sign.isPresent()) {
            return sign;
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            return Optional.of("is not composed (NFC)");
        }
        if (name.startsWith("/") || name.length() > 1 && name.charAt(1) == ':') {
            return Optional.of("is a path from the root; it must be relative");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00")) {
            return Optional.of("contains a slash or NUL in percent-encoding");
        }
        return Arrays.stream(name.split("/", -1))
                .map(FileNames::faultOfPart)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> faultOfSign(int sign) {
        boolean isJoiner = sign == ZERO_WIDTH_JOINER || sign == ZERO_WIDTH_NON_JOINER;
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                Optional.of("contains the control character " + code(sign));
            case Character.FORMAT ->
                isJoiner ? Optional.empty() : Optional.of("contains the invisible character " + code(sign));
            case Character.SURROGATE, Character.UNASSIGNED ->
                Optional.of("contains " + code(sign) + ", which is no character");
            default ->
                sign == '\\' ? Optional.of("contains a backslash; folders are set apart by /") : Optional.empty();
        };
    }

    private static String code(int sign) {
        return String.format("U+%04X", sign);
    }

    private static Optional<String> faultOfPart(String part) {
        if (part.isEmpty()) {
            return Optional.of("has a folder without a name");
        }
        if (part.equals(".") || part.equals("..")) {
            return Optional.of("contains the folder " + part);
        }
        char last = part.charAt(part.length() - 1);
        if (last == '.' || Character.isWhitespace(last) || Character.isWhitespace(part.charAt(0))) {
            return Optional.of("has a part that ends with a dot, or begins or ends with a blank");
        }
        int dot = part.indexOf('.');
        String stem = (dot < 0 ? part : part.substring(0, dot)).toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem)
                ? Optional.of("has the part " + part + ", which is a device on some systems")
                : Optional.empty();
    }

    /** Returns the part behind the last slash. */
    public static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Returns the folder, without the slash at its end; empty for none. */
    public static String folder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** Returns what stands behind the last dot of the last part; empty for none, and for a name that begins with it. */
    public static String extension(String name) {
        String last = last(name);
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? "" : last.substring(dot + 1);
    }

    /** Returns the last part without its extension. */
    public static String stem(String name) {
        String extension = extension(name);
        return extension.isEmpty()
                ? last(name)
                : last(name).substring(0, last(name).length() - extension.length() - 1);
    }

    /** Returns what two names have in common that are one file on systems that do not tell capitals from small letters. */
    public static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
