package org.offprint.ingest.xml;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entities that a document declares itself: of plain text, or of one character. Others it may as well not declare. */
final class DeclaredEntities {

    private static final int MOST_DECLARED = 10_000;
    private static final Pattern DECLARED =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]+)\\s+(?:\"([^\"&%<]{0,1000})\"|'([^'&%<]{0,1000})')\\s*>");
    private static final Pattern NUMBER =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]+)\\s+[\"']&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));[\"']");

    private DeclaredEntities() {}

    /** Those of a document type, by name; the first declaration of a name counts. */
    static Map<String, String> of(CharSequence doctype) {
        Map<String, String> declared = new HashMap<>();
        Matcher number = NUMBER.matcher(doctype);
        while (number.find() && declared.size() < MOST_DECLARED) {
            boolean isHex = number.group(2) != null;
            int code = Integer.parseInt(isHex ? number.group(2) : number.group(3), isHex ? 16 : 10);
            if (Character.isValidCodePoint(code)) {
                declared.putIfAbsent(number.group(1), Character.toString(code));
            }
        }
        Matcher plain = DECLARED.matcher(doctype);
        while (plain.find() && declared.size() < MOST_DECLARED) {
            declared.putIfAbsent(plain.group(1), plain.group(2) == null ? plain.group(3) : plain.group(2));
        }
        return declared;
    }
}
