package org.offprint.platform.files.types;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for the names of an article's files. A name includes folders as referenced in the full text, for example {@code
 * media/images/fig1.png}. Names are in Unicode normalization form NFC and are safe on all file systems.
 */
public final class FileNames {

    /**
     * Maximum length of a file name including its folders, in bytes of UTF-8. In most file systems, a single name is
     * also limited to 255 bytes.
     */
    public static final int MAX_BYTES = 255;

    /** Device names that Windows reserves, even with a file extension. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private FileNames() {}

    /**
     * Returns the file name in NFC without surrounding white space. The result may still be invalid; see {@link
     * #problem}.
     */
    public static String normalized(String name) {
        // Very long file names are not normalized. NFC shortens a name at most to a third, so they would still be too
        // long.
        return name.length() > MAX_BYTES * 4 ? name : Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    /** Returns a sentence that explains why a file name is invalid, or empty if the name is valid. */
    public static Optional<String> problem(String name) {
        return fault(name).map(fault -> "The file name " + fault + ".");
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
            return Optional.of("is not in Unicode normalization form NFC");
        }
        if (name.startsWith("/") || name.length() > 1 && name.charAt(1) == ':') {
            return Optional.of("is an absolute path; use a relative path");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00")) {
            return Optional.of("contains a percent-encoded slash, backslash or NUL");
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
                Optional.of("contains " + code(sign) + ", which is not an assigned character");
            default -> sign == '\\' ? Optional.of("contains a backslash; separate folders with /") : Optional.empty();
        };
    }

    private static String code(int sign) {
        return String.format("U+%04X", sign);
    }

    private static Optional<String> faultOfPart(String part) {
        if (part.isEmpty()) {
            return Optional.of("contains an empty folder name");
        }
        if (part.equals(".") || part.equals("..")) {
            return Optional.of("contains the folder " + part);
        }
        char last = part.charAt(part.length() - 1);
        if (last == '.' || Character.isWhitespace(last) || Character.isWhitespace(part.charAt(0))) {
            return Optional.of("contains a folder or file name that ends with a dot, or that begins or ends with white"
                    + " space");
        }
        int dot = part.indexOf('.');
        String stem = (dot < 0 ? part : part.substring(0, dot)).toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem)
                ? Optional.of("contains " + part + ", which is a reserved device name on Windows")
                : Optional.empty();
    }

    /** Returns the part of the file name after the last slash. */
    public static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Returns the folder of a file name without a trailing slash, or an empty string if there is none. */
    public static String folder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /**
     * Returns the extension of a file name, which is the string after the last dot. Returns an empty string if the name
     * without folders contains no dot, or only as its first character.
     */
    public static String extension(String name) {
        String last = last(name);
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? "" : last.substring(dot + 1);
    }

    /** Returns the file name without its folders and its extension. */
    public static String stem(String name) {
        String extension = extension(name);
        return extension.isEmpty()
                ? last(name)
                : last(name).substring(0, last(name).length() - extension.length() - 1);
    }

    /**
     * Returns the case-folded file name. Names with the same case-folded form are the same file on a case-insensitive
     * file system.
     */
    public static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
