package org.offprint.kernel.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.offprint.kernel.json.MemberTree.Selection;

/**
 * Copies selected members of a JSON document written by {@link Json#write}, byte for byte and in document order. The
 * document is not parsed, so returning selected members costs less than returning the whole document.
 */
public final class SelectedMembers {

    private final byte[] document;
    private final ByteArrayOutputStream kept;
    private int at;

    private SelectedMembers(byte[] document) {
        this.document = document;
        kept = new ByteArrayOutputStream(Math.min(document.length, 1_024));
    }

    /** Returns the selected members of a JSON document. */
    public static byte[] of(byte[] document, Selection selection) {
        SelectedMembers members = new SelectedMembers(document);
        members.copy(selection);
        return members.kept.toByteArray();
    }

    /**
     * Copies the selected members of the JSON value at the current offset. The recursion depth depends on the selected
     * paths and the nested lists in the document.
     */
    private void copy(Selection selection) {
        byte first = document[at];
        if (selection.isWhole() || first != '{' && first != '[') {
            int start = at;
            skipValue();
            kept.write(document, start, at - start);
        } else if (first == '[') {
            copyList(selection);
        } else {
            copyObject(selection);
        }
    }

    private void copyList(Selection selection) {
        kept.write('[');
        at++;
        while (document[at] != ']') {
            if (document[at] == ',') {
                kept.write(',');
                at++;
            }
            copy(selection);
        }
        kept.write(']');
        at++;
    }

    private void copyObject(Selection selection) {
        kept.write('{');
        at++;
        boolean isFirst = true;
        while (document[at] != '}') {
            at += document[at] == ',' ? 1 : 0;
            int name = at;
            skipString();
            int end = at;
            at++;
            Selection within = selection.within(name(name, end));
            if (within == null) {
                skipValue();
            } else {
                if (!isFirst) {
                    kept.write(',');
                }
                isFirst = false;
                kept.write(document, name, end + 1 - name);
                copy(within);
            }
        }
        kept.write('}');
        at++;
    }

    private String name(int start, int end) {
        String name = new String(document, start + 1, end - start - 2, StandardCharsets.UTF_8);
        return name.indexOf('\\') < 0 ? name : Json.read('"' + name + '"', String.class);
    }

    /** Moves the current offset to the end of the current JSON value. */
    private void skipValue() {
        int depth = 0;
        do {
            switch (document[at]) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (at < document.length && (depth > 0 || !isEnd(document[at])));
    }

    private static boolean isEnd(byte sign) {
        return sign == ',' || sign == '}' || sign == ']';
    }

    private void skipString() {
        at++;
        while (document[at] != '"') {
            at += document[at] == '\\' ? 2 : 1;
        }
        at++;
    }
}
